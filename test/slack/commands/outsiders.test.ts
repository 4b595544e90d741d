/** People of other organizations, for whom Slack has no commands of ours: what they are told to do, they can do. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { commandToBot } from '../../../src/slack/commands/grammar.js';
import { helpCommand } from '../../../src/slack/commands/help.js';
import { mentionCommand } from '../../../src/slack/commands/mention.js';
import { OUTSIDER_LINES } from '../../../src/slack/commands/short-help.js';
import type { Caller } from '../../../src/slack/kit.js';

const nobody: Actor = {
  ...{ userId: 1, isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false },
  ...{ agentOf: new Set(), observerOf: new Set(), openedTickets: new Set() },
};
const callBy = (facts: Partial<Actor>) =>
  ({
    kit: { bot: { userId: 'U0BOT' } },
    slackUserId: 'U0OLGA',
    actor: async () => ({ ...nobody, ...facts }),
  }) as unknown as Caller;
const mentioned = async (facts: Partial<Actor>) =>
  JSON.stringify(
    await mentionCommand(callBy(facts), {
      ...{ slackChannelId: 'C0PARTNERS', ts: '1772445600.000100', threadTs: null },
      text: '<@U0BOT> good morning',
    }),
  );
const helped = async (facts: Partial<Actor>, topic: 'all' | null) =>
  JSON.stringify(
    await helpCommand(callBy(facts) as Parameters<typeof helpCommand>[0], { verb: 'help', topic }),
  );

describe('somebody of another organization who mentions the bot', () => {
  it('is pointed at no command', async () => {
    expect(await mentioned({ isExternal: true })).not.toMatch(/`\/|\/ticket/);
    expect(await mentioned({ isExternal: true })).toContain('mention me with `ticket`');
    expect(await mentioned({})).toContain('`/ticket help` shows what else I can do');
  });

  it.each([null, 'all'] as const)('and asks for help (%j) neither', async (topic) => {
    expect(await helped({ isExternal: true }, topic)).not.toContain('/ticket');
    expect(await helped({}, topic)).toContain('/ticket');
  });

  it.each(OUTSIDER_LINES)('and is told of "%s", which is read in a ticket’s thread', (typed) => {
    expect(commandToBot(`<@U0BOT> ${typed}`, 'U0BOT', { defaultTicket: 'IT-1' })).toMatchObject({ ok: true });
  });
});

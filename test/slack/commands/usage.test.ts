/** The usage tables: what help names parses, and every topic has its place in it. */
import { describe, expect, it } from 'vitest';
import { parseTicketCommand } from '../../../src/slack/commands/grammar.js';
import { DESK_USAGE, parseDeskCommand } from '../../../src/slack/commands/grammar-desk.js';
import { PROJECT_USAGE, parseProjectCommand } from '../../../src/slack/commands/grammar-project.js';
import { TICKET_USAGE } from '../../../src/slack/commands/grammar-usage.js';
import { AGENT_GROUPS, REQUESTER_LINES } from '../../../src/slack/commands/short-help.js';

describe('the short help', () => {
  it.each(REQUESTER_LINES)('names what parses: %s', (typed) => {
    expect(parseTicketCommand(typed).ok).toBe(true);
  });
  it('has every topic in one group', () => {
    expect([...Object.values(AGENT_GROUPS).flat(), 'help'].sort()).toEqual(
      TICKET_USAGE.map(({ topic }) => topic).sort(),
    );
  });
});

describe('the usage tables', () => {
  it.each(TICKET_USAGE.filter((each) => each.topic !== 'ticket'))(
    'the example of $topic parses as it',
    (usage) => {
      const example = usage.example.replace('/ticket ', '').replace(/@(\w+)/g, '<@U0X|$1>');
      expect(parseTicketCommand(example)).toMatchObject({ ok: true, command: { verb: usage.topic } });
    },
  );
  it.each(PROJECT_USAGE)('the example of /project $topic parses as it', (usage) => {
    const example = usage.example.replace('/project ', '').replace(/@(\w+)/g, '<@U0X|$1>');
    expect(parseProjectCommand(example)).toMatchObject({ ok: true, command: { verb: usage.topic } });
  });
  it.each(DESK_USAGE)('the example of /desk $topic parses as it', ({ example, topic }) => {
    expect(parseDeskCommand(example.replace('/desk ', ''))).toMatchObject({
      ok: true,
      command: { verb: topic },
    });
  });
});

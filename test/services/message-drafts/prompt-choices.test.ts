/** The question about a draft offers open tickets: by what their owner may know of them, and with who else reads there. */
import { beforeEach, describe, expect, it } from 'vitest';
import { joinMessageDraft } from '../../../src/services/message-drafts/join-message-draft.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { LIMITED, useOutbox } from '../../support/outbox.js';

const box = useOutbox({ cardRestMs: 0 });

beforeEach(() => box.desk.directory.addConversation('DUBO', { kind: 'im', members: ['UBO'] }));

const asks = async () => {
  const ts = `${Date.UTC(2026, 2, 2, 10) / 1_000}.000100`;
  await joinMessageDraft(box.desk, { slackUserId: 'UBO', slackChannelId: 'DUBO', ts });
  await box.send();
};
const offered = () =>
  box.saidIn('DUBO').flatMap((content) => (content.kind === 'draft_prompt' ? content.tickets : []));

describe('the question names tickets', () => {
  it.each<[string, (number: string) => Promise<unknown>]>([
    [
      'no more by a title that was redacted',
      async (number) => redactTexts(box.desk, await box.it_.actor('ana'), number, { parts: ['title'] }),
    ],
    [
      'no more that are somebody else’s by now',
      async (number) =>
        editTicket(box.desk, await box.it_.actor('ana'), number, { reporterSlackUserId: 'UCLEO' }),
    ],
  ])('%s', async (_what, change) => {
    const number = await box.it_.open({ title: 'my key is 1234' });
    await asks();
    expect(JSON.stringify(offered())).toContain('my key is 1234');
    await change(number);
    await box.send();
    expect(JSON.stringify(offered())).not.toContain('my key is 1234');
  });

  it('with where they are talked about, also while that has not begun: others read there what was written in private', async () => {
    await box.it_.open({ talk: { kind: 'channel', channelId: box.it_.help.id } });
    box.carrier.failNext('post', LIMITED, { slackChannelId: 'CHELP' });
    await asks();
    expect(await box.prisma().ticketThread.count({ where: { role: 'origin' } })).toBe(0);
    expect(offered()).toMatchObject([{ number: 'IT-1', readIn: 'it-help' }]);
  });
});

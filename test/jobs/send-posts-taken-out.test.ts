/** What must not be seen any more leaves Slack, whatever Slack refuses. */
import { beforeEach, describe, expect, it } from 'vitest';
import { refreshChannel } from '../../src/services/channels/refresh-channel.js';
import { addComment } from '../../src/services/comments/add-comment.js';
import { editReply, withdrawReply } from '../../src/services/comments/edit-reply.js';
import { changeConfidentiality } from '../../src/services/confidential/change-confidentiality.js';
import type { CarryFailure } from '../../src/services/posts/post-carrier.js';
import { settleRefused } from '../../src/services/posts/settle-refused.js';
import { setTriageChannel } from '../../src/services/projects/set-triage-channel.js';
import type { TicketPart } from '../../src/services/redaction/blank-ticket.js';
import { redactTexts } from '../../src/services/redaction/redact-texts.js';
import { editTicket } from '../../src/services/tickets/edit-ticket.js';
import { watchTicket } from '../../src/services/tickets/watch-ticket.js';
import { REST_MS, UNKNOWN, useOutbox } from '../support/outbox.js';

const outbox = useOutbox();
const { enqueue, line, prisma, rows, said, send } = outbox;

describe('what is withdrawn', () => {
  const withdraw = () =>
    prisma().post.updateMany({ data: { isWithdrawn: true, wantedVersion: { increment: 1 } } });

  it('before it was sent never is', async () => {
    await enqueue(line('a'));
    await withdraw();
    await send();
    expect(outbox.carrier.calls).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('after it was sent disappears', async () => {
    await enqueue(line('a'));
    await send();
    await withdraw();
    await send();
    expect(said()).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('while its outcome is unknown is looked for, and disappears', async () => {
    await enqueue(line('a'));
    outbox.carrier.failNext('post', UNKNOWN, { isDone: true });
    await send();
    await withdraw();
    outbox.desk.clock.advance(1_000);
    await send();
    expect(said()).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('is not tried for ever where Slack refuses: the admins are told that it is still there, and can try again', async () => {
    await enqueue(line('a'));
    await send();
    await withdraw();
    outbox.carrier.failNext('remove', { kind: 'permanent', code: 'cant_delete_message' });
    await send();
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'failed', lastError: 'cant_delete_message' });
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
    await settleRefused(outbox.desk, await outbox.it_.actor('ada'), row?.id ?? 0, 'resend');
    await send();
    expect(said()).not.toContain('CSECRET: setup_notice');
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('and deleted in Slack by somebody is out of it', async () => {
    await enqueue(line('a'));
    await send();
    await withdraw();
    outbox.carrier.failNext('remove', { kind: 'permanent', code: 'message_not_found' });
    await send();
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
  });
});

describe('an update that Slack refuses for good, of a message that must not stand as it was', () => {
  const REFUSES: CarryFailure = { kind: 'permanent', code: 'cant_update_message' };
  const ana = () => outbox.it_.actor('ana');
  let number: string;

  beforeEach(async () => {
    number = await outbox.it_.open({ description: 'hunter2' });
    const answer = { text: 'hunter2', commentType: 'public', sourceKey: 'v1' } as const;
    await addComment(outbox.desk, await ana(), number, answer);
    await watchTicket(outbox.desk, await ana(), number, { watch: true, slackUserId: 'UBEN' });
    await send();
    outbox.desk.clock.advance(REST_MS);
  });

  const redactComment = async () => {
    const { id } = await prisma().comment.findFirstOrThrow();
    await redactTexts(outbox.desk, await ana(), number, { commentIds: [id] });
  };
  const answerId = async () => (await prisma().comment.findFirstOrThrow()).id;
  const edits = async (text: string) => editReply(outbox.desk, await ana(), await answerId(), text);
  const retitles = async (title: string) => editTicket(outbox.desk, await ana(), number, { title });
  const redactParts = async (...parts: TicketPart[]) =>
    redactTexts(outbox.desk, await ana(), number, { parts });

  it.each([
    ['a redacted comment', redactComment, 'reply'],
    ['a redacted description', () => redactParts('description'), 'origin_card'],
    ['a redacted title', () => redactParts('title'), 'origin_card'],
  ])('%s: it is taken out instead', async (_what, redact, kind) => {
    expect(said().some((words) => words.startsWith('DUBO') && words.endsWith(kind))).toBe(true);
    outbox.carrier.failNext('update', REFUSES, { slackChannelId: 'DUBO', times: 9 });
    await redact();
    await send();
    expect(said().filter((words) => words.startsWith('DUBO') && words.endsWith(kind))).toEqual([]);
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
  });

  it('also where an earlier reporter was told, whom nothing that changes is shown to any more', async () => {
    await editTicket(outbox.desk, await ana(), number, { reporterSlackUserId: 'UCLEO' });
    await send();
    const left = () => said().filter((words) => words.startsWith('DUBO'));
    expect(left()).toEqual(expect.arrayContaining(['DUBO: origin_card', 'DUBO in thread: reply']));
    await redactComment();
    await send();
    expect(left()).not.toContain('DUBO in thread: reply');
    expect(left()).toContain('DUBO: origin_card');
    await redactParts('description');
    await send();
    expect(left()).toEqual([]);
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
  });

  it.each<[string, string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['a comment that is redacted', 'reply', () => edits('hunter2, really'), redactComment],
    [
      'an answer that is withdrawn',
      'reply',
      () => edits('hunter2, really'),
      async () => withdrawReply(outbox.desk, await ana(), await answerId()),
    ],
    [
      'a description that is redacted',
      'origin_card',
      () => retitles('VPN'),
      () => redactParts('description'),
    ],
    [
      'a title that is redacted',
      'origin_card',
      () => retitles('hunter2'),
      () => redactParts('title', 'description'),
    ],
  ])(
    '%s is tried again, though an earlier change was refused and nobody has had it sent again',
    async (_what, kind, change, takeOut) => {
      const gone = { kind: 'permanent', code: 'channel_not_found' } as const;
      outbox.carrier.failNext('update', gone, { slackChannelId: 'DUBO', times: 1 });
      await change();
      await send();
      expect(await prisma().post.count({ where: { state: 'failed', messageTs: { not: null } } })).toBe(1);
      outbox.desk.clock.advance(REST_MS);
      await takeOut();
      await send();
      const left = outbox.saidIn('DUBO').filter((content) => content.kind === kind);
      expect(JSON.stringify(left)).not.toContain('hunter2');
      expect(await prisma().post.count({ where: { state: 'failed' } })).toBe(0);
    },
  );

  it('an admin’s card of a ticket that has become confidential: it is taken out instead', async () => {
    const place = { kind: 'admin_card', userId: outbox.it_.userId('ada') } as const;
    const { id: ticketId } = await prisma().ticket.findFirstOrThrow();
    await enqueue({ ...place, key: 'x', ticketId });
    await send();
    outbox.desk.clock.advance(REST_MS);
    expect(said()).toContain('DUADA: admin_card');
    outbox.carrier.failNext('update', REFUSES, { times: 9 });
    await changeConfidentiality(outbox.desk, await ana(), number, true);
    await send();
    expect(said()).not.toContain('DUADA: admin_card');
    expect(said()).toContain('CTRIAGE: triage_card');
  });

  it('and cannot be taken out either: the admins are told', async () => {
    outbox.carrier.failNext('update', REFUSES, { slackChannelId: 'DUBO', times: 9 });
    outbox.carrier.failNext('remove', { kind: 'permanent', code: 'cant_delete_message' }, { times: 9 });
    await redactComment();
    await send();
    expect(await prisma().post.findFirst({ where: { kind: 'reply' } })).toMatchObject({
      ...{ state: 'failed', isWithdrawn: true, lastError: 'cant_delete_message' },
    });
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
  });

  it('also where it is an error of our own', async () => {
    outbox.carrier.failNext('update', new Error('cannot render'), { slackChannelId: 'DUBO', times: 99 });
    await redactComment();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await send();
      outbox.desk.clock.advance(300_000);
    }
    expect(said().filter((words) => words.startsWith('DUBO') && words.endsWith('reply'))).toEqual([]);
  });
});

describe('a triage channel that others can read', () => {
  const cardsIn = (slackChannelId: string) =>
    outbox.carrier.messages
      .filter((message) => message.slackChannelId === slackChannelId)
      .map(({ content }) => content.kind);

  it.each([
    { change: { kind: 'public' as const }, left: [] },
    { change: { isExternal: true }, left: [] },
  ])('is shown nothing more: %o', async ({ change, left }) => {
    const number = await outbox.it_.open();
    await send();
    expect(cardsIn('CTRIAGE')).toEqual(['triage_card']);
    await prisma().channel.update({ where: { id: outbox.it_.triage.id }, data: change });
    await editTicket(outbox.desk, await outbox.it_.actor('ana'), number, { title: 'Salaries leaked' });
    outbox.desk.clock.advance(REST_MS);
    await send();
    expect(cardsIn('CTRIAGE')).toEqual(left);
  });

  it('waits while it is not known who can read it', async () => {
    await prisma().channel.update({ where: { id: outbox.it_.triage.id }, data: { kind: 'unknown' } });
    await outbox.it_.open();
    await send();
    expect(cardsIn('CTRIAGE')).toEqual([]);
    await prisma().channel.update({ where: { id: outbox.it_.triage.id }, data: { kind: 'private' } });
    outbox.desk.clock.advance(60_000);
    await send();
    expect(cardsIn('CTRIAGE')).toEqual(['triage_card']);
  });

  it('loses its cards and threads, and the next one gets a card for each open ticket', async () => {
    await outbox.it_.open();
    await send();
    outbox.desk.directory.addConversation('CTRIAGE', { kind: 'public' });
    await refreshChannel(outbox.desk, 'CTRIAGE');
    outbox.desk.clock.advance(REST_MS);
    await send();
    expect(cardsIn('CTRIAGE')).toEqual([]);
    outbox.desk.directory.addConversation('CNEXT', { kind: 'private', members: ['UANA'] });
    await setTriageChannel(outbox.desk, await outbox.it_.actor('ada'), 'IT', 'CNEXT');
    await send();
    expect(cardsIn('CNEXT')).toContain('triage_card');
    const threads = await prisma().ticketThread.findMany({
      where: { role: { not: 'origin' } },
      orderBy: { id: 'asc' },
    });
    expect(threads.map(({ role }) => role)).toEqual(['linked', 'triage']);
  });
});

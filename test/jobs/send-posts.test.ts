/** What the outbox wants said is said: once, in order, and as it is by then. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '../../src/database/transaction.js';
import { refreshCards } from '../../src/services/posts/refresh-posts.js';
import { editTicket } from '../../src/services/tickets/edit-ticket.js';
import { LIMITED, REFUSED, REST_MS, UNKNOWN, useOutbox } from '../support/outbox.js';

const outbox = useOutbox();
const { enqueue, line, prisma, rows, said, send, startSender } = outbox;

describe('a new ticket', () => {
  beforeEach(async () => {
    await outbox.it_.open();
    await send();
  });

  it('has its card in the direct messages that are opened for it, and one in triage', () => {
    expect(said().sort()).toEqual(['CTRIAGE: triage_card', 'DUBO: origin_card']);
  });

  it('is talked about under those cards from then on', async () => {
    const threads = await prisma().ticketThread.findMany({ orderBy: { role: 'asc' } });
    expect(threads.map(({ role, threadTs }) => [role, threadTs])).toEqual([
      ['origin', outbox.carrier.messages.find(({ slackChannelId }) => slackChannelId === 'DUBO')?.ts],
      ['triage', outbox.carrier.messages.find(({ slackChannelId }) => slackChannelId === 'CTRIAGE')?.ts],
    ]);
  });

  it('remembers what was sent, and does not send it again', async () => {
    // A card is shown anew once it can lead to the other, after its rest or before, as it comes.
    outbox.desk.clock.advance(REST_MS);
    await send();
    expect(outbox.carrier.calls.filter((call) => call.startsWith('post'))).toHaveLength(2);
    for (const row of await rows()) {
      expect(row).toMatchObject({ state: 'sent', sentVersion: row.wantedVersion, attempts: 0 });
      expect(row.messageTs).toEqual(expect.any(String));
    }
  });
});

describe('order', () => {
  it('is that of the outbox within a conversation', async () => {
    await enqueue(line('a'), line('b'), line('c'));
    await send();
    expect(outbox.carrier.messages.map(({ postId }) => postId)).toEqual((await rows()).map(({ id }) => id));
  });

  it('holds while the first of a conversation fails: the later ones wait, other conversations do not', async () => {
    await enqueue(line('a'), line('b'), line('c', { channelId: outbox.it_.help.id }));
    outbox.carrier.failNext('post', LIMITED, { slackChannelId: 'CSECRET' });
    await send();
    expect(said()).toEqual(['CHELP: setup_notice']);
    outbox.desk.clock.advance(6_999);
    await send();
    expect(said()).toHaveLength(1);
    outbox.desk.clock.advance(1);
    await send();
    expect(said()).toEqual(['CHELP: setup_notice', 'CSECRET: setup_notice', 'CSECRET: setup_notice']);
  });

  it('is kept when a message in it is refused for good: the next one goes out', async () => {
    await enqueue(line('a'), line('b'));
    outbox.carrier.failNext('post', REFUSED);
    await send();
    expect((await rows()).map(({ state, lastError }) => [state, lastError])).toEqual([
      ['failed', 'not_in_channel'],
      ['sent', null],
    ]);
  });

  it('waits for a thread whose root is still to be posted, without holding up its conversation', async () => {
    const number = await outbox.it_.open();
    outbox.carrier.failNext('post', UNKNOWN, { slackChannelId: 'DUBO', times: 1 });
    const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    await enqueue(
      {
        key: 'in-thread',
        kind: 'assigned',
        ticketId: ticket.id,
        channelId: outbox.it_.triage.id,
        threadRole: 'origin',
        payload: { assigneeId: outbox.it_.userId('ana'), byUserId: null },
      },
      line('after', { channelId: outbox.it_.triage.id }),
    );
    await prisma().ticket.update({
      where: { id: ticket.id },
      data: { assigneeId: outbox.it_.userId('ana') },
    });
    await send();
    expect(said()).toEqual(['CTRIAGE: triage_card', 'CTRIAGE: setup_notice']);
    outbox.desk.clock.advance(1_000);
    await send();
    expect(said()).toContain('DUBO in thread: assigned');
  });

  it('does not wait for a root that was refused', async () => {
    const number = await outbox.it_.open();
    outbox.carrier.failNext('post', REFUSED, { slackChannelId: 'CTRIAGE' });
    const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    await enqueue({
      key: 'in-thread',
      kind: 'assigned',
      ticketId: ticket.id,
      channelId: outbox.it_.triage.id,
      threadRole: 'triage',
    });
    await send();
    expect(await prisma().post.findUnique({ where: { key: 'in-thread' } })).toMatchObject({
      state: 'failed',
      lastError: 'its thread was never posted',
    });
  });
});

describe('one change, one visible message', () => {
  it.each([
    ['the answer was lost', { isDone: true }],
    ['the call never arrived', { isDone: false }],
  ])('when %s', async (_what, options) => {
    await enqueue(line('a'));
    outbox.carrier.failNext('post', UNKNOWN, options);
    await send();
    expect((await rows())[0]).toMatchObject({ state: 'sending' });
    outbox.desk.clock.advance(1_000);
    await send();
    expect(said()).toEqual(['CSECRET: setup_notice']);
    expect(outbox.carrier.calls).toEqual([
      'post CSECRET',
      'find CSECRET',
      ...(options.isDone ? [] : ['post CSECRET']),
    ]);
    expect((await rows())[0]).toMatchObject({ state: 'sent', attempts: 0 });
  });

  it('when the process was killed between the call and its memory', async () => {
    await enqueue(line('a'));
    await send();
    await prisma().post.updateMany({ data: { state: 'sending', messageTs: null } });
    await send();
    expect(said()).toHaveLength(1);
    expect((await rows())[0]).toMatchObject({ state: 'sent', messageTs: outbox.carrier.messages[0]?.ts });
  });

  it('when looking fails too', async () => {
    await enqueue(line('a'));
    outbox.carrier.failNext('post', UNKNOWN, { isDone: true });
    outbox.carrier.failNext('find', LIMITED);
    await send();
    outbox.desk.clock.advance(1_000);
    await send();
    outbox.desk.clock.advance(7_000);
    await send();
    expect(said()).toHaveLength(1);
  });

  it('when two processes send at once', async () => {
    const second = startSender();
    await enqueue(line('a'), line('b'), line('c', { channelId: outbox.it_.help.id }));
    await Promise.all([outbox.sender.wake(), second.wake()]);
    await send();
    expect(said()).toHaveLength(3);
    expect(outbox.carrier.calls.filter((call) => call.startsWith('post'))).toHaveLength(3);
  });
});

describe('a live message follows', () => {
  let number: string;

  beforeEach(async () => {
    number = await outbox.it_.open();
    await send();
  });

  const priority = async (value: 'low' | 'high') =>
    editTicket(outbox.desk, await outbox.it_.actor('ana'), number, { priority: value });
  const card = () => outbox.carrier.messages.find(({ content }) => content.kind === 'triage_card');

  it('quick changes as one update, with the last state', async () => {
    await priority('high');
    await priority('low');
    await send();
    expect(card()).toMatchObject({ updates: 0 });
    outbox.desk.clock.advance(REST_MS);
    await send();
    expect(card()).toMatchObject({ updates: 1, content: { card: { priority: 'low' } } });
  });

  it('at once, when nothing was shown a moment ago', async () => {
    outbox.desk.clock.advance(60_000);
    await priority('high');
    await send();
    expect(card()).toMatchObject({ updates: 1, content: { card: { priority: 'high' } } });
  });

  it('while it rests it holds up nobody', async () => {
    await priority('high');
    await enqueue(line('a', { channelId: outbox.it_.triage.id }));
    await send();
    expect(said()).toContain('CTRIAGE: setup_notice');
    expect(card()).toMatchObject({ updates: 0 });
  });

  it('after a refused update with the next change', async () => {
    outbox.desk.clock.advance(REST_MS);
    outbox.carrier.failNext(
      'update',
      { kind: 'permanent', code: 'msg_too_long' },
      { slackChannelId: 'CTRIAGE' },
    );
    await priority('high');
    await send();
    expect(card()).toMatchObject({ updates: 0 });
    await priority('low');
    await send();
    expect(card()).toMatchObject({ updates: 1, content: { card: { priority: 'low' } } });
  });

  it('no more, once somebody has deleted it in Slack', async () => {
    outbox.desk.clock.advance(REST_MS);
    outbox.carrier.failNext(
      'update',
      { kind: 'permanent', code: 'message_not_found' },
      { slackChannelId: 'CTRIAGE' },
    );
    await priority('high');
    await send();
    await priority('low');
    await send();
    expect(outbox.carrier.calls.filter((call) => call === 'update CTRIAGE')).toHaveLength(1);
  });
});

it('a message that says what was, once, is not updated', async () => {
  await outbox.it_.open();
  await enqueue(line('a'));
  await send();
  await prisma().post.updateMany({ where: { key: 'a' }, data: { wantedVersion: 2 } });
  await send();
  expect(outbox.carrier.calls.filter((call) => call.startsWith('update'))).toEqual([]);
  expect(await prisma().post.findUnique({ where: { key: 'a' } })).toMatchObject({ sentVersion: 2 });
});

it('stopping finishes the post in hand and takes no other', async () => {
  await enqueue(line('a'), line('b'));
  const release = outbox.carrier.hold('post');
  await outbox.sender.wake();
  await vi.waitFor(() => expect(outbox.carrier.calls).toEqual(['post CSECRET']), { interval: 2 });
  const stopped = outbox.sender.stop();
  release();
  await stopped;
  expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'pending']);
});

it('changes that nobody sees are no work', async () => {
  const number = await outbox.it_.open();
  await send();
  const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
  await inTransaction(outbox.desk.database, (tx) => refreshCards(tx, ticket.id));
  await prisma().post.updateMany({ data: { state: 'failed' } });
  outbox.desk.clock.advance(REST_MS);
  await send();
  expect(outbox.carrier.calls.filter((call) => call.startsWith('update'))).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '../../src/database/transaction.js';
import { createSender, type Sender } from '../../src/jobs/send-posts.js';
import { refreshChannel } from '../../src/services/channels/refresh-channel.js';
import { addComment } from '../../src/services/comments/add-comment.js';
import { changeConfidentiality } from '../../src/services/confidential/change-confidentiality.js';
import { examineDesk } from '../../src/services/doctor/examine-desk.js';
import { enqueuePosts, type NewPost } from '../../src/services/posts/enqueue-posts.js';
import type { CarryFailure } from '../../src/services/posts/post-carrier.js';
import { refreshCards } from '../../src/services/posts/refresh-posts.js';
import { settleRefused } from '../../src/services/posts/settle-refused.js';
import { setTriageChannel } from '../../src/services/projects/set-triage-channel.js';
import type { TicketPart } from '../../src/services/redaction/blank-ticket.js';
import { redactTexts } from '../../src/services/redaction/redact-texts.js';
import { editTicket } from '../../src/services/tickets/edit-ticket.js';
import { watchTicket } from '../../src/services/tickets/watch-ticket.js';
import { createTestCarrier, type TestCarrier } from '../support/carrier.js';
import { useTestDesk } from '../support/desk.js';
import { type ItProject, makeItProject } from '../support/it-project.js';

const UNKNOWN: CarryFailure = { kind: 'ambiguous', cause: 'ECONNRESET' };
const LIMITED: CarryFailure = { kind: 'rate_limited', retryAfterSeconds: 7 };
const REFUSED: CarryFailure = { kind: 'permanent', code: 'not_in_channel' };
const REST_MS = 1_000;

const fixture = useTestDesk();
let it_: ItProject;
let carrier: TestCarrier;
let sender: Sender;
const senders: Sender[] = [];

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  carrier = createTestCarrier();
  sender = startSender();
});

afterEach(async () => {
  await Promise.all(senders.splice(0).map((each) => each.stop()));
});

function startSender(): Sender {
  const made = createSender(fixture.desk, carrier, { postIntervalMs: 0, cardRestMs: REST_MS });
  senders.push(made);
  return made;
}

const prisma = () => fixture.desk.database.prisma;
/** Without what the admins are told of those that were refused. */
const rows = () =>
  prisma().post.findMany({ where: { kind: { not: 'undelivered' } }, orderBy: { id: 'asc' } });
const said = () =>
  carrier.messages.map(
    ({ slackChannelId, threadTs, content }) =>
      `${slackChannelId}${threadTs === null ? '' : ' in thread'}: ${content.kind}`,
  );

/** Until nothing is due and nothing is in hand. */
async function send(): Promise<void> {
  await sender.wake();
  await vi.waitFor(() => expect(senders.every((each) => each.isIdle())).toBe(true), {
    interval: 2,
    timeout: 5_000,
  });
  // A conversation that ends its work asks for what that made possible elsewhere.
  await sender.wake();
  await vi.waitFor(() => expect(senders.every((each) => each.isIdle())).toBe(true), {
    interval: 2,
    timeout: 5_000,
  });
}

async function enqueue(...posts: NewPost[]): Promise<void> {
  await inTransaction(fixture.desk.database, (tx) => enqueuePosts(tx, posts, fixture.desk.clock.now()));
}

/** Messages about the ticket that need no more than it, at the top of a channel. */
function line(key: string, facts: Partial<NewPost> = {}): NewPost {
  return {
    key,
    kind: 'setup_notice',
    projectId: it_.project.id,
    channelId: it_.secret.id,
    ...facts,
  } as NewPost;
}

describe('a new ticket', () => {
  beforeEach(async () => {
    await it_.open();
    await send();
  });

  it('has its card in the direct messages that are opened for it, and one in triage', () => {
    expect(said().sort()).toEqual(['CTRIAGE: triage_card', 'DUBO: origin_card']);
  });

  it('is talked about under those cards from then on', async () => {
    const threads = await prisma().ticketThread.findMany({ orderBy: { role: 'asc' } });
    expect(threads.map(({ role, threadTs }) => [role, threadTs])).toEqual([
      ['origin', carrier.messages.find(({ slackChannelId }) => slackChannelId === 'DUBO')?.ts],
      ['triage', carrier.messages.find(({ slackChannelId }) => slackChannelId === 'CTRIAGE')?.ts],
    ]);
  });

  it('remembers what was sent, and does not send it again', async () => {
    // A card is shown anew once it can lead to the other, after its rest or before, as it comes.
    fixture.desk.clock.advance(REST_MS);
    await send();
    expect(carrier.calls.filter((call) => call.startsWith('post'))).toHaveLength(2);
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
    expect(carrier.messages.map(({ postId }) => postId)).toEqual((await rows()).map(({ id }) => id));
  });

  it('holds while the first of a conversation fails: the later ones wait, other conversations do not', async () => {
    await enqueue(line('a'), line('b'), line('c', { channelId: it_.help.id }));
    carrier.failNext('post', LIMITED, { slackChannelId: 'CSECRET' });
    await send();
    expect(said()).toEqual(['CHELP: setup_notice']);
    fixture.desk.clock.advance(6_999);
    await send();
    expect(said()).toHaveLength(1);
    fixture.desk.clock.advance(1);
    await send();
    expect(said()).toEqual(['CHELP: setup_notice', 'CSECRET: setup_notice', 'CSECRET: setup_notice']);
  });

  it('is kept when a message in it is refused for good: the next one goes out', async () => {
    await enqueue(line('a'), line('b'));
    carrier.failNext('post', REFUSED);
    await send();
    expect((await rows()).map(({ state, lastError }) => [state, lastError])).toEqual([
      ['failed', 'not_in_channel'],
      ['sent', null],
    ]);
  });

  it('waits for a thread whose root is still to be posted, without holding up its conversation', async () => {
    const number = await it_.open();
    carrier.failNext('post', UNKNOWN, { slackChannelId: 'DUBO', times: 1 });
    const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    await enqueue(
      {
        key: 'in-thread',
        kind: 'assigned',
        ticketId: ticket.id,
        channelId: it_.triage.id,
        threadRole: 'origin',
        payload: { assigneeId: it_.userId('ana'), byUserId: null },
      },
      line('after', { channelId: it_.triage.id }),
    );
    await prisma().ticket.update({ where: { id: ticket.id }, data: { assigneeId: it_.userId('ana') } });
    await send();
    expect(said()).toEqual(['CTRIAGE: triage_card', 'CTRIAGE: setup_notice']);
    fixture.desk.clock.advance(1_000);
    await send();
    expect(said()).toContain('DUBO in thread: assigned');
  });

  it('does not wait for a root that was refused', async () => {
    const number = await it_.open();
    carrier.failNext('post', REFUSED, { slackChannelId: 'CTRIAGE' });
    const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    await enqueue({
      key: 'in-thread',
      kind: 'assigned',
      ticketId: ticket.id,
      channelId: it_.triage.id,
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
    carrier.failNext('post', UNKNOWN, options);
    await send();
    expect((await rows())[0]).toMatchObject({ state: 'sending' });
    fixture.desk.clock.advance(1_000);
    await send();
    expect(said()).toEqual(['CSECRET: setup_notice']);
    expect(carrier.calls).toEqual([
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
    expect((await rows())[0]).toMatchObject({ state: 'sent', messageTs: carrier.messages[0]?.ts });
  });

  it('when looking fails too', async () => {
    await enqueue(line('a'));
    carrier.failNext('post', UNKNOWN, { isDone: true });
    carrier.failNext('find', LIMITED);
    await send();
    fixture.desk.clock.advance(1_000);
    await send();
    fixture.desk.clock.advance(7_000);
    await send();
    expect(said()).toHaveLength(1);
  });

  it('when two processes send at once', async () => {
    const second = startSender();
    await enqueue(line('a'), line('b'), line('c', { channelId: it_.help.id }));
    await Promise.all([sender.wake(), second.wake()]);
    await send();
    expect(said()).toHaveLength(3);
    expect(carrier.calls.filter((call) => call.startsWith('post'))).toHaveLength(3);
  });
});

describe('a live message follows', () => {
  let number: string;

  beforeEach(async () => {
    number = await it_.open();
    await send();
  });

  const priority = async (value: 'low' | 'high') =>
    editTicket(fixture.desk, await it_.actor('ana'), number, { priority: value });
  const card = () => carrier.messages.find(({ content }) => content.kind === 'triage_card');

  it('quick changes as one update, with the last state', async () => {
    await priority('high');
    await priority('low');
    await send();
    expect(card()).toMatchObject({ updates: 0 });
    fixture.desk.clock.advance(REST_MS);
    await send();
    expect(card()).toMatchObject({ updates: 1, content: { card: { priority: 'low' } } });
  });

  it('at once, when nothing was shown a moment ago', async () => {
    fixture.desk.clock.advance(60_000);
    await priority('high');
    await send();
    expect(card()).toMatchObject({ updates: 1, content: { card: { priority: 'high' } } });
  });

  it('while it rests it holds up nobody', async () => {
    await priority('high');
    await enqueue(line('a', { channelId: it_.triage.id }));
    await send();
    expect(said()).toContain('CTRIAGE: setup_notice');
    expect(card()).toMatchObject({ updates: 0 });
  });

  it('after a refused update with the next change', async () => {
    fixture.desk.clock.advance(REST_MS);
    carrier.failNext('update', { kind: 'permanent', code: 'msg_too_long' }, { slackChannelId: 'CTRIAGE' });
    await priority('high');
    await send();
    expect(card()).toMatchObject({ updates: 0 });
    await priority('low');
    await send();
    expect(card()).toMatchObject({ updates: 1, content: { card: { priority: 'low' } } });
  });

  it('no more, once somebody has deleted it in Slack', async () => {
    fixture.desk.clock.advance(REST_MS);
    carrier.failNext(
      'update',
      { kind: 'permanent', code: 'message_not_found' },
      { slackChannelId: 'CTRIAGE' },
    );
    await priority('high');
    await send();
    await priority('low');
    await send();
    expect(carrier.calls.filter((call) => call === 'update CTRIAGE')).toHaveLength(1);
  });
});

it('a message that says what was, once, is not updated', async () => {
  await it_.open();
  await enqueue(line('a'));
  await send();
  await prisma().post.updateMany({ where: { key: 'a' }, data: { wantedVersion: 2 } });
  await send();
  expect(carrier.calls.filter((call) => call.startsWith('update'))).toEqual([]);
  expect(await prisma().post.findUnique({ where: { key: 'a' } })).toMatchObject({ sentVersion: 2 });
});

describe('what is withdrawn', () => {
  const withdraw = () =>
    prisma().post.updateMany({ data: { isWithdrawn: true, wantedVersion: { increment: 1 } } });

  it('before it was sent never is', async () => {
    await enqueue(line('a'));
    await withdraw();
    await send();
    expect(carrier.calls).toEqual([]);
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
    carrier.failNext('post', UNKNOWN, { isDone: true });
    await send();
    await withdraw();
    fixture.desk.clock.advance(1_000);
    await send();
    expect(said()).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('is not tried for ever where Slack refuses: the admins are told that it is still there, and can try again', async () => {
    await enqueue(line('a'));
    await send();
    await withdraw();
    carrier.failNext('remove', { kind: 'permanent', code: 'cant_delete_message' });
    await send();
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'failed', lastError: 'cant_delete_message' });
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
    await settleRefused(fixture.desk, await it_.actor('ada'), row?.id ?? 0, 'resend');
    await send();
    expect(said()).not.toContain('CSECRET: setup_notice');
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('and deleted in Slack by somebody is out of it', async () => {
    await enqueue(line('a'));
    await send();
    await withdraw();
    carrier.failNext('remove', { kind: 'permanent', code: 'message_not_found' });
    await send();
    expect((await rows())[0]).toMatchObject({ state: 'withdrawn' });
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
  });
});

describe('an update that Slack refuses for good, of a message that must not stand as it was', () => {
  const REFUSES: CarryFailure = { kind: 'permanent', code: 'cant_update_message' };
  const ana = () => it_.actor('ana');
  let number: string;

  beforeEach(async () => {
    number = await it_.open({ description: 'hunter2' });
    const answer = { text: 'hunter2', commentType: 'public', sourceKey: 'v1' } as const;
    await addComment(fixture.desk, await ana(), number, answer);
    await watchTicket(fixture.desk, await ana(), number, { watch: true, slackUserId: 'UBEN' });
    await send();
    fixture.desk.clock.advance(REST_MS);
  });

  const redactComment = async () => {
    const { id } = await prisma().comment.findFirstOrThrow();
    await redactTexts(fixture.desk, await ana(), number, { commentIds: [id] });
  };
  const redactParts = async (...parts: TicketPart[]) =>
    redactTexts(fixture.desk, await ana(), number, { parts });

  it.each([
    ['a redacted comment', redactComment, 'reply'],
    ['a redacted description', () => redactParts('description'), 'origin_card'],
    ['a redacted title', () => redactParts('title'), 'origin_card'],
  ])('%s: it is taken out instead', async (_what, redact, kind) => {
    expect(said().some((words) => words.startsWith('DUBO') && words.endsWith(kind))).toBe(true);
    carrier.failNext('update', REFUSES, { slackChannelId: 'DUBO', times: 9 });
    await redact();
    await send();
    expect(said().filter((words) => words.startsWith('DUBO') && words.endsWith(kind))).toEqual([]);
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
  });

  it('also where an earlier reporter was told, whom nothing that changes is shown to any more', async () => {
    await editTicket(fixture.desk, await ana(), number, { reporterSlackUserId: 'UCLEO' });
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

  it('an admin’s card of a ticket that has become confidential: it is taken out instead', async () => {
    const place = { kind: 'admin_card', userId: it_.userId('ada') } as const;
    const { id: ticketId } = await prisma().ticket.findFirstOrThrow();
    await enqueue({ ...place, key: 'x', ticketId });
    await send();
    fixture.desk.clock.advance(REST_MS);
    expect(said()).toContain('DUADA: admin_card');
    carrier.failNext('update', REFUSES, { times: 9 });
    await changeConfidentiality(fixture.desk, await ana(), number, true);
    await send();
    expect(said()).not.toContain('DUADA: admin_card');
    expect(said()).toContain('CTRIAGE: triage_card');
  });

  it('and cannot be taken out either: the admins are told', async () => {
    carrier.failNext('update', REFUSES, { slackChannelId: 'DUBO', times: 9 });
    carrier.failNext('remove', { kind: 'permanent', code: 'cant_delete_message' }, { times: 9 });
    await redactComment();
    await send();
    expect(await prisma().post.findFirst({ where: { kind: 'reply' } })).toMatchObject({
      ...{ state: 'failed', isWithdrawn: true, lastError: 'cant_delete_message' },
    });
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
  });

  it('also where it is an error of our own', async () => {
    carrier.failNext('update', new Error('cannot render'), { slackChannelId: 'DUBO', times: 99 });
    await redactComment();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await send();
      fixture.desk.clock.advance(300_000);
    }
    expect(said().filter((words) => words.startsWith('DUBO') && words.endsWith('reply'))).toEqual([]);
  });
});

describe('a message that Slack refuses for good', () => {
  it.each(['channel_not_found', 'is_archived', 'not_in_channel', 'user_disabled'])(
    'with %s is tried no more, told to the admins once, and sent again when an admin says so',
    async (code) => {
      await enqueue(line('a'), line('b'));
      carrier.failNext('post', { kind: 'permanent', code }, { slackChannelId: 'CSECRET', times: 2 });
      const isTried = (call: string) => call === 'post CSECRET';
      for (let day = 0; day < 3; day += 1) {
        await send();
        fixture.desk.clock.advance(86_400_000);
      }
      expect(carrier.calls.filter(isTried)).toHaveLength(2);
      expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
      const { findings } = await examineDesk(fixture.desk, await it_.actor('ada'));
      const refused = findings.flatMap((finding) => (finding.kind === 'refused' ? [finding.group] : []));
      expect(refused).toMatchObject([{ reason: code, count: 2 }]);

      await settleRefused(fixture.desk, await it_.actor('ada'), refused[0]?.postId ?? 0, 'resend');
      await send();
      expect(said().filter((words) => words === 'CSECRET: setup_notice')).toHaveLength(2);
      expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    },
  );
});

describe('trouble', () => {
  it('with this installation stops every conversation, and loses nothing', async () => {
    await enqueue(line('a'), line('b', { channelId: it_.help.id }));
    carrier.failNext('post', { kind: 'unauthorized', code: 'token_revoked' }, { times: 2 });
    await send();
    const calls = carrier.calls.length;
    await send();
    expect(carrier.calls).toHaveLength(calls);
    fixture.desk.clock.advance(30_000);
    await send();
    expect(said()).toHaveLength(2);
  });

  it('of our own with one message is given up after a while, and the next one goes out', async () => {
    await enqueue(line('a'), line('b'));
    carrier.failNext('post', new Error('cannot render'), { times: 8 });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await send();
      fixture.desk.clock.advance(300_000);
    }
    expect((await rows()).map(({ state, lastError }) => [state, lastError])).toEqual([
      ['failed', 'internal_error'],
      ['sent', null],
    ]);
  });

  it('with opening a direct conversation is tried again', async () => {
    fixture.desk.directory.failOn('openDirect');
    await it_.open();
    await send();
    expect(said()).toEqual(['CTRIAGE: triage_card']);
    fixture.desk.directory.answerAgain();
    await send();
    expect(said()).toContain('DUBO: origin_card');
  });

  it('a lost lock connection is replaced', async () => {
    await enqueue(line('a'));
    await send();
    await prisma().$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await enqueue(line('b'));
    await send();
    await send();
    expect(said()).toHaveLength(2);
  });
});

it('stopping finishes the post in hand and takes no other', async () => {
  await enqueue(line('a'), line('b'));
  const release = carrier.hold('post');
  await sender.wake();
  await vi.waitFor(() => expect(carrier.calls).toEqual(['post CSECRET']), { interval: 2 });
  const stopped = sender.stop();
  release();
  await stopped;
  expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'pending']);
});

it('changes that nobody sees are no work', async () => {
  const number = await it_.open();
  await send();
  const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
  await inTransaction(fixture.desk.database, (tx) => refreshCards(tx, ticket.id));
  await prisma().post.updateMany({ data: { state: 'failed' } });
  fixture.desk.clock.advance(REST_MS);
  await send();
  expect(carrier.calls.filter((call) => call.startsWith('update'))).toEqual([]);
});

describe('a triage channel that others can read', () => {
  const cardsIn = (slackChannelId: string) =>
    carrier.messages
      .filter((message) => message.slackChannelId === slackChannelId)
      .map(({ content }) => content.kind);

  it.each([
    { change: { kind: 'public' as const }, left: [] },
    { change: { isExternal: true }, left: [] },
  ])('is shown nothing more: %o', async ({ change, left }) => {
    const number = await it_.open();
    await send();
    expect(cardsIn('CTRIAGE')).toEqual(['triage_card']);
    await prisma().channel.update({ where: { id: it_.triage.id }, data: change });
    await editTicket(fixture.desk, await it_.actor('ana'), number, { title: 'Salaries leaked' });
    fixture.desk.clock.advance(REST_MS);
    await send();
    expect(cardsIn('CTRIAGE')).toEqual(left);
  });

  it('waits while it is not known who can read it', async () => {
    await prisma().channel.update({ where: { id: it_.triage.id }, data: { kind: 'unknown' } });
    await it_.open();
    await send();
    expect(cardsIn('CTRIAGE')).toEqual([]);
    await prisma().channel.update({ where: { id: it_.triage.id }, data: { kind: 'private' } });
    fixture.desk.clock.advance(60_000);
    await send();
    expect(cardsIn('CTRIAGE')).toEqual(['triage_card']);
  });

  it('loses its cards and threads, and the next one gets a card for each open ticket', async () => {
    await it_.open();
    await send();
    fixture.desk.directory.addConversation('CTRIAGE', { kind: 'public' });
    await refreshChannel(fixture.desk, 'CTRIAGE');
    fixture.desk.clock.advance(REST_MS);
    await send();
    expect(cardsIn('CTRIAGE')).toEqual([]);
    fixture.desk.directory.addConversation('CNEXT', { kind: 'private', members: ['UANA'] });
    await setTriageChannel(fixture.desk, await it_.actor('ada'), 'IT', 'CNEXT');
    await send();
    expect(cardsIn('CNEXT')).toContain('triage_card');
    const threads = await prisma().ticketThread.findMany({
      where: { role: { not: 'origin' } },
      orderBy: { id: 'asc' },
    });
    expect(threads.map(({ role }) => role)).toEqual(['linked', 'triage']);
  });
});

describe('a row that another version of the bot wrote', () => {
  it.each([
    ['of a kind that is not known', { kind: 'from_the_future' }],
    ['with a payload of another shape', { kind: 'breach', payload: { target: 7, at: 'yesterday' } }],
    ['about a comment, without one', { kind: 'mirror' }],
    ['about a ticket, without one', { kind: 'triage_card' }],
    ['with a payload that is no object', { kind: 'recovered', payload: ['?'] }],
  ] as const)('%s ends alone, and holds nobody up', async (_name, broken) => {
    await it_.open();
    await send();
    const ticket = await prisma().ticket.findFirstOrThrow();
    const row = await prisma().post.create({
      data: {
        ...{ key: 'broken', kind: broken.kind, channelId: it_.triage.id },
        ...{ payload: 'payload' in broken ? (structuredClone(broken.payload) as object) : {} },
        ...(broken.kind === 'triage_card' ? {} : { ticketId: ticket.id }),
        ...{ nextAttemptAt: fixture.desk.clock.now() },
      },
    });
    await enqueue({ key: 'next', kind: 'setup_notice', projectId: it_.project.id, channelId: it_.triage.id });
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      await send();
      fixture.desk.clock.advance(3_600_000);
    }
    expect(said()).toContain('CTRIAGE: setup_notice');
    const { state } = await prisma().post.findUniqueOrThrow({ where: { id: row.id } });
    expect(['withdrawn', 'failed']).toContain(state);
  });

  const ROUNDS_MAX = 12;
});

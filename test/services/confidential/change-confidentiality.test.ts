import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender, type Sender } from '../../../src/jobs/send-posts.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { claimPost } from '../../../src/services/posts/claim-posts.js';
import { sendPost } from '../../../src/services/posts/send-post.js';
import { listRedactable } from '../../../src/services/redaction/list-redactable.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import type { NewTicket } from '../../../src/services/tickets/new-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { createTestCarrier, type TestCarrier } from '../../support/carrier.js';
import { useTestDesk } from '../../support/desk.js';
import { findMark } from '../../support/find-mark.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;
let carrier: TestCarrier;
let sender: Sender;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  carrier = createTestCarrier();
  sender = createSender(fixture.desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
});

afterEach(() => sender.stop());

async function send(): Promise<void> {
  for (let pass = 0; pass < 3; pass += 1) {
    await sender.wake();
    await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 30_000 });
  }
}

const prisma = () => fixture.desk.database.prisma;
const saidIn = (channel: string) =>
  carrier.messages.filter(({ slackChannelId }) => slackChannelId === channel).map(({ content }) => content);
const kindsIn = (channel: string) => saidIn(channel).map(({ kind }) => kind);
const change = async (number: string, isConfidential = true, by: Person = 'ana') =>
  changeConfidentiality(fixture.desk, await it_.actor(by), number, isConfidential);
const reply = async (number: string, text: string, key: string) =>
  addComment(fixture.desk, await it_.actor('ana'), number, { text, commentType: 'public', sourceKey: key });
const inHelp = async () => {
  const number = await it_.open({ talk: { kind: 'channel', channelId: it_.help.id } });
  await send();
  return number;
};
const threadsOf = async (ticketNumber: string) =>
  (
    await prisma().ticketThread.findMany({
      where: { ticket: { ticketNumber } },
      orderBy: { id: 'asc' },
      include: { channel: true },
    })
  ).map(({ role, channel }) => `${role} ${channel.slackChannelId}`);
const withoutTriage = () =>
  prisma().channel.update({ where: { id: it_.triage.id }, data: { role: null, projectId: null } });

describe('made confidential while it is talked about in a public channel', () => {
  it('the bot takes its own out, goes on in direct messages and says what stays', async () => {
    const number = await inHelp();
    await reply(number, 'Call me', 'view:1');
    await send();
    expect(kindsIn('CHELP')).toEqual(['origin_card', 'reply']);
    const made = await change(number);
    expect(made).toMatchObject({ isChanged: true, left: { slackChannelId: 'CHELP' } });
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'confidentiality', 'reply']);
    expect(saidIn('DUBO')).toContainEqual(
      expect.objectContaining({ kind: 'confidentiality', leftSlackChannelId: 'CHELP' }),
    );
    expect(kindsIn('CTRIAGE')).toContain('confidentiality');
    expect(await threadsOf(number)).toEqual(
      expect.arrayContaining(['linked CHELP', 'triage CTRIAGE', 'origin DUBO']),
    );
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve', { text: 'All good' });
    await send();
    expect(saidIn('CHELP')).toEqual([]);
  });

  it('what people go on writing there is kept, and answered nowhere but in direct messages', async () => {
    const number = await inHelp();
    const thread = await prisma().ticketThread.findFirstOrThrow({ where: { role: 'origin' } });
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'close');
    await change(number);
    await send();
    await ingestMessage(fixture.desk, {
      ...{
        kind: 'posted',
        channel: 'CHELP',
        channelType: 'channel',
        ts: `${Math.floor(fixture.desk.clock.now().getTime() / 1_000)}.000100`,
      },
      ...{ threadTs: thread.threadTs, user: 'UBO', userTeam: 'T1', text: 'It is back', files: [] },
      ...{ parentUser: 'UBOT', isBroadcast: false, isMe: false },
    });
    await send();
    expect(await prisma().comment.findMany()).toMatchObject([
      { content: 'It is back', commentType: 'public' },
    ]);
    expect(kindsIn('CTRIAGE')).toContain('mirror');
    expect(kindsIn('DUBO')).toContain('offer_new_ticket');
    expect(saidIn('CHELP')).toEqual([]);
  });

  it('is done once, also by two at the same moment', async () => {
    const number = await inHelp();
    const [ana, ben] = await Promise.all([change(number), change(number, true, 'ben')]);
    expect([ana.isChanged, ben.isChanged].sort()).toEqual([false, true]);
    await send();
    expect(await prisma().changelogEntry.count({ where: { action: 'confidentiality' } })).toBe(1);
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'confidentiality']);
    expect(kindsIn('CHELP')).toEqual([]);
  });

  it.each([
    ['in hand, before Slack is called', 'pending'],
    ['on its way to Slack', 'sending'],
  ] as const)(
    'an answer that is just %s does not stay there, and reaches the reporter',
    async (_name, moment) => {
      const number = await inHelp();
      await reply(number, 'the salary is 100', 'view:1');
      if (moment === 'sending') {
        const release = carrier.hold('post');
        await sender.wake();
        await vi.waitFor(
          () => expect(carrier.calls.filter((call) => call === 'post CHELP')).toHaveLength(2),
          {
            interval: 2,
            timeout: 30_000,
          },
        );
        await change(number);
        release();
      } else {
        const post = await prisma().post.findFirstOrThrow({ where: { kind: 'reply' } });
        await prisma().post.update({ where: { id: post.id }, data: { threadTs: '1700000000.000100' } });
        await change(number);
      }
      await send();
      expect(saidIn('CHELP')).toEqual([]);
      const answers = saidIn('DUBO').filter(({ kind }) => kind === 'reply');
      expect(JSON.stringify(answers)).toContain('the salary is 100');
      expect(answers).toHaveLength(1);
    },
  );

  it('a sender that has an answer in hand says nothing there, and it reaches the reporter', async () => {
    const number = await inHelp();
    await reply(number, 'Hello', 'view:1');
    await send();
    await reply(number, 'the salary is 100', 'view:2');
    const claimed = await claimPost(fixture.desk, it_.help.id);
    if (claimed === null) throw new Error('Nothing is to be sent');
    expect(claimed.post.kind).toBe('reply');
    await change(number);
    expect(await sendPost(fixture.desk, carrier, claimed, { cardRestMs: 0 })).toBe('done');
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(JSON.stringify(saidIn('DUBO'))).toContain('the salary is 100');
  });
});

describe('who followed it before', () => {
  it('stays where an agent added them, and is let go where they had added themselves', async () => {
    const number = await inHelp();
    const { desk } = fixture;
    await watchTicket(desk, await it_.actor('cleo'), number, { watch: true });
    await watchTicket(desk, await it_.actor('ben'), number, { watch: true });
    await watchTicket(desk, await it_.actor('ana'), number, { watch: true, slackUserId: 'UHEDY' });
    expect(await change(number, true, 'bo')).toMatchObject({ readersRemoved: 1 });
    const left = await prisma().watcher.findMany({ orderBy: { userId: 'asc' } });
    expect(left.map(({ userId }) => userId)).toEqual([it_.userId('ben'), it_.userId('hedy')]);
    await expect(watchTicket(desk, await it_.actor('cleo'), number, { watch: true })).rejects.toThrow(
      /no ticket/,
    );
  });

  it('an admin who is no agent of its project does not keep it', async () => {
    const number = await it_.open({ assigneeId: it_.userId('ada') }, 'ana');
    await change(number);
    expect(await prisma().ticket.findFirstOrThrow()).toMatchObject({ assigneeId: null, confidential: true });
  });
});

describe('what was told elsewhere', () => {
  it('is shown no longer: a watcher’s line, an admin’s card, an alert, a note in a private channel', async () => {
    await withoutTriage();
    const number = await it_.open({
      talk: {
        kind: 'linked',
        channelId: it_.secret.id,
        threadTs: '1700000000.000100',
        includeEarlier: false,
      },
    });
    await watchTicket(fixture.desk, await it_.actor('ana'), number, { watch: true, slackUserId: 'UCLEO' });
    await prisma().changelogEntry.count();
    const ticket = await prisma().ticket.findFirstOrThrow();
    const told = { audience: 'escalation', target: 'response', percent: 100, targetSeconds: 1, noticeId: 1 };
    const alert = {
      kind: 'breach',
      ticketId: ticket.id,
      payload: { ...told, at: new Date(0).toISOString() },
      nextAttemptAt: new Date(0),
    };
    await prisma().post.createMany({
      data: [
        { ...alert, key: 'breach:hedy', userId: it_.userId('hedy') },
        { ...alert, key: 'breach:leads', channelId: it_.secret.id },
      ],
    });
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve');
    await prisma().ticket.updateMany({ data: { responseBreachedAt: new Date(0) } });
    await send();
    expect(JSON.stringify(saidIn('CSECRET'))).toContain('VPN down');
    expect(JSON.stringify(saidIn('DUADA'))).toContain('VPN down');
    expect(kindsIn('DUHEDY')).toEqual(['breach']);
    await change(number);
    await send();
    expect(saidIn('CSECRET')).toMatchObject([
      { kind: 'linked_note', ticket: null },
      { kind: 'breach', alert: { number: null, card: null } },
    ]);
    expect(saidIn('DUADA')).toMatchObject([{ kind: 'admin_card', card: { isClosed: true, number } }]);
    expect(JSON.stringify([saidIn('CSECRET'), saidIn('DUADA')])).not.toContain('VPN down');
    expect(saidIn('DUHEDY')).toEqual([]);
    expect(kindsIn('DUCLEO')).toEqual(['status_line']);

    await change(number, false);
    await send();
    expect(JSON.stringify(saidIn('CSECRET'))).toContain('VPN down');
    expect(saidIn('DUADA')).toMatchObject([{ kind: 'admin_card', card: { title: 'VPN down' } }]);
  });
});

describe('taken back', () => {
  it('by an agent alone; the conversation stays in direct messages', async () => {
    const number = await inHelp();
    await change(number, true, 'bo');
    await send();
    await expect(change(number, false, 'bo')).rejects.toThrow(/Only agents of its project can take back/);
    await expect(change(number, false, 'ada')).rejects.toThrow(/is confidential/);
    expect(await change(number, false)).toMatchObject({ isChanged: true, left: null });
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(await threadsOf(number)).toContain('origin DUBO');
    const history = await prisma().changelogEntry.findMany({
      where: { action: 'confidentiality' },
      orderBy: { id: 'asc' },
    });
    expect(history.map(({ newValue }) => newValue)).toEqual(['confidential', 'open']);
  });

  it.each(['cleo', 'hedy', 'gus', 'olga'] as const)(
    '%s can neither make it so nor take it back',
    async (person) => {
      const number = await it_.open();
      await expect(change(number, true, person)).rejects.toThrow(/There is no ticket IT-1/);
      await expect(change(number, false, person)).rejects.toThrow(/There is no ticket IT-1/);
    },
  );
});

describe('made confidential from the start', () => {
  const thread = (channelId: number): NewTicket['talk'] => ({
    ...{ kind: 'thread', channelId, threadTs: '1700000000.000100', isRootDescription: true },
  });

  it.each<[string, () => Partial<NewTicket>, string[]]>([
    ['from a form in a public channel', () => ({ talk: { kind: 'channel', channelId: it_.help.id } }), []],
    ['from a message in a public channel', () => ({ talk: thread(it_.help.id) }), ['linked CHELP']],
    ['in direct messages', () => ({}), []],
  ])(
    '%s it is talked about in direct messages, and nothing is said elsewhere',
    async (_name, facts, threads) => {
      const number = await it_.open({ ...facts(), isConfidential: true });
      await send();
      expect(saidIn('CHELP')).toEqual([]);
      expect(kindsIn('DUBO')).toEqual(['origin_card']);
      expect(await threadsOf(number)).toEqual([
        ...threads,
        ...(await threadsOf(number)).slice(threads.length),
      ]);
      expect((await threadsOf(number)).sort()).toEqual([...threads, 'origin DUBO', 'triage CTRIAGE'].sort());
    },
  );

  it('a private thread is told who reads it, and not of which ticket', async () => {
    await it_.open({
      isConfidential: true,
      talk: {
        kind: 'linked',
        channelId: it_.secret.id,
        threadTs: '1700000000.000100',
        includeEarlier: false,
      },
    });
    await send();
    expect(saidIn('CSECRET')).toMatchObject([{ kind: 'linked_note', ticket: null }]);
  });

  it.each([
    ['its project wants it so', { confidentialByDefault: true }, {}, true],
    ['nobody wants it so', { confidentialByDefault: false }, {}, false],
    ['somebody ticked it', { confidentialByDefault: false }, { isConfidential: true }, true],
    [
      'somebody left it out where its project wants it',
      { confidentialByDefault: true },
      { isConfidential: false },
      true,
    ],
  ])('where %s', async (_name, project, facts, expected) => {
    await prisma().project.updateMany({ data: project });
    await it_.open(facts);
    expect(await prisma().ticket.findFirstOrThrow()).toMatchObject({ confidential: expected });
  });

  it('as its predecessor, whose title it has', async () => {
    const number = await it_.open({ isConfidential: true });
    await it_.open({ predecessorNumber: number });
    expect(await prisma().ticket.count({ where: { confidential: true } })).toBe(2);
  });

  it('nobody but agents can be given it', async () => {
    const opening = it_.open({ isConfidential: true, assigneeId: it_.userId('ada') }, 'ana');
    await expect(opening).rejects.toThrow(/Only agents of IT/);
  });
});

describe('a reason', () => {
  const give = async (person: Person, number: string, reason: string, sourceKey: string) =>
    giveReason(fixture.desk, await it_.actor(person), number, { reason, sourceKey });

  it('is kept, audited and told to the agents once, also when it is given twice at the same moment', async () => {
    const number = await it_.open({ isConfidential: true });
    const [first, second] = await Promise.all([
      give('ada', number, 'Legal asked', 'view:1'),
      give('ada', number, 'Legal asked', 'view:1'),
    ]);
    expect([first.isNew, second.isNew].sort()).toEqual([false, true]);
    expect(first.endsAt).toEqual(second.endsAt);
    await send();
    const reading = await prisma().confidentialReading.findFirstOrThrow();
    expect(reading).toMatchObject({ userId: it_.userId('ada'), reason: 'Legal asked' });
    expect(await prisma().auditEntry.findMany()).toMatchObject([
      { action: 'confidential_read', actorId: it_.userId('ada'), subject: { readingId: reading.id } },
    ]);
    expect(await findMark(fixture.desk.database.pool, 'Legal asked')).toEqual([
      'confidential_readings.reason',
    ]);
    expect(saidIn('CTRIAGE').filter(({ kind }) => kind === 'reason_given')).toMatchObject([
      { number, reason: 'Legal asked', by: { slackUserId: slackIdOf('ada') } },
    ]);
    expect(await prisma().changelogEntry.findMany({ where: { action: 'reason_given' } })).toMatchObject([
      { visibility: 'internal', actorId: it_.userId('ada') },
    ]);
  });

  it('is redacted with the words of its ticket, also where it stands in Slack', async () => {
    const number = await it_.open({ isConfidential: true });
    await give('ada', number, 'Legal asked', 'view:1');
    await send();
    const redact = async () =>
      redactTexts(fixture.desk, await it_.actor('ana'), number, { parts: ['admin_reasons'] });
    const listed = async () => (await listRedactable(fixture.desk, await it_.actor('ana'), number)).parts;
    expect(await listed()).toContain('admin_reasons');
    expect(await redact()).toMatchObject({ count: 1 });
    expect(await redact()).toMatchObject({ count: 0 });
    expect(await listed()).not.toContain('admin_reasons');
    await send();
    expect(await findMark(fixture.desk.database.pool, 'Legal asked')).toEqual([]);
    const told = saidIn('CTRIAGE').filter(({ kind }) => kind === 'reason_given');
    expect(told).toMatchObject([{ reason: '[redacted]' }]);
    expect(await prisma().changelogEntry.findMany({ where: { action: 'redacted' } })).toMatchObject([
      { visibility: 'internal', newValue: { part: 'admin_reasons' } },
    ]);
  });

  it('is asked for anew after a day', async () => {
    const number = await it_.open({ isConfidential: true });
    await give('ada', number, 'Legal asked', 'view:1');
    fixture.desk.clock.advance(24 * 3_600_000);
    expect(await give('ada', number, 'Legal asked again', 'view:2')).toMatchObject({ isNew: true });
    expect(await prisma().auditEntry.count()).toBe(2);
  });

  it('is told to each agent where the project has no triage channel', async () => {
    await withoutTriage();
    const number = await it_.open({ isConfidential: true });
    await give('ada', number, 'Legal asked', 'view:1');
    await send();
    expect(kindsIn('DUANA')).toEqual(['reason_given']);
    expect(kindsIn('DUBEN')).toEqual(['reason_given']);
    expect(saidIn('DUADA')).toMatchObject([{ kind: 'admin_card', card: { isClosed: true } }]);
  });

  it.each([
    ['an empty one', '  \n', /Please say why/],
    ['one that is too long', 'x'.repeat(501), /at most 500 characters/],
  ])('%s is none', async (_name, reason, words) => {
    const number = await it_.open({ isConfidential: true });
    await expect(give('ada', number, reason, 'view:1')).rejects.toThrow(words);
    expect(await prisma().confidentialReading.count()).toBe(0);
  });

  it.each(['ana', 'bo'] as const)('of %s is not needed', async (person) => {
    const number = await it_.open({ isConfidential: true });
    await expect(give(person, number, 'x', 'view:1')).rejects.toThrow(/You can see IT-1 as it is/);
  });
});

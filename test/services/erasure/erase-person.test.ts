/** Who was erased is nowhere any more, what they did stays as somebody's, and no profile brings a name back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { previewErasure } from '../../../src/services/erasure/preview-erasure.js';
import { rewordStalePosts } from '../../../src/services/erasure/reword-stale-posts.js';
import { refusedGroups } from '../../../src/services/posts/refused-posts.js';
import { settleRefused } from '../../../src/services/posts/settle-refused.js';
import { askForReconciling } from '../../../src/services/reconcile/ask-for-reconciling.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { followProfile } from '../../../src/services/users/follow-profile.js';
import { syncAllUsers } from '../../../src/services/users/sync-all-users.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { findMark } from '../../support/find-mark.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { deleted, edited, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

/** Nothing else in the database has these. */
const MARKS = ['UCLEO', 'Cleopatra', 'cleo@example.org', 'Africa/Cairo'];
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  await desk.database.prisma.project.updateMany({ data: { mirrorMode: 'all' } });
  const profile = { displayName: 'Cleopatra', realName: 'Cleopatra VII', email: 'cleo@example.org' };
  await followProfile(desk, desk.directory.addPerson('UCLEO', { ...profile, timeZone: 'Africa/Cairo' }));
});

const place = (afterSeconds: number, user = 'UCLEO') => ({
  channel: room.channel,
  threadTs: room.threadTs,
  ts: room.ts(afterSeconds),
  user,
});
const edit = (text: string) => edited(place(10), { text, previousText: null, editTs: room.ts(20) });
const erase = async (by: Person, whom: Person, isWithTexts = false) =>
  erasePerson(desk, await it_.actor(by), slackIdOf(whom), { isWithTexts });
const found = async () => (await Promise.all(MARKS.map((mark) => findMark(desk.database.pool, mark)))).flat();
const row = () => desk.database.prisma.user.findUniqueOrThrow({ where: { id: it_.userId('cleo') } });
const users = () => desk.database.prisma.user.count();

/** Somebody who writes, is written about, watches, reports, and whose words wait to be placed. */
async function live(): Promise<void> {
  await ingestMessage(desk, posted(place(10), 'it burns'));
  await ingestMessage(desk, edit('it burns still'));
  await ingestMessage(desk, posted(place(30, 'UBO'), 'ask <@UCLEO> or <@UCLEO|Cleopatra>'));
  const ana = await it_.actor('ana');
  const note = { text: '<@UCLEO> again', commentType: 'internal', sourceKey: 'v1' } as const;
  await addComment(desk, ana, room.ticketNumber, note);
  await watchTicket(desk, ana, room.ticketNumber, { watch: true, slackUserId: 'UCLEO' });
  await giveReasons();
  const talk = { kind: 'direct' } as const;
  await it_.open({ reporterId: it_.userId('cleo'), description: 'for <@UCLEO>', talk }, 'cleo');
  await desk.database.prisma.earlyEvent.create({
    data: {
      slackChannelId: 'CX',
      threadTs: '1.000001',
      eventKey: 'e',
      message: posted(place(50), 'hi <@UCLEO>'),
    },
  });
}

/** As an admin that they are no more, and one about them. */
async function giveReasons(): Promise<void> {
  const { prisma } = desk.database;
  const isSuperuser = (is: boolean) =>
    prisma.user.update({ where: { id: it_.userId('cleo') }, data: { isSuperuser: is } });
  const number = await it_.open({ isConfidential: true });
  await isSuperuser(true);
  const mine = { reason: 'it burns here too', sourceKey: 'r1' };
  await giveReason(desk, await it_.actor('cleo'), number, mine);
  await isSuperuser(false);
  const theirs = { reason: 'for <@UCLEO>', sourceKey: 'r2' };
  await giveReason(desk, await it_.actor('ada'), number, theirs);
}

const idOf = async (ticketNumber: string) =>
  (await desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } })).id;

describe('a person who was erased', () => {
  beforeEach(live);

  it('is nowhere in the database, and what they did is there', async () => {
    const before = { comments: await desk.database.prisma.comment.count(), users: await users() };
    expect(await previewErasure(desk, await it_.actor('ada'), 'UCLEO')).toEqual({
      ...{ name: 'Cleopatra', comments: 1, tickets: 1, openTickets: 1 },
    });
    const id = it_.userId('cleo');
    expect(await erase('ada', 'cleo')).toEqual({ name: `Erased person ${id}`, redacted: 0 });
    expect(await found()).toEqual([]);
    expect(await row()).toMatchObject({ slackUserId: `erased-${id}`, isDeactivated: true, timeZone: 'UTC' });
    expect({ comments: await desk.database.prisma.comment.count(), users: await users() }).toEqual(before);
    const texts = await desk.database.prisma.comment.findMany({
      orderBy: { id: 'asc' },
      select: { content: true },
    });
    expect(texts.map(({ content }) => content)).toEqual([
      'it burns still',
      `ask @Erased person ${id} or @Erased person ${id}`,
      `@Erased person ${id} again`,
    ]);
    expect(await desk.database.prisma.auditEntry.findMany({ where: { action: 'person_erased' } })).toEqual([
      expect.objectContaining({ actorId: it_.userId('ada'), subject: { userId: id, isWithTexts: false } }),
    ]);
  });

  it('is told nothing more, and the bot says their name no more, a few messages at a time', async () => {
    await erase('ada', 'cleo');
    const { prisma } = desk.database;
    const id = it_.userId('cleo');
    expect(await prisma.watcher.count({ where: { userId: id } })).toBe(0);
    expect(await prisma.post.count({ where: { userId: id, isWithdrawn: false, state: 'pending' } })).toBe(0);
    const stale = { where: { isNameStale: true } };
    const count = await prisma.post.count(stale);
    expect(count).toBeGreaterThan(0);
    const counts = await Promise.all([rewordStalePosts(desk), rewordStalePosts(desk)]);
    expect(counts[0] + counts[1]).toBe(count);
    expect(await prisma.post.count(stale)).toBe(0);
  });

  it('is named by no digest, no copy of what others wrote, and no notice that nothing reaches them', async () => {
    const { prisma } = desk.database;
    const cleo = { userId: it_.userId('cleo') };
    const { id: ticketId } = await prisma.ticket.findFirstOrThrow({ where: { reporterId: cleo.userId } });
    const others = await prisma.ticket.findFirstOrThrow({ where: { confidential: true } });
    const post = (key: string, data: object = {}) =>
      prisma.post.create({
        data: { key, kind: 'alert_digest', channelId: room.channelId, state: 'sent', ...data },
      });
    const digest = async (key: string, of: number) => {
      const at = desk.clock.now();
      const alert = { ticketId: of, targetKind: 'response', threshold: 100, clockVersion: 1 } as const;
      const { id: alertId } = await prisma.slaAlert.create({ data: { ...alert, occurredAt: at } });
      const notice = {
        key,
        alertId,
        ticketId: of,
        audience: 'triage',
        deliverAt: at,
        channelId: room.channelId,
      } as const;
      await prisma.alertNotice.create({ data: { ...notice, toldAt: at, outcome: 'digest', postKey: key } });
      await post(key);
    };
    await digest('of theirs', ticketId);
    await digest('of others', await it_.open({ title: 'VPN' }).then(idOf));
    const { id: postId } = await post('refused', { ...cleo, channelId: null, state: 'failed' });
    await post('undelivered', { kind: 'undelivered', payload: { postId } });
    await post('withdrawn', { ticketId, isWithdrawn: true });
    const mention = await prisma.comment.findFirstOrThrow({ where: { content: { contains: '|Cleopatra' } } });
    await post('a copy', { kind: 'mirror', ticketId: others.id, commentId: mention.id });
    await erase('ada', 'cleo');
    const keys = ['of theirs', 'of others', 'undelivered', 'withdrawn', 'a copy'];
    const stale = await prisma.post.findMany({ where: { isNameStale: true, key: { in: keys } } });
    expect(stale.map(({ key }) => key).sort()).toEqual(['a copy', 'of theirs', 'undelivered']);
  });

  it('is sent nothing again that Slack had refused, and no doctor looks for it', async () => {
    const { prisma } = desk.database;
    const failed = { userId: it_.userId('cleo'), kind: 'assigned', state: 'failed', lastError: 'x' } as const;
    const { id } = await prisma.post.create({ data: { ...failed, key: 'never said' } });
    const said = { channelId: room.channelId, messageTs: '1.000001' };
    await prisma.post.create({ data: { ...failed, ...said, key: 'said' } });
    const unknown = { ...failed, state: 'sending' } as const;
    await prisma.post.create({ data: { ...unknown, key: 'nobody knows' } });
    expect((await refusedGroups(prisma, 10)).total).toBe(2);
    await erase('ada', 'cleo');
    expect((await refusedGroups(prisma, 10)).total).toBe(0);
    const resent = await settleRefused(desk, await it_.actor('ada'), id, 'resend');
    expect(resent.count).toBe(0);
    const rows = await prisma.post.findMany({
      where: { key: { in: ['never said', 'said', 'nobody knows'] } },
      orderBy: { key: 'asc' },
      select: { state: true, isWithdrawn: true },
    });
    expect(rows).toEqual([
      { state: 'withdrawn', isWithdrawn: true },
      { state: 'sending', isWithdrawn: true },
      { state: 'sent', isWithdrawn: false },
    ]);
  });

  it('does not come back with a profile, nor with what is said about what they wrote before', async () => {
    await erase('ada', 'cleo');
    const before = await users();
    const profile = desk.directory.addPerson('UCLEO', { displayName: 'Cleopatra' });
    await followProfile(desk, profile);
    await syncAllUsers(desk);
    await ingestMessage(desk, posted(place(10), 'it burns'));
    await ingestMessage(desk, edited(place(10), { text: 'out', previousText: null, editTs: room.ts(60) }));
    const gone = { previousText: null, deletedAtTs: room.ts(70) };
    expect(await ingestMessage(desk, deleted(place(10), gone))).toMatchObject({ outcome: 'deleted' });
    expect(await found()).toEqual([]);
    expect(await users()).toBe(before);
    const entries = await desk.database.prisma.changelogEntry.findMany({
      where: { actorId: it_.userId('cleo'), action: { in: ['comment_edited', 'comment_deleted'] } },
    });
    expect(entries).toHaveLength(3);
  });

  it('does not come back with what others wrote about them, told again or read again', async () => {
    const place30 = { ...place(30, 'UBO') };
    const text = 'no: ask <@UCLEO> or <@UCLEO|Cleopatra>, <@UANA>';
    const edit = edited(place30, { text, previousText: null, editTs: room.ts(40) });
    await ingestMessage(desk, edit);
    await erase('ada', 'cleo');
    const before = await desk.database.prisma.comment.findMany();
    await ingestMessage(desk, edit);
    const root = posted({ ...place(0, 'UBO'), ts: room.threadTs }, 'VPN down');
    const theirs = edited(place(10), { text: 'it burns still', previousText: null, editTs: room.ts(20) });
    desk.directory.setThread(room.channel, room.threadTs, [root, theirs, edit]);
    await askForReconciling(desk, await it_.actor('ada'), room.ticketNumber);
    await reconcile(desk, { spacingMs: 0, burst: 1 });
    expect(desk.directory.asked.join()).toContain('readThreadPage');
    expect(await found()).toEqual([]);
    expect(await desk.database.prisma.comment.findMany()).toEqual(before);
  });

  it('who writes again is a new person', async () => {
    await erase('ada', 'cleo');
    await ingestMessage(desk, posted(place(80), 'me again'));
    const comment = await desk.database.prisma.comment.findFirstOrThrow({
      where: { content: 'me again' },
      include: { author: true },
    });
    expect(comment.author).toMatchObject({ slackUserId: 'UCLEO', erasedAt: null });
    expect(comment.authorId).not.toBe(it_.userId('cleo'));
  });

  it('has what they wrote redacted too, where the admin says so', async () => {
    expect(await erase('ada', 'cleo', true)).toMatchObject({ redacted: 4 });
    expect(await findMark(desk.database.pool, 'it burns')).toEqual([]);
    expect(await found()).toEqual([]);
    expect(await findMark(desk.database.pool, 'again')).toEqual(['comments.content']);
  });
});

describe('erasing is refused', () => {
  it.each([
    ['to an agent', 'ana', 'cleo', /Only admins/],
    ['to a requester', 'bo', 'cleo', /Only admins/],
    ['of oneself', 'ada', 'ada', /yourself/],
    ['of an agent', 'ada', 'ben', /agent/],
  ] as const)('%s', async (_what, by, whom, words) => {
    const before = await desk.database.prisma.user.findMany({ orderBy: { id: 'asc' } });
    await expect(erase(by, whom)).rejects.toThrow(words);
    await expect(it_.actor(by).then((actor) => previewErasure(desk, actor, slackIdOf(whom)))).rejects.toThrow(
      words,
    );
    expect(await desk.database.prisma.user.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  it('of another admin, of a bot, and of nobody', async () => {
    const ada = await it_.actor('ada');
    const { prisma } = desk.database;
    await prisma.user.update({ where: { slackUserId: 'UBO' }, data: { isSuperuser: true } });
    await prisma.user.create({ data: { slackUserId: 'UROBOT', isBot: true } });
    const attempt = (slackUserId: string) => erasePerson(desk, ada, slackUserId, { isWithTexts: false });
    await expect(attempt('UBO')).rejects.toThrow(/admin/);
    await expect(attempt('UROBOT')).rejects.toThrow(/bot/);
    await expect(attempt('UNOBODY')).rejects.toThrow(/nobody/);
  });

  it('a second time: by two at once, one does it', async () => {
    const outcomes = await Promise.allSettled([erase('ada', 'cleo'), erase('ada', 'cleo')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

it('how an erased agent knew when an incident began goes with what else they wrote', async () => {
  const mark = 'Drosselbart';
  const ben = await it_.actor('ben');
  const startedAt = new Date(desk.clock.now().getTime() - 3_600_000);
  await moveStart(desk, ben, room.ticketNumber, { when: { at: startedAt }, reason: `the log of ${mark}` });
  const said = () => findMark(desk.database.pool, mark);
  expect(await said()).not.toEqual([]);
  await desk.database.prisma.projectAgent.deleteMany({ where: { userId: ben.userId } });
  expect(await erase('ada', 'ben', true)).toMatchObject({ redacted: 1 });
  expect(await said()).toEqual([]);
  const { clockStartedAt } = await desk.database.prisma.ticket.findUniqueOrThrow({
    where: { ticketNumber: room.ticketNumber },
  });
  expect(clockStartedAt).toEqual(startedAt);
});

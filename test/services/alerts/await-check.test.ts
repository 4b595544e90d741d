/** After a time in which nobody listened to Slack, a breach is told when it is known to be one, or said to be unsure. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertView } from '../../../src/domain/post-content.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { noteListening } from '../../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, slackIdOf } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';
import { contentOf } from '../../support/shown.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket that was opened now is late after 14:00.
const fixture = useTestDesk();
const FREELY = { spacingMs: 0, burst: 1 };
const THREAD_TS = `${Date.UTC(2026, 2, 2, 9, 50) / 1000}.000100`;
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  fixture.desk.directory.addConversation('CHELP', { members: ['UBO'] });
});

const prisma = () => fixture.desk.database.prisma;
const instant = (time: string) => new Date(`2026-03-02T${time}:00Z`);

async function openWithThread(threadTs = THREAD_TS): Promise<string> {
  const talk = { kind: 'thread', channelId: it_.help.id, threadTs, isRootDescription: true } as const;
  const number = await it_.open({ talk });
  await prisma().ticketThread.updateMany({ where: { threadTs }, data: { importedAt: instant('10:00') } });
  slackHas(threadTs);
  return number;
}

const message = (threadTs: string, ts: string, person: 'ana' | 'bo') =>
  posted({ channel: 'CHELP', threadTs, ts, user: slackIdOf(person) }, 'a message');

function slackHas(threadTs: string, ...answersAt: string[]): void {
  const answers = answersAt.map((time) =>
    message(threadTs, `${instant(time).getTime() / 1000}.000100`, 'ana'),
  );
  fixture.desk.directory.setThread('CHELP', threadTs, [message(threadTs, threadTs, 'bo'), ...answers]);
}

async function gap(from: string, until: string): Promise<void> {
  fixture.desk.clock.set(instant(until));
  await prisma().reconciler.update({ where: { id: 1 }, data: { heardUntilAt: instant(from) } });
  await noteListening(fixture.desk, { connectedSinceAt: instant(until), isStart: false });
}

async function sweep(time: string): Promise<void> {
  fixture.desk.clock.set(instant(time));
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

async function readAgain(time: string): Promise<void> {
  fixture.desk.clock.set(instant(time));
  await reconcile(fixture.desk, FREELY);
}

/** What is said of breaches by then. */
async function toldBy(time: string): Promise<AlertView[]> {
  fixture.desk.clock.set(instant(time));
  await tellNotices(fixture.desk, fixture.desk.clock.now());
  const posts = await prisma().post.findMany({ where: { kind: { in: ['breach', 'alert_digest'] } } });
  const contents = await Promise.all(posts.map((post) => contentOf(fixture.desk, post)));
  return contents.flatMap((content): readonly AlertView[] => {
    if (content === null) return [];
    return 'lines' in content ? content.lines : 'alert' in content ? [content.alert] : [];
  });
}

const ticketOf = (ticketNumber: string) => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber } });

describe('a breach found after a gap', () => {
  it('waits until the thread is read again, and is told then as what it is', async () => {
    await openWithThread();
    await gap('13:50', '14:05');
    await sweep('14:06');
    expect(await toldBy('14:15')).toEqual([]);
    await readAgain('14:15');
    expect(await toldBy('14:16')).toMatchObject([{ target: 'response', isUnchecked: false }]);
  });

  it('waits for a quarter of an hour at most, and is told then with the words that it could not be checked', async () => {
    const number = await openWithThread();
    await gap('13:50', '14:05');
    await sweep('14:06');
    expect(await toldBy('14:20')).toEqual([]);
    expect(await toldBy('14:21')).toMatchObject([{ number, isUnchecked: true }]);
    expect((await ticketOf(number)).responseBreachedAt).toEqual(instant('14:00'));
    await readAgain('14:30');
    expect(await toldBy('14:31')).toHaveLength(1);
  });

  it('is never told where the recovered answer was in time', async () => {
    const number = await openWithThread();
    slackHas(THREAD_TS, '13:55');
    await gap('13:50', '14:05');
    await sweep('14:06');
    await readAgain('14:07');
    expect(await toldBy('14:08')).toEqual([]);
    expect(await toldBy('14:30')).toEqual([]);
    const { firstRespondedAt, responseBreachedAt } = await ticketOf(number);
    expect(firstRespondedAt?.getTime()).toBe(instant('13:55').getTime());
    expect(responseBreachedAt).toBeNull();
  });

  it('is told as late where the recovered answer was, with both instants as they were', async () => {
    const number = await openWithThread();
    slackHas(THREAD_TS, '14:03');
    await gap('13:50', '14:05');
    await sweep('14:06');
    await readAgain('14:07');
    const told = await toldBy('14:08');
    expect(told).toMatchObject([{ at: instant('14:00'), stoppedAt: instant('14:03'), isUnchecked: false }]);
    expect((await ticketOf(number)).responseBreachedAt).toEqual(instant('14:00'));
  });

  it('does not wait longer because the connection is lost again and again', async () => {
    await openWithThread();
    await gap('13:50', '14:05');
    await sweep('14:06');
    for (const [from, until] of [
      ['14:08', '14:10'],
      ['14:12', '14:14'],
      ['14:17', '14:19'],
    ] as const) {
      await gap(from, until);
      expect(await toldBy(until)).toEqual([]);
    }
    expect(await toldBy('14:21')).toMatchObject([{ isUnchecked: true }]);
  });

  it('many of them wait, and say so in a digest, line by line', async () => {
    const ofThread = (index: number) => `${Date.UTC(2026, 2, 2, 9, 50) / 1000 + index}.000100`;
    for (let index = 0; index < 6; index += 1) await openWithThread(ofThread(index));
    await gap('13:50', '14:05');
    await sweep('14:06');
    expect(await toldBy('14:20')).toEqual([]);
    const told = await toldBy('14:21');
    expect(told.map(({ isUnchecked }) => isUnchecked)).toEqual(Array.from({ length: 6 }, () => true));
    expect(await prisma().post.count({ where: { kind: 'alert_digest' } })).toBe(1);
  });

  it('is told at once where the thread could not be read: there is nothing to wait for', async () => {
    await openWithThread();
    await gap('13:50', '14:05');
    fixture.desk.directory.refuse({ refused: 'no_channel' }, 2);
    await readAgain('14:05');
    await sweep('14:06');
    expect(await toldBy('14:06')).toMatchObject([{ isUnchecked: true }]);
  });

  it('has its thread read before those of tickets that are late longer', async () => {
    const ofThread = (index: number) => `${Date.UTC(2026, 2, 2, 9, 50) / 1000 + index}.000100`;
    for (let index = 0; index < 2; index += 1) await openWithThread(ofThread(index));
    await sweep('14:06');
    await toldBy('14:06');
    fixture.desk.clock.set(instant('12:00'));
    await openWithThread(ofThread(2));
    await gap('15:50', '16:01');
    await sweep('16:02');
    await prisma().channel.updateMany({ data: { reconcileRunId: null } });
    await reconcile(fixture.desk, { spacingMs: 3_600_000, burst: 1 });
    const read = await prisma().ticketThread.findMany({ where: { reconciledAt: { not: null } } });
    expect(read.map(({ threadTs }) => threadTs)).toEqual([ofThread(2)]);
  });
});

describe('while it is not clear whether anybody listens', () => {
  it('a breach waits, as long as after a gap', async () => {
    await openWithThread();
    const doubtedSinceAt = instant('13:50');
    await prisma().reconciler.update({ where: { id: 1 }, data: { doubtedSinceAt } });
    await sweep('14:06');
    expect(await toldBy('14:20')).toEqual([]);
    expect(await toldBy('14:21')).toMatchObject([{ isUnchecked: true }]);
  });

  it('a warning does not: it asks for what is to be done anyway', async () => {
    await openWithThread();
    await gap('13:00', '13:10');
    await sweep('13:20');
    expect(await prisma().post.count({ where: { kind: 'at_risk' } })).toBe(1);
  });
});

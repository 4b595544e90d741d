import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.js';
import type { PostKind } from '../../../src/domain/post-kind.js';
import { dateToTs } from '../../../src/domain/slack-ts.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;
const THREAD = '1772445000.000100';

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

const prisma = () => fixture.desk.database.prisma;
const row = () => prisma().ticket.findFirstOrThrow();

async function openInPublic(): Promise<string> {
  return it_.open({
    talk: { kind: 'thread', channelId: it_.help.id, threadTs: THREAD, isRootDescription: true },
    priority: 'high',
  });
}

/** A reply whose Slack time is so much later than the desk's clock. */
async function replyAhead(ms: number): Promise<void> {
  const at = new Date(fixture.desk.clock.now().getTime() + ms);
  await ingestMessage(fixture.desk, {
    kind: 'posted',
    channel: 'CHELP',
    channelType: 'channel',
    ts: dateToTs(at),
    threadTs: THREAD,
    user: 'UBO',
    userTeam: 'T1',
    text: 'It still fails',
    files: [],
    parentUser: 'UBO',
    isBroadcast: false,
    isMe: false,
  });
}

describe('where Slack’s clock is ahead of ours', () => {
  it('a resolution just after a reply stays the last word: no breach is told', async () => {
    const number = await openInPublic();
    const ana = await it_.actor('ana');
    await changeStatus(fixture.desk, ana, number, 'wait', { text: 'Which VPN?' });
    fixture.desk.clock.advance(60_000);
    await replyAhead(3_000);
    fixture.desk.clock.advance(1_000);
    await changeStatus(fixture.desk, ana, number, 'resolve');
    fixture.desk.clock.advance(30 * 24 * 3_600_000);
    expect(await sweepClocks(fixture.desk, fixture.desk.clock.now())).toMatchObject({ flagged: 0 });
    expect(await row()).toMatchObject({ status: 'resolved', resolutionBreachedAt: null, nextWakeAt: null });
  });

  it('a ticket that waits again right after a reply is paused', async () => {
    const number = await openInPublic();
    const ana = await it_.actor('ana');
    await changeStatus(fixture.desk, ana, number, 'wait');
    fixture.desk.clock.advance(60_000);
    await replyAhead(3_000);
    await changeStatus(fixture.desk, ana, number, 'wait');
    expect(await row()).toMatchObject({ status: 'waiting', resolutionTarget: null });
    expect((await row()).clockPausedAt).not.toBeNull();
  });
});

describe('acts that share an instant, because Slack’s clock is ahead of ours', () => {
  const posts = (kind: PostKind) =>
    prisma().post.findMany({ where: { kind, isWithdrawn: false }, orderBy: { id: 'asc' } });

  it('are each told, at once: a second resolution as well as the first', async () => {
    const number = await openInPublic();
    const ana = await it_.actor('ana');
    await changeStatus(fixture.desk, ana, number, 'wait');
    await replyAhead(60_000);
    const before = (await posts('status_line')).length;
    for (const event of ['resolve', 'reopen', 'resolve'] as const)
      await changeStatus(fixture.desk, ana, number, event);
    const lines = (await posts('status_line')).slice(before);
    const inThread = (event: string) => ({ payload: expect.objectContaining({ event }) });
    expect(lines.filter(({ threadRole }) => threadRole === 'origin')).toMatchObject(
      ['resolve', 'reopen', 'resolve'].map(inThread),
    );
    expect(lines.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual(
      lines.map(() => fixture.desk.clock.now()),
    );
  });

  it('a ticket that goes to and fro has its conversation where it ends', async () => {
    const number = await openInPublic();
    const ana = await it_.actor('ana');
    await changeStatus(fixture.desk, ana, number, 'wait');
    await replyAhead(60_000);
    for (const isConfidential of [true, false, true])
      await changeConfidentiality(fixture.desk, ana, number, isConfidential);
    const toTriage = (await posts('confidentiality')).filter(({ threadRole }) => threadRole === 'triage');
    expect(toTriage).toHaveLength(3);
    for (const reporterSlackUserId of ['UCLEO', 'UBO', 'UCLEO'])
      await editTicket(fixture.desk, ana, number, { reporterSlackUserId });
    expect(await posts('origin_card')).toMatchObject([{ userId: it_.userId('cleo'), state: 'pending' }]);
  });
});

describe('simultaneous acts', () => {
  it('stand in the history in the order in which they were done, under the real clock', async () => {
    const number = await openInPublic();
    const desk = { ...fixture.desk, clock: systemClock };
    const ana = await it_.actor('ana');
    const events = ['start', 'wait', 'hold', 'block', 'resolve', 'reopen'] as const;
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(events.map((event) => changeStatus(desk, ana, number, event).catch(() => undefined)));
      await editTicket(desk, ana, number, { priority: round % 2 === 0 ? 'low' : 'high' });
    }
    const byTime = await prisma().changelogEntry.findMany({
      where: { action: { in: ['status', 'priority'] } },
      orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
    });
    expect(byTime.map(({ id }) => id)).toEqual(byTime.map(({ id }) => id).sort((a, b) => a - b));
  });
});

/** Clocks that are turned behind their tickets' backs: edited while they stand still, set back and late again, answered meanwhile. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { explainClock } from '../../../src/services/sla/explain/explain-clock.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { type PolicyFacts, savePolicy } from '../../support/policies.js';
import { contentOf } from '../../support/shown.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket is to be answered by 14:00 and resolved by Thursday 10:00.
const fixture = useTestDesk();
const HOUR = 3_600;
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const prisma = () => fixture.desk.database.prisma;
const instant = (time: string) => new Date(`2026-03-${time}:00Z`);
const at = (time: string) => fixture.desk.clock.set(instant(time));
const row = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });

async function sweep(time: string): Promise<void> {
  at(time);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

async function save(time: string, facts: PolicyFacts): Promise<void> {
  at(time);
  await savePolicy(fixture.desk.database, facts);
  while ((await recomputeClocks(fixture.desk)) > 0);
}

async function move(verb: StatusVerb, time: string): Promise<void> {
  at(time);
  await changeStatus(fixture.desk, await it_.actor('ana'), number, verb);
}

async function say(time: string): Promise<void> {
  at(time);
  const text = { text: 'Looking.', commentType: 'public', sourceKey: `view:${number}:${time}` } as const;
  await addComment(fixture.desk, await it_.actor('ana'), number, text);
}

async function begin(time: string, startedAt: string): Promise<void> {
  at(time);
  const when = { at: instant(startedAt) };
  await moveStart(fixture.desk, await it_.actor('ana'), number, { when, reason: `Since ${startedAt}.` });
}

/** `response v1`: every breach that was found, and the version of the clock that it was found on. */
async function breaches(): Promise<string[]> {
  const notices = await prisma().alertNotice.findMany({
    where: { alert: { threshold: 100 }, outcome: 'posted' },
    orderBy: { id: 'asc' },
    select: { alert: { select: { targetKind: true, clockVersion: true } } },
  });
  return notices.map(({ alert }) => `${alert.targetKind} v${alert.clockVersion}`);
}

describe('a ticket that waits while its calendar is edited', () => {
  const closedOnTuesday: PolicyFacts = { holidays: ['2026-03-03'] };

  beforeEach(async () => {
    await say('02T11:00');
    await move('wait', '03T11:00');
  });

  it('has used up what the new calendar says, goes on from there, and is told of when that is over', async () => {
    // Seven hours of Monday and two of Tuesday; without Tuesday seven.
    expect(await row()).toMatchObject({ resolutionTarget: null, resolutionRemainingSeconds: 15 * HOUR });
    await save('04T12:00', closedOnTuesday);
    expect(await row()).toMatchObject({
      ...{ resolutionTarget: null, resolutionRemainingSeconds: 17 * HOUR, nextWakeAt: null },
      ...{ clockPausedAt: instant('03T11:00'), clockVersion: 2 },
    });
    await sweep('20T12:00');
    expect(await breaches()).toEqual([]);
    await move('resume', '23T09:00');
    expect(await row()).toMatchObject({ resolutionTarget: instant('25T10:00') });
    await sweep('25T10:01');
    expect(await breaches()).toEqual(['resolution v2']);
    expect((await row()).resolutionBreachedAt).toEqual(instant('25T10:00'));
  });

  it('is late by a shorter target at the last instant before it waited, though it still waits', async () => {
    await save('04T12:00', { targets: { medium: { response: 4 * HOUR, resolution: 8 * HOUR } } });
    await sweep('04T12:01');
    expect(await breaches()).toEqual(['resolution v2']);
    expect((await row()).resolutionBreachedAt).toEqual(instant('03T10:00'));
  });

  it('explains that its target is none before and after, and every second of what counted', async () => {
    await save('04T12:00', closedOnTuesday);
    const { targets } = await explainClock(fixture.desk, await it_.actor('ana'), number);
    const resolution = targets.find(({ kind }) => kind === 'resolution');
    expect(resolution).toMatchObject({ state: 'paused', elapsedSeconds: 7 * HOUR });
    expect(resolution?.moves).toMatchObject([{ cause: { kind: 'policy' }, before: null, after: null }]);
    expect(resolution?.outlook).toMatchObject({ leftSeconds: 17 * HOUR, ifResumedAt: instant('06T13:00') });
  });
});

describe('a start that is set back and forth', () => {
  it('is late, is not, and is told of once more when it is late by its new time', async () => {
    await begin('02T12:00', '02T00:00');
    await sweep('02T13:01');
    expect(await breaches()).toEqual(['response v2']);
    await begin('02T13:05', '02T10:00');
    expect(await row()).toMatchObject({ responseBreachedAt: null, responseTarget: instant('02T14:00') });
    await sweep('02T13:59');
    expect(await breaches()).toEqual(['response v2']);
    await sweep('02T14:01');
    await sweep('02T14:02');
    expect(await breaches()).toEqual(['response v2', 'response v3']);
  });
});

describe('a breach that waited for the morning', () => {
  const told = async () => {
    const posts = await prisma().post.findMany({ where: { kind: { in: ['breach', 'alert_digest'] } } });
    const contents = await Promise.all(posts.map((post) => contentOf(fixture.desk, post)));
    return contents.flatMap((content) =>
      content === null ? [] : 'lines' in content ? content.lines : 'alert' in content ? [content.alert] : [],
    );
  };

  it.each([
    ['alone', 1],
    ['in a list', 6],
  ])('says %s when the answer came meanwhile', async (_name, count) => {
    const numbers = [number];
    while (numbers.length < count) numbers.push(await it_.open());
    for (number of numbers) await begin('02T11:00', '02T00:00');
    await sweep('02T18:00');
    for (number of numbers) await say('02T19:00');
    await sweep('03T09:00');
    const late = { target: 'response', at: instant('02T13:00'), stoppedAt: instant('02T19:00') };
    expect(await told()).toMatchObject(Array.from({ length: count }, () => late));
  });

  it('says when it was resolved, which stops the response too, whatever is said after that', async () => {
    await begin('02T11:00', '02T00:00');
    await sweep('02T18:00');
    await move('resolve', '02T19:00');
    await say('02T20:00');
    await sweep('03T09:00');
    expect(await told()).toMatchObject([{ target: 'response', stoppedAt: instant('02T19:00') }]);
  });
});

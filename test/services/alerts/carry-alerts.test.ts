/** What has been said of a clock is not said again of the clock that follows it. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PolicyOptions } from '../../../src/services/sla/policy-options.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeTicket } from '../../../src/services/tickets/act-on-ticket.js';
import { applyTransition } from '../../../src/services/tickets/apply-transition.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. Ten hours to resolve a medium ticket: 10 % at 11:00, 20 % at 12:00.
const fixture = useTestDesk();
const HOUR = 3_600;
let it_: ItProject;
let number: string;

const prisma = () => fixture.desk.database.prisma;
const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-02T${time}:00Z`));

async function sweep(time: string): Promise<void> {
  at(time);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

async function move(verb: StatusVerb, time: string): Promise<void> {
  at(time);
  await changeStatus(fixture.desk, await it_.actor('ana'), number, verb);
}

async function save(warnPercents: number[], resolution = 10 * HOUR): Promise<void> {
  const targets = { medium: { response: null, resolution } };
  await savePolicy(fixture.desk.database, { targets, options: { warnPercents } });
  while ((await recomputeClocks(fixture.desk)) > 0);
}

/** `10 v1`: the percentage and the clock's version of every alert that was posted. */
async function told(): Promise<string[]> {
  const notices = await prisma().alertNotice.findMany({
    where: { outcome: 'posted' },
    orderBy: { id: 'asc' },
    select: { alert: { select: { threshold: true, clockVersion: true } } },
  });
  return notices.map(({ alert }) => `${alert.threshold} v${alert.clockVersion}`);
}

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  await save([10]);
  number = await it_.open();
  await sweep('11:05');
  expect(await told()).toEqual(['10 v1']);
});

const anotherType = async () =>
  void (await editTicket(fixture.desk, await it_.actor('ana'), number, { issueType: 'bug' }));

describe('a warning that was told before a pause is not told again after it', () => {
  it.each([
    ['of the type', anotherType],
    ['of nothing in the policy that matters here', () => save([10])],
    ['of the type, and of the type again', () => anotherType().then(() => save([10]))],
  ])('for an edit meanwhile %s', async (_name, edit) => {
    await move('wait', '11:30');
    await edit();
    await move('resume', '11:40');
    await sweep('11:41');
    await sweep('11:55');
    expect(await told()).toEqual(['10 v1']);
  });

  it('but for a priority that makes it another target', async () => {
    await move('wait', '11:30');
    await editTicket(fixture.desk, await it_.actor('ana'), number, { priority: 'critical' });
    await move('resume', '11:40');
    await sweep('11:41');
    // A critical ticket is to be resolved in four hours: 10 % had passed at 10:24.
    expect(await told()).toContain('10 v2');
  });

  it('nor what was told before it was late, for an edit that takes the breach back', async () => {
    await save([10], HOUR);
    await sweep('11:10');
    await save([10], 11 * HOUR);
    await sweep('11:15');
    expect(await told()).toEqual(['10 v1', '100 v2']);
  });
});

describe('a start that is set right', () => {
  const begin = async (startedAt: string) => {
    const when = { at: new Date(`2026-03-02T${startedAt}:00Z`) };
    await moveStart(fixture.desk, await it_.actor('ana'), number, { when, reason: 'The log says so.' });
  };

  it.each(['09:59', '10:00'])('makes no news of what people know, moved to %s', async (startedAt) => {
    await save([10], HOUR);
    await sweep('11:10');
    await begin('09:30');
    await begin(startedAt);
    await sweep('11:15');
    expect(await told()).toEqual(['10 v1', '100 v2']);
  });

  it('tells what becomes late by it', async () => {
    await save([10], 2 * HOUR);
    await sweep('11:10');
    await begin('09:00');
    await sweep('11:15');
    expect(await told()).toEqual(['10 v1', '100 v3']);
  });
});

it('a new cycle tells its own warnings, also when the reopening comes late', async () => {
  const targets = { medium: { response: null, resolution: 10 * HOUR } };
  const options: PolicyOptions = { warnPercents: [10], onReopen: 'new_cycle' };
  await savePolicy(fixture.desk.database, { targets, options });
  while ((await recomputeClocks(fixture.desk)) > 0);
  await move('resolve', '11:10');
  at('14:30');
  const ref = { ticketNumber: number };
  const reopening = { actorId: it_.userId('bo'), at: new Date('2026-03-02T13:00:00Z') };
  await changeTicket(fixture.desk, ref, (work) => void applyTransition(work, 'reopen', reopening));
  await sweep('14:31');
  expect(await told()).toEqual(['10 v1', '10 v3']);
});

describe('a percentage that an edit adds', () => {
  it('is not told below one that was told already', async () => {
    await save([5, 10]);
    await sweep('11:10');
    expect(await told()).toEqual(['10 v1']);
  });

  it('nor below a breach', async () => {
    await save([10], HOUR);
    await sweep('11:10');
    await save([5, 10], HOUR);
    await save([5, 10], 11 * HOUR);
    await sweep('11:15');
    expect(await told()).toEqual(['10 v1', '100 v2']);
  });

  it('is told above it, when it has passed', async () => {
    await save([5, 10, 20]);
    await sweep('11:59');
    expect(await told()).toEqual(['10 v1']);
    await sweep('12:01');
    expect(await told()).toEqual(['10 v1', '20 v2']);
  });

  it('is told once the target has moved so far that nothing had passed', async () => {
    await save([5], 100 * HOUR);
    await sweep('14:59');
    expect(await told()).toEqual(['10 v1']);
    await sweep('15:01');
    expect(await told()).toEqual(['10 v1', '5 v2']);
  });
});

/** What a preview says is what the recomputation does after the save, whatever happened to the tickets before. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewPolicyDraft } from '../../../src/services/policies/preview-policy-draft.js';
import { savePolicyDraft } from '../../../src/services/policies/save-policy-draft.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { arbitraryHistory } from '../../domain/sla/arbitrary-history.js';
import { draftCalendar, draftPolicy } from './edit-policies.js';
import { insertHistories, refoldAll } from './insert-histories.js';
import { DEFAULT, IT, usePolicyDesk } from './use-policy-desk.js';

const world = usePolicyDesk();

const SEED = 20_261_030;
const TICKETS = 60;
/** Twelve saves and recomputations, on a machine that may have others to run. */
const WAIT_MAX_MS = 60_000;
const durations = fc.constantFrom('none', '30m', '1h', '3h', '8h', '16h', '40h', '100h');
const target = fc.record({
  response: durations,
  resolution: durations,
  calendar: fc.constantFrom('policy', 'always'),
});

const policyEdit = fc.record({
  targets: fc.record({ low: target, medium: target, high: target, critical: target }),
  pausesIn: fc.subarray(['new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked']),
  responsePauses: fc.boolean(),
  warnPercents: fc.constantFrom('', '80', '1', '1, 99'),
  onPriorityChange: fc.constantFrom('keep', 'restart'),
  onReopen: fc.constantFrom('continue', 'new_cycle'),
});

const hours = fc.constantFrom('', '00:00-24:00', '09:00-12:00, 13:00-17:00', '22:00-24:00', '10:00-10:01');
const calendarEdit = fc.record({
  timeZone: fc.constantFrom('America/New_York', 'Asia/Kolkata', 'UTC'),
  hours: fc.record({
    ...{ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours },
    sun: fc.constantFrom('12:00-13:00', '00:00-24:00'),
  }),
  holidays: fc.constantFrom('', '2026-11-02 All Souls', '2026-10-30\n2026-11-03'),
  exceptions: fc.constantFrom('', '2026-11-01 open 00:00-04:00', '2026-11-03 closed 08:00-20:00 Works'),
});

describe('what the preview says', () => {
  it(
    'is what the recomputation does, over random histories and edits',
    async () => {
      world.desk.clock.set(new Date('2026-11-05T00:00:00Z'));
      await insertHistories(
        world.desk,
        world.it_,
        fc.sample(arbitraryHistory, { numRuns: TICKETS, seed: SEED }).map((each) => each.history),
      );
      const policies = fc.sample(policyEdit, { numRuns: 6, seed: SEED });
      const calendars = fc.sample(calendarEdit, { numRuns: 6, seed: SEED });
      const said = { breached: 0, atRisk: 0, saved: 0, moved: 0 };
      for (const [round, policy] of policies.entries()) {
        const scope = round % 3 === 0 ? DEFAULT : IT;
        await compare(() => draftPolicy(world.desk, world.ada, scope, () => policy), said);
        // Some tickets are still to be moved to a version that another edit replaces.
        if (round % 2 === 1) {
          await savePolicyDraft(
            world.desk,
            world.ada,
            await draftPolicy(world.desk, world.ada, scope, () => ({ warnPercents: '7' })),
          );
        }
        await compare(() => draftCalendar(world.desk, world.ada, scope, () => calendars[round] ?? {}), said);
      }
      // Or nothing would have been compared with nothing.
      for (const list of LISTS) expect(said[list]).toBeGreaterThan(4);
    },
    WAIT_MAX_MS,
  );
});

const LISTS = ['breached', 'atRisk', 'saved', 'moved'] as const;
async function compare(drafted: () => Promise<number>, said: Record<(typeof LISTS)[number], number>) {
  world.desk.clock.advance(7 * 3_600_000);
  await refoldAll(world.desk);
  const before = await storedClocks();
  const draft = await drafted();
  const preview = await previewPolicyDraft(world.desk, world.ada, draft);
  await savePolicyDraft(world.desk, world.ada, draft);
  while ((await recomputeClocks(world.desk)) > 0);
  const after = await storedClocks();
  expect(numbersOf(preview)).toEqual(differences(before, after));
  for (const list of LISTS) {
    said[list] += preview[list].count;
    for (const { number, target: kind, before: was, after: becomes } of preview[list].tickets) {
      expect(before.get(number)?.[`${kind}Target`]).toEqual(was);
      expect(after.get(number)?.[`${kind}Target`]).toEqual(becomes);
    }
  }
}

type Clocks = Awaited<ReturnType<typeof storedClocks>>;
type Row = Clocks extends Map<string, infer Each> ? Each : never;

function numbersOf(preview: Awaited<ReturnType<typeof previewPolicyDraft>>) {
  const { changed, breached, atRisk, saved, moved } = preview;
  return {
    ...{ changed, breached: breached.count, atRisk: atRisk.count, saved: saved.count, moved: moved.count },
  };
}

/** From the stored columns alone. */
function differences(before: Clocks, after: Clocks) {
  const found = { changed: 0, breached: 0, atRisk: 0, saved: 0, moved: 0 };
  for (const [number, was] of before) {
    const becomes = after.get(number) ?? was;
    const { clockVersion: _old, nextWakeAt: _oldWake, ...shown } = was;
    const { clockVersion: _new, nextWakeAt: _newWake, ...shownNow } = becomes;
    if (JSON.stringify(shown) !== JSON.stringify(shownNow)) found.changed += 1;
    const moves = (['response', 'resolution'] as const).map(
      (kind) => [level(was, kind), level(becomes, kind)] as const,
    );
    if (moves.some(([from, to]) => to === 2 && from < 2)) found.breached += 1;
    if (moves.some(([from, to]) => to === 1 && from === 0)) found.atRisk += 1;
    if (moves.some(([from, to]) => to < from)) found.saved += 1;
    const isSameLevel = moves.every(([from, to]) => to === from);
    if (isSameLevel && JSON.stringify(targetsOf(was)) !== JSON.stringify(targetsOf(becomes)))
      found.moved += 1;
  }
  return found;
}

function targetsOf({ responseTarget, resolutionTarget }: Row) {
  return [responseTarget, resolutionTarget];
}

function level(row: Row, kind: 'response' | 'resolution'): number {
  if (row[`${kind}BreachedAt`] !== null) return 2;
  const atRiskAt = row[`${kind}AtRiskAt`];
  return atRiskAt !== null && atRiskAt <= world.desk.clock.now() ? 1 : 0;
}

async function storedClocks() {
  const rows = await world.desk.database.prisma.ticket.findMany({
    select: {
      ticketNumber: true,
      ...{ responseTarget: true, resolutionTarget: true, clockVersion: true, clockPausedAt: true },
      ...{ resolutionRemainingSeconds: true, responseBreachedAt: true, resolutionBreachedAt: true },
      ...{ nextWakeAt: true, responseAtRiskAt: true, resolutionAtRiskAt: true },
    },
  });
  return new Map(rows.map(({ ticketNumber, ...row }) => [ticketNumber, row]));
}

import { beforeEach, expect, it } from 'vitest';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
// A medium ticket is to be answered by 14:00 that day and resolved by Thursday 10:00.
const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const lines = async (person: Person) => ticketHistory(fixture.desk, await it_.actor(person), number);

/** A second version of the default policy, with six hours for the response to a medium ticket. */
async function editPolicy(): Promise<void> {
  const { prisma } = fixture.desk.database;
  const { calendarId } = await prisma.slaPolicy.findFirstOrThrow({ where: { projectId: null } });
  const target = { priority: 'medium', responseSeconds: 6 * 3600, resolutionSeconds: 24 * 3600 } as const;
  await prisma.slaPolicy.create({ data: { version: 2, calendarId, targets: { create: [target] } } });
  await recomputeClocks(fixture.desk);
}

it('a recomputation is told with the version and the targets that it moved, to agents alone', async () => {
  await editPolicy();
  expect((await lines('ana')).at(-1)).toMatchObject({
    action: 'sla_policy',
    by: null,
    isInternal: true,
    detail: {
      kind: 'policy',
      version: 2,
      moves: [
        {
          target: 'response',
          from: new Date('2026-03-02T14:00:00Z'),
          to: new Date('2026-03-02T16:00:00Z'),
        },
      ],
    },
  });
  expect((await lines('bo')).map(({ action }) => action)).toEqual(['created']);
});

it('an entry from before the targets were kept is told by its version alone', async () => {
  const { prisma } = fixture.desk.database;
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
  const occurredAt = fixture.desk.clock.now();
  await prisma.changelogEntry.create({
    data: {
      ticketId: ticket.id,
      action: 'sla_policy',
      oldValue: 1,
      newValue: ticket.slaPolicyId ?? 1,
      occurredAt,
    },
  });
  expect((await lines('ana')).at(-1)?.detail).toEqual({ kind: 'policy', version: 1, moves: [] });
});

it('a warning is told by how much of the target was spent', async () => {
  fixture.desk.clock.set(new Date('2026-03-02T13:30:00Z'));
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
  expect((await lines('ana')).at(-1)).toMatchObject({
    action: 'at_risk',
    to: 'response',
    detail: { kind: 'percent', percent: 80 },
  });
});

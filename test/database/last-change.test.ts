/** What counts as the last change of a ticket, which `updated:` asks for: every kind of entry has been decided about. */
import { expect, it } from 'vitest';
import { lastChangeSql } from '../../src/database/sql/last-change.js';
import { CHANGE_ACTIONS, type ChangeAction } from '../../src/services/record-changes.js';
import { useTestDesk } from '../support/desk.js';
import { makeItProject } from '../support/it-project.js';

const fixture = useTestDesk();

/** Clocks and time limits are the desk's own; a link tells of another ticket, which whoever asks may not be allowed to see. */
const NOT_COUNTED: readonly ChangeAction[] = ['linked', 'at_risk', 'breached', 'sla_policy', 'forgotten'];

it('is whatever somebody did to it, and nothing that the desk computes or that tells of another ticket', async () => {
  const it_ = await makeItProject(fixture.desk);
  await it_.open();
  const { prisma } = fixture.desk.database;
  const { id: ticketId } = await prisma.ticket.findFirstOrThrow();
  const requester = await it_.actor('bo');
  const found = { counted: [] as ChangeAction[], notCounted: [] as ChangeAction[] };
  for (const action of CHANGE_ACTIONS) {
    fixture.desk.clock.advance(60_000);
    const occurredAt = fixture.desk.clock.now();
    await prisma.changelogEntry.create({ data: { ticketId, action, visibility: 'public', occurredAt } });
    const [row] = await prisma.$queryRaw<{ at: Date }[]>`
      SELECT ${lastChangeSql(requester)} AS at FROM tickets t WHERE t.id = ${ticketId}`;
    const isCounted = row?.at.getTime() === occurredAt.getTime();
    found[isCounted ? 'counted' : 'notCounted'].push(action);
  }
  expect(found.notCounted).toEqual(NOT_COUNTED);
  expect(found.counted).toEqual(CHANGE_ACTIONS.filter((action) => !NOT_COUNTED.includes(action)));
});

/** Tickets with given histories, written straight into the tables: what matters to the clock is the changelog. */
import { writeClocksSql } from '../../../src/database/sql/write-clocks.js';
import type { ClockEvent } from '../../../src/domain/sla/history.js';
import { categoryOf, isDone } from '../../../src/domain/ticket-status.js';
import { foldTickets } from '../../../src/services/sla/fold-tickets.js';
import { currentPolicyId } from '../../../src/services/sla/load-policy.js';
import { columnsOf } from '../../../src/services/sla/refold-clock.js';
import type { TestDesk } from '../../support/desk.js';
import type { ItProject } from '../../support/it-project.js';

/** Every other one is HR's; all under the default policy, and their clocks still to be folded. */
export async function insertHistories(
  desk: TestDesk,
  it_: ItProject,
  histories: readonly ClockEvent[][],
): Promise<void> {
  const { prisma } = desk.database;
  const slaPolicyId = await currentPolicyId(prisma, null);
  const sorted = histories.map((history) => [...history].sort((a, b) => a.at.getTime() - b.at.getTime()));
  const tickets = await prisma.ticket.createManyAndReturn({
    data: sorted.map((history, index) => {
      const status = history.findLast((event) => event.kind === 'status')?.to ?? startOf(history).status;
      return {
        ...{ ticketNumber: `IT-${index + 1}`, title: 'Random', reporterId: it_.userId('bo') },
        ...{ slaPolicyId, status, statusCategory: categoryOf(status), createdAt: startOf(history).at },
        projectId: index % 2 === 0 ? it_.project.id : it_.hr.id,
        resolvedAt: isDone(status) ? desk.clock.now() : null,
        closedAt: status === 'closed' ? desk.clock.now() : null,
      };
    }),
    select: { id: true },
  });
  await prisma.changelogEntry.createMany({
    data: tickets.flatMap(({ id: ticketId }, index) =>
      (sorted[index] ?? []).map((event) => ({ ticketId, occurredAt: event.at, ...entryOf(event) })),
    ),
  });
}

function startOf(history: readonly ClockEvent[]) {
  const [first] = history;
  if (first?.kind !== 'started') throw new Error('A history begins with how the ticket started');
  return first;
}

function entryOf(event: ClockEvent) {
  switch (event.kind) {
    case 'started':
      return { action: 'created', newValue: { status: event.status, priority: event.priority } };
    case 'status':
      return { action: 'status', newValue: { status: event.to } };
    case 'priority':
      return { action: 'priority', newValue: event.to };
    case 'start_moved':
      return { action: 'start_moved', newValue: { startedAt: event.to.toISOString(), reason: 'x' } };
    case 'first_response':
      return { action: 'first_response', newValue: {} };
    default:
      return { action: 'issue_type', newValue: 'bug' };
  }
}

/** Stores what a sweep or an act at this instant would. */
export async function refoldAll(desk: TestDesk): Promise<void> {
  const { prisma } = desk.database;
  const tickets = await prisma.ticket.findMany({ select: { id: true, slaPolicyId: true } });
  const folded = await foldTickets(prisma, desk.database, tickets, desk.clock.now());
  const rows = tickets.flatMap((ticket) => {
    const clock = folded.get(ticket.id);
    return clock === undefined ? [] : [{ ...ticket, ...columnsOf(clock) }];
  });
  await prisma.$executeRaw(writeClocksSql(rows));
}

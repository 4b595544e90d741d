/** What waits for a person themselves: a question to them, or an answer that they have not said anything about. */
import type { Prisma } from '../../database/generated/client.js';
import { HOME_COUNT_MAX } from '../../domain/home.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { countTickets, readTicketLines } from '../tickets/ticket-line.js';
import type { HomeWaiting } from './home-content.js';

/** The rest is in `/ticket list mine`. */
const SHOWN_MAX = 5;

/** Questions first: so statuses are ordered in the database. */
export async function readHomeWaiting(desk: Desk, actor: Actor): Promise<HomeWaiting> {
  const where: Prisma.TicketWhereInput = {
    reporterId: actor.userId,
    status: { in: ['waiting', 'resolved'] },
  };
  const [total, lines] = await Promise.all([
    countTickets(desk, actor, where, HOME_COUNT_MAX),
    readTicketLines(desk, actor, {
      ...{ where, skip: 0, take: SHOWN_MAX },
      orderBy: [{ status: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
    }),
  ]);
  return { total, lines };
}

/** What waits for a person themselves: a question to them, or an answer that they have not said anything about. */
import type { Prisma } from '../../database/generated/client.js';
import { HOME_COUNT_MAX } from '../../domain/home.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { countTickets, readTicketLines } from '../tickets/ticket-line.js';
import type { HomeWaiting } from './home-content.js';

/** The rest is in `/ticket list mine`. */
const SHOWN_MAX = 5;

/** Questions first. */
export async function readHomeWaiting(desk: Desk, actor: Actor): Promise<HomeWaiting> {
  const of = (...status: ('waiting' | 'resolved')[]): Prisma.TicketWhereInput => ({
    reporterId: actor.userId,
    status: { in: status },
  });
  const read = (status: 'waiting' | 'resolved', take: number) =>
    readTicketLines(desk, actor, {
      ...{ where: of(status), skip: 0, take },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
  const [total, waiting, resolved] = await Promise.all([
    countTickets(desk, actor, of('waiting', 'resolved'), HOME_COUNT_MAX),
    read('waiting', SHOWN_MAX),
    read('resolved', SHOWN_MAX),
  ]);
  return { total, lines: [...waiting, ...resolved].slice(0, SHOWN_MAX) };
}

/** Flags the tickets whose targets have passed and tells the right people, once each. */

import { duePageSql } from '../../database/sql/due-tickets.js';
import type { TicketClock } from '../../domain/sla/clock.js';
import type { TargetKind } from '../../domain/sla/policy.js';
import type { Desk } from '../desk.js';
import type { NewPost } from '../posts/enqueue-posts.js';
import { changeTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { placeInThread } from '../tickets/place-in-thread.js';
import { workingAdminIds } from '../users/working-admins.js';
import { columnsOf, readClock } from './refold-clock.js';

const BATCH_MAX = 200;
/** 100 batches a sweep; what is left is due in the next. */
const BATCHES_MAX = 100;
/** Threshold of a breach, beside the percentages of warnings. */
const BREACH_PERCENT = 100;

/**
 * Looks at every ticket whose clock wants to be looked at by `at`, earliest first. Safe to run twice at once:
 * an alert is unique per ticket, target, threshold and clock version. One ticket's failure is logged and stops no other.
 */
export async function sweepClocks(desk: Desk, at: Date): Promise<{ looked: number; flagged: number }> {
  let looked = 0;
  let flagged = 0;
  let after = { wakeAt: new Date(0), id: 0 };
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const due = await desk.database.prisma.$queryRaw<{ id: number; wakeAt: Date }[]>(
      duePageSql({ at, after, limit: BATCH_MAX }),
    );
    for (const { id } of due) {
      looked += 1;
      flagged += await sweepTicket(desk, id, at);
    }
    const last = due.at(-1);
    if (last === undefined || due.length < BATCH_MAX) break;
    after = last;
  }
  return { looked, flagged };
}

async function sweepTicket(desk: Desk, ticketId: number, at: Date): Promise<number> {
  try {
    return await changeTicket(desk, { ticketId }, async (work) => {
      const clock = await readClock(work.tx, desk.database, work.ticket, at);
      if (clock === null) {
        work.patch({ nextWakeAt: null });
        return 0;
      }
      work.patch(columnsOf(clock));
      return (await tellBreach(work, clock, 'response')) + (await tellBreach(work, clock, 'resolution'));
    });
  } catch (error) {
    desk.log.error({ err: error, ticketId }, 'a clock could not be swept');
    return 0;
  }
}

async function tellBreach(work: TicketWork, clock: TicketClock, target: TargetKind): Promise<0 | 1> {
  const { breachedAt } = clock[target];
  if (breachedAt === null) return 0;
  const { tx, ticket, now } = work;
  const { count } = await tx.slaAlert.createMany({
    data: [
      {
        ticketId: ticket.id,
        targetKind: target,
        threshold: BREACH_PERCENT,
        clockVersion: clock.version,
        occurredAt: breachedAt,
        recordedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return 0;
  const key = `breach:${ticket.id}:${target}:${clock.version}`;
  work.record(
    {
      action: 'breached',
      field: `${target}_target`,
      newValue: { target, targetSeconds: clock[target].targetSeconds },
      visibility: 'internal',
      occurredAt: breachedAt,
      sourceKey: key,
    },
    null,
  );
  const payload = {
    target,
    breachedAt: breachedAt.toISOString(),
    targetSeconds: clock[target].targetSeconds,
  };
  for (const post of await alertsOf(work, key, payload)) work.post(post);
  return 1;
}

/** Triage thread and channel, and the assignee; without a triage channel, the admins. */
async function alertsOf({ tx, ticket }: TicketWork, key: string, payload: object): Promise<NewPost[]> {
  const alert = { kind: 'breach', ticketId: ticket.id } as const;
  const triage = placeInThread(ticket, 'triage');
  const posts: NewPost[] = [];
  if (triage !== null) {
    const triagePayload = { ...payload, audience: 'triage' };
    posts.push({ ...alert, ...triage, key: `${key}:triage`, isBroadcast: true, payload: triagePayload });
  }
  const told = new Set<number>();
  if (ticket.assigneeId !== null) {
    told.add(ticket.assigneeId);
    posts.push({
      ...alert,
      key: `${key}:assignee:${ticket.assigneeId}`,
      userId: ticket.assigneeId,
      payload: { ...payload, audience: 'assignee' },
    });
  }
  if (triage !== null) return posts;
  for (const id of await workingAdminIds(tx)) {
    if (told.has(id)) continue;
    posts.push({
      ...alert,
      key: `${key}:admin:${id}`,
      userId: id,
      payload: { ...payload, audience: 'admin' },
    });
  }
  return posts;
}

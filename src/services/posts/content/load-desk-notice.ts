/** Reads what messages about the desk itself show, for as long as their reader looks after it. */
import { z } from 'zod';
import type { Post } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import { canDesk } from '../../../domain/permissions.js';
import type { PostContent } from '../../../domain/post-content.js';
import { WHOLE_DESK } from '../../health/downtime.js';
import { actorSelect, toActor } from '../../users/actor-row.js';
import { groupWhere, placeOf } from '../refused-posts.js';

const outageSchema = z.object({ outageIds: z.array(z.int()), isOver: z.boolean() });

/** Null: its reader is no admin any more. */
export async function loadOutage(db: Tx, post: Post): Promise<PostContent | null> {
  const { outageIds, isOver } = outageSchema.parse(post.payload);
  if (!(await isForAdmin(db, post))) return null;
  const outages = await db.jobOutage.findMany({
    where: { id: { in: outageIds } },
    orderBy: [{ sinceAt: 'asc' }, { id: 'asc' }],
    select: { job: true, sinceAt: true, endedAt: true },
  });
  if (outages.length === 0) return null;
  const named = { job: { in: outages.map(({ job }) => job) } };
  const beats = await db.jobHeartbeat.findMany({ where: named, select: { job: true, failures: true } });
  const whole = outages.find(({ job }) => job === WHOLE_DESK);
  const jobs = outages
    .filter((each) => each !== whole)
    .map((each) => ({ ...each, failures: beats.find(({ job }) => job === each.job)?.failures ?? 0 }));
  const down = whole?.endedAt == null ? null : { fromAt: whole.sinceAt, untilAt: whole.endedAt };
  return { kind: 'outage', jobs, down, isOver };
}

/** Null: it was repaired in the meantime, or its reader is no admin any more. */
export async function loadUndelivered(db: Tx, post: Post): Promise<PostContent | null> {
  const { postId } = z.object({ postId: z.int() }).parse(post.payload);
  if (!(await isForAdmin(db, post))) return null;
  const refused = await db.post.findUnique({
    where: { id: postId },
    select: { state: true, channelId: true, userId: true, lastError: true },
  });
  if (refused?.state !== 'failed') return null;
  const count = await db.post.count({ where: groupWhere(refused) });
  const place = await placeOf(db, refused);
  return { kind: 'undelivered', postId, place, reason: refused.lastError ?? 'unknown', count };
}

async function isForAdmin(db: Tx, { userId }: Post): Promise<boolean> {
  const user =
    userId === null ? null : await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user !== null && canDesk(toActor(user), 'look_after_desk');
}

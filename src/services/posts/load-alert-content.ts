/** Reads what alerts and digests show, as far as whoever reads them may know it. */
import { z } from 'zod';
import type { Post } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { can, canBeAssigned } from '../../domain/permissions.js';
import type { AlertView, PostContent } from '../../domain/post-content.js';
import { BREACH_PERCENT } from '../../domain/sla/due-alerts.js';
import { TARGET_KINDS, type TargetKind } from '../../domain/sla/policy.js';
import type { NoticeAudience } from '../../domain/sla/who-is-told.js';
import { type CardRow, readCardRow, toCard } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf } from '../tickets/view-ticket.js';
import { actorSelect, toActor } from '../users/actor-row.js';

/** A digest that is longer than a screen is not read. */
export const DIGEST_LINES_MAX = 20;

/** Posts from before there were notices have no more than a target and `breachedAt`. */
const payloadSchema = z
  .object({
    audience: z.enum(['triage', 'assignee', 'admin', 'escalation']),
    target: z.enum(TARGET_KINDS),
    percent: z.int().default(BREACH_PERCENT),
    at: z.iso.datetime().optional(),
    breachedAt: z.iso.datetime().optional(),
    targetSeconds: z.int().nullable(),
    noticeId: z.int().nullable().default(null),
    isReminder: z.boolean().default(false),
  })
  .transform(({ at, breachedAt, ...rest }) => ({ ...rest, at: z.coerce.date().parse(at ?? breachedAt) }));

type Told = Omit<z.infer<typeof payloadSchema>, 'noticeId'> & { noticeId: number | null };

/** Null: whoever it was for may not be told any more, or it is not so any more. */
export async function loadAlert(db: Tx, row: CardRow, post: Post): Promise<AlertView | null> {
  return alertFor(db, row, payloadSchema.parse(post.payload), post.userId);
}

/** Of the notices that name the post. Null: there is nobody to read it, or nothing left to tell. */
export async function loadDigest(db: Tx, post: Post): Promise<PostContent | null> {
  const notices = await db.alertNotice.findMany({
    where: { postKey: post.key },
    orderBy: [{ alert: { occurredAt: 'asc' } }, { id: 'asc' }],
    take: DIGEST_LINES_MAX,
    select: { audience: true, ticketId: true, snoozedById: true, alert: true },
  });
  const lines: AlertView[] = [];
  for (const { audience, ticketId, snoozedById, alert } of notices) {
    const row = await readCardRow(db, { id: ticketId });
    const told: Told = {
      audience,
      ...{ target: alert.targetKind, percent: alert.threshold, at: alert.occurredAt },
      ...{ targetSeconds: null, noticeId: null, isReminder: snoozedById !== null },
    };
    const line = row === null ? null : await alertFor(db, row, told, post.userId);
    if (line !== null) lines.push(line);
  }
  if (lines.length === 0) return null;
  const total = await db.alertNotice.count({ where: { postKey: post.key } });
  return { kind: 'alert_digest', lines, more: total - notices.length };
}

async function alertFor(db: Tx, row: CardRow, told: Told, userId: number | null): Promise<AlertView | null> {
  const stoppedAt = told.target === 'response' ? (row.firstRespondedAt ?? row.resolvedAt) : row.resolvedAt;
  if (!holdsStill(row, told, stoppedAt)) return null;
  const rights = await rightsOf(db, row, told.audience, userId);
  if (rights === null) return null;
  const { noticeId, audience, ...facts } = told;
  return {
    ...facts,
    number: row.ticketNumber,
    projectName: row.project.name,
    priority: row.priority,
    dueAt: told.percent === BREACH_PERCENT ? told.at : targetAtOf(row, told.target),
    stoppedAt,
    isInThread: audience === 'triage',
    card: rights.mayKnow ? toCard(row, { isForAgents: true }) : null,
    noticeId: rights.mayAct ? noticeId : null,
  };
}

/**
 * A message may wait for Slack while what Slack kept from us arrives: an answer that was in time takes its breach back. What has come
 * in time or late is at risk no more.
 */
function holdsStill(row: CardRow, { target, percent }: Told, stoppedAt: Date | null): boolean {
  if (percent !== BREACH_PERCENT) return stoppedAt === null;
  return (target === 'response' ? row.responseBreachedAt : row.resolutionBreachedAt) !== null;
}

type Rights = { mayKnow: boolean; mayAct: boolean };

/**
 * Whoever is on an escalation list may learn that something is late; its title and names only where they may see the ticket and it is not
 * confidential. Who reads a channel is checked when it is posted there. Null for somebody who has left, or works it no more.
 */
async function rightsOf(
  db: Tx,
  row: CardRow,
  audience: NoticeAudience,
  userId: number | null,
): Promise<Rights | null> {
  const isOpenToEscalation = audience !== 'escalation' || !row.confidential;
  if (userId === null) return { mayKnow: isOpenToEscalation, mayAct: isOpenToEscalation };
  const user = await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  if (user === null) return null;
  const actor = toActor(user);
  if (actor.isDeactivated || actor.isExternal || actor.isGuest) return null;
  if (audience !== 'escalation' && !canBeAssigned(actor, { projectId: row.projectId })) return null;
  const facts = factsFor(actor, permissionRowOf(row));
  return {
    mayKnow: isOpenToEscalation && can(actor, 'view', facts),
    mayAct: isOpenToEscalation && can(actor, 'snooze_alerts', facts),
  };
}

function targetAtOf(row: CardRow, target: TargetKind): Date | null {
  return target === 'response' ? row.responseTarget : row.resolutionTarget;
}

/** Reads what alerts and digests show, as far as whoever reads them may know it. */
import { z } from 'zod';
import type { Post } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import { noticeKindOf } from '../../../domain/notices/notice-kind.js';
import { type Actor, actsAsAgent, can, canBeAssigned, needsReason } from '../../../domain/permissions.js';
import type { AlertView, PostContent } from '../../../domain/post-content.js';
import { BREACH_PERCENT } from '../../../domain/sla/due-alerts.js';
import { TARGET_KINDS, type TargetKind } from '../../../domain/sla/policy.js';
import { alertKindOf, type NoticeAudience } from '../../../domain/sla/who-is-told.js';
import { loadStoredPolicy } from '../../sla/load-policy.js';
import { type CardRow, readCardRows, toCard } from '../../tickets/load-card.js';
import { factsFor } from '../../tickets/locked-ticket.js';
import { permissionRowOf } from '../../tickets/view-ticket.js';
import { actorSelect, toActor } from '../../users/actor-row.js';

/** A digest that is longer than a screen is not read. */
export const DIGEST_LINES_MAX = 20;
/** Past these nothing is counted: how many there are is no more than whoever reads it may know. */
const DIGEST_READ_MAX = 1_000;

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
    isUnchecked: z.boolean().default(false),
  })
  .transform(({ at, breachedAt, ...rest }) => ({ ...rest, at: z.coerce.date().parse(at ?? breachedAt) }));

type Told = Omit<z.infer<typeof payloadSchema>, 'noticeId'> & { noticeId: number | null };

/** Null: whoever it was for may not be told any more, or it is not so any more. */
export async function loadAlert(db: Tx, owner: object, row: CardRow, post: Post): Promise<AlertView | null> {
  const reader = await readReader(db, post);
  const told = payloadSchema.parse(post.payload);
  if (reader === null || !(await isToldThere(db, owner, post)(row, told.audience))) return null;
  const alert = alertFor(row, told, reader, await readHeld(db, [row]));
  const kind = reader === 'channel' ? null : noticeKindOf(alertKindOf(told.percent), told);
  return alert === null || kind === null ? alert : { ...alert, toldAs: kind };
}

/**
 * At the top of a channel it is the business of a project's agents while that is theirs, and of a list for as long as the ticket counts by its
 * policy: both end when it goes to another project, and the former also where the agents get another channel. What stands in a thread is
 * the thread's.
 */
function isToldThere(db: Tx, owner: object, { channelId, userId, threadRole }: Post) {
  const triageIds = new Map<number, number | null>();
  const triageIdOf = async (projectId: number) => {
    const known = triageIds.get(projectId);
    if (known !== undefined) return known;
    const triage = await db.channel.findFirst({ where: { projectId, role: 'triage' }, select: { id: true } });
    triageIds.set(projectId, triage?.id ?? null);
    return triage?.id ?? null;
  };
  return async ({ movedAt, projectId, slaPolicyId }: CardRow, audience: NoticeAudience) => {
    if (userId !== null || threadRole !== null) return true;
    if (audience === 'triage') return (await triageIdOf(projectId)) === channelId;
    if (movedAt === null) return true;
    if (slaPolicyId === null) return false;
    const { alerts } = await loadStoredPolicy(db, owner, slaPolicyId);
    return alerts.escalation.channelId === channelId;
  };
}

/** Of the notices that name the post. Null: there is nobody to read it, or nothing left to tell. */
export async function loadDigest(db: Tx, owner: object, post: Post): Promise<PostContent | null> {
  const notices = await db.alertNotice.findMany({
    where: { postKey: post.key },
    orderBy: [{ alert: { occurredAt: 'asc' } }, { id: 'asc' }],
    take: DIGEST_READ_MAX,
    select: { audience: true, ticketId: true, snoozedById: true, isUnchecked: true, alert: true },
  });
  const reader = await readReader(db, post);
  if (reader === null) return null;
  const rows = await readCardRows(
    db,
    notices.map(({ ticketId }) => ticketId),
  );
  const held = await readHeld(db, [...rows.values()]);
  const isTold = isToldThere(db, owner, post);
  const lines: AlertView[] = [];
  for (const { audience, ticketId, snoozedById, isUnchecked, alert } of notices) {
    const row = rows.get(ticketId);
    if (row === undefined || !(await isTold(row, audience))) continue;
    const told: Told = {
      audience,
      ...{ target: alert.targetKind, percent: alert.threshold, at: alert.occurredAt },
      ...{ targetSeconds: null, noticeId: null, isReminder: snoozedById !== null, isUnchecked },
    };
    const line = alertFor(row, told, reader, held);
    if (line !== null) lines.push(line);
  }
  if (lines.length === 0) return null;
  const shown = lines.slice(0, DIGEST_LINES_MAX);
  return { kind: 'alert_digest', lines: shown, more: lines.length - shown.length };
}

/** Tickets that somebody has who may work them: an alert that names anybody else would be left to them. */
async function readHeld(db: Tx, rows: readonly CardRow[]): Promise<ReadonlySet<number>> {
  const holderIds = [...new Set(rows.flatMap(({ assigneeId }) => assigneeId ?? []))];
  if (holderIds.length === 0) return new Set();
  const users = await db.user.findMany({ where: { id: { in: holderIds } }, select: actorSelect });
  const holders = new Map(users.map((user) => [user.id, toActor(user)]));
  const held = rows.filter(({ assigneeId, projectId, confidential: isConfidential }) => {
    const holder = assigneeId === null ? undefined : holders.get(assigneeId);
    return holder !== undefined && canBeAssigned(holder, { projectId, isConfidential });
  });
  return new Set(held.map(({ id }) => id));
}

function alertFor(row: CardRow, told: Told, reader: Reader, held: ReadonlySet<number>): AlertView | null {
  const stoppedAt = stoppedAtOf(row, told.target);
  if (!holdsStill(row, told, stoppedAt)) return null;
  const rights = rightsOf(row, told.audience, reader);
  if (rights === null) return null;
  const { noticeId, audience, ...facts } = told;
  return {
    ...facts,
    number: rights.mayKnowNumber ? row.ticketNumber : null,
    projectName: row.project.name,
    priority: row.priority,
    dueAt: told.percent === BREACH_PERCENT ? told.at : targetAtOf(row, told.target),
    stoppedAt,
    isInThread: audience === 'triage',
    card: rights.mayKnow
      ? toCard(held.has(row.id) ? row : { ...row, assignee: null }, { isForAgents: true })
      : null,
    noticeId: rights.mayAct ? noticeId : null,
  };
}

/** Being resolved stops the response as well, and what is said after that answers nothing. */
function stoppedAtOf({ firstRespondedAt, resolvedAt }: CardRow, target: TargetKind): Date | null {
  if (target === 'resolution' || firstRespondedAt === null) return resolvedAt;
  return resolvedAt !== null && resolvedAt < firstRespondedAt ? resolvedAt : firstRespondedAt;
}

/**
 * A message may wait for Slack while what Slack kept from us arrives: an answer that was in time takes its breach back. What has come
 * in time or late is at risk no more.
 */
function holdsStill(row: CardRow, { target, percent }: Told, stoppedAt: Date | null): boolean {
  if (percent !== BREACH_PERCENT) return stoppedAt === null;
  return (target === 'response' ? row.responseBreachedAt : row.resolutionBreachedAt) !== null;
}

type Reader = Actor | 'channel';

/** Null: somebody who is not there any more. */
async function readReader(db: Tx, { userId }: Post): Promise<Reader | null> {
  if (userId === null) return 'channel';
  const user = await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user === null ? null : toActor(user);
}

type Rights = { mayKnow: boolean; mayKnowNumber: boolean; mayAct: boolean };

const EVERYTHING: Rights = { mayKnow: true, mayKnowNumber: true, mayAct: true };

/**
 * Whoever is on an escalation list may learn that something is late; its title and names only where they may see the ticket. Of a
 * confidential ticket an escalation channel learns no more than that there is one, admins its number, and others nothing. Who reads a
 * channel is checked when it is posted there. Null for somebody who has left, or works it no more.
 */
function rightsOf(row: CardRow, audience: NoticeAudience, reader: Reader): Rights | null {
  if (reader === 'channel') {
    const isOpen = audience === 'triage' || !row.confidential;
    return isOpen ? EVERYTHING : { mayKnow: false, mayKnowNumber: false, mayAct: false };
  }
  if (reader.isDeactivated || reader.isExternal || reader.isGuest) return null;
  const { projectId, confidential: isConfidential } = row;
  if (audience === 'assignee' && !canBeAssigned(reader, { projectId, isConfidential })) return null;
  if (audience !== 'escalation' && !actsAsAgent(reader, projectId)) return null;
  const facts = factsFor(reader, permissionRowOf(row));
  const mayKnow = can(reader, 'view', facts);
  if (isConfidential && !mayKnow && !needsReason(reader, facts)) return null;
  return { mayKnow, mayKnowNumber: true, mayAct: can(reader, 'snooze_alerts', facts) };
}

function targetAtOf(row: CardRow, target: TargetKind): Date | null {
  return target === 'response' ? row.responseTarget : row.resolutionTarget;
}

/** Takes a ticket to another project: its number, its clock, who works it, and whose what was written for agents alone is. */
import { slash } from '../../domain/command-names.js';
import { type Actor, internalReach, isInReach } from '../../domain/permissions.js';
import { formatTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { refreshMessageDraftPrompts, refreshTold } from '../posts/refresh-posts.js';
import { findTargetProject, PROJECT_FIELD, type TargetProject } from '../projects/find-target-project.js';
import { currentPolicyId } from '../sla/load-policy.js';
import { actOnTicket, type TicketWork } from '../tickets/act-on-ticket.js';
import { type ActResult, actResult } from '../tickets/act-result.js';
import { isRepeated } from '../tickets/is-repeated.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { refreshLinked } from '../tickets/ticket-links.js';
import { unassignUnfit } from '../tickets/unassign-unfit.js';
import { postMove } from './move-posts.js';
import { type MoveSide, readMoves } from './ticket-moves.js';

export type MoveOptions = {
  /** What was written internally goes along, as far as the actor may read it. */
  withNotes: boolean;
  /** Whoever asks has been told whom a confidential ticket is shown to by it. */
  isConfirmed: boolean;
  sourceKey?: string;
};

export type Moved = {
  fromNumber: string;
  fromName: string;
  /** Internal comments that stay with other projects' agents. */
  notesLeft: number;
};

export type MoveResult = ActResult & { moved: Moved | null };

/**
 * Whoever may move the ticket may hand it to any project, also one in which they are nothing: they may see it no more by that. @throws
 * UserError where the actor may not, there is no such project, or it is there already.
 */
export async function moveTicket(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  projectKey: string,
  options: MoveOptions,
): Promise<MoveResult> {
  const key = options.sourceKey === undefined ? undefined : `move:${options.sourceKey}`;
  const moved = await actOnTicket(desk, actor, ticketNumber, 'move', async (work) => {
    if (await isRepeated(work, key)) return null;
    const project = await findTargetProject(work.tx, { key: projectKey });
    return moveIn(work, actor, project, { ...options, ...(key === undefined ? {} : { sourceKey: key }) });
  });
  return { ...(await actResult(desk, actor, ticketNumber, moved !== null)), moved };
}

/** Inside an act on the ticket that has been permitted already. */
export async function moveIn(
  work: TicketWork,
  actor: Actor,
  project: TargetProject,
  { withNotes, isConfirmed, sourceKey }: MoveOptions,
): Promise<Moved> {
  const { tx, ticket, now } = work;
  const { ticketNumber: fromNumber, projectId: fromProjectId } = ticket;
  if (fromProjectId === project.id) {
    throw new UserError(`${fromNumber} is in ${project.key} already.`, { field: PROJECT_FIELD });
  }
  if (ticket.confidential && !isConfirmed) throw unconfirmed(fromNumber, project.key);
  const from = await tx.project.findUniqueOrThrow({
    where: { id: fromProjectId },
    select: { key: true, name: true },
  });
  const ordinal = (await readMoves(tx, ticket.id)).length + 1;
  const notesOf = withNotes ? await takeNotes(work, actor, project.id) : [];
  const number = await numberIn(work, project);
  const policyId = await currentPolicyId(tx, project.id);
  const sides = {
    oldValue: { projectId: fromProjectId, ticketNumber: fromNumber, policyId: ticket.slaPolicyId },
    newValue: { projectId: project.id, ticketNumber: number, policyId, notesOf },
  } satisfies Record<string, MoveSide>;
  const change = { action: 'project', field: 'project_id', ...sides, slaPolicyId: policyId } as const;
  const source = sourceKey === undefined ? {} : { sourceKey };
  work.record({ ...change, occurredAt: now, ...source }, actor.userId);
  await arriveIn(work, project, { number, policyId, withNotes });
  await unassignUnfit(work, actor.userId);
  const notesLeft = await tx.comment.count({
    where: { ticketId: ticket.id, commentType: 'internal', projectId: { not: project.id } },
  });
  await refreshTold(tx, ticket.id);
  await refreshLinked(tx, ticket.id);
  await refreshMessageDraftPrompts(tx, ticket.reporterId);
  await postMove(work, actor, {
    ordinal,
    from: { ...from, number: fromNumber, id: fromProjectId },
    project,
    notesLeft,
  });
  return { fromNumber, fromName: from.name, notesLeft };
}

/** From here on the ticket is the next project's, for whatever else is decided in this act. */
async function arriveIn(
  { tx, ticket, now, patch }: TicketWork,
  project: TargetProject,
  { number, policyId, withNotes }: { number: string; policyId: number; withNotes: boolean },
): Promise<void> {
  const { ticketNumber } = ticket;
  await tx.ticketAlias.createMany({
    data: [{ ticketNumber, ticketId: ticket.id, createdAt: now }],
    skipDuplicates: true,
  });
  patch({
    ...{ projectId: project.id, ticketNumber: number, slaPolicyId: policyId, movedAt: now },
    // Agents' words, which the changelog goes on keeping for those who may read them.
    ...(withNotes ? {} : { clockStartReason: null }),
  });
  const triage = await tx.channel.findFirst({
    where: { projectId: project.id, role: 'triage' },
    select: { id: true },
  });
  const { key: projectKey, mirrorMode, showTargets } = project;
  Object.assign(ticket, { projectKey, mirrorMode, showTargets, triageChannelId: triage?.id ?? null });
}

/** The one that it had there before, if it comes back: nobody else has got it since. */
async function numberIn({ tx, ticket }: TicketWork, { id, key }: TargetProject): Promise<string> {
  const earlier = await tx.ticketAlias.findFirst({
    where: { ticketId: ticket.id, ticketNumber: { startsWith: `${key}-` } },
    select: { ticketNumber: true },
  });
  if (earlier !== null) return earlier.ticketNumber;
  const { ticketCounter: count } = await tx.project.update({
    where: { id },
    data: { ticketCounter: { increment: 1 } },
    select: { ticketCounter: true },
  });
  return formatTicketNumber({ projectKey: key, count });
}

/**
 * Of every project that the ticket has been in and whose notes the actor may read. What nobody knows the kind of yet stays where it was
 * written. Returns whose they were.
 */
async function takeNotes({ tx, ticket }: TicketWork, actor: Actor, toProjectId: number): Promise<number[]> {
  const reach = internalReach(actor, factsFor(actor, ticket));
  const moves = await readMoves(tx, ticket.id);
  const projects = new Set([ticket.projectId, ...moves.map(({ fromProjectId }) => fromProjectId)]);
  const notesOf = [...projects].filter((id) => id !== toProjectId && isInReach(reach, id));
  await tx.comment.updateMany({
    where: {
      ...{ ticketId: ticket.id, commentType: 'internal', isPending: false },
      projectId: { in: notesOf },
    },
    data: { projectId: toProjectId },
  });
  return notesOf;
}

function unconfirmed(number: string, projectKey: string): UserError {
  return new UserError(
    `${number} is confidential, and the agents of ${projectKey} would see it. Type \`${slash.ticket} move ${number} ${projectKey}\`, which shows who they are first.`,
    { field: PROJECT_FIELD },
  );
}

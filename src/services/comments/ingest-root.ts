/** What happens to a ticket when its description, the thread's first message, is edited or deleted in Slack. */
import { descriptionEditKey } from '../../domain/message-keys.js';
import { compareTs, tsToDate } from '../../domain/slack-ts.js';
import { refreshDescriptionFiles } from '../posts/refresh-posts.js';
import type { MessageEvent } from '../threads/early-events.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import { carryFiles } from './carry-files.js';
import { attachFiles } from './ingest-row.js';
import type { VersionOutcome } from './ingest-version.js';

type Place = { channelId: number; ts: string };

export type RootPlace = { channelId: number; actorId: number | null };

/**
 * Only where a person wrote the root: its text is the description, its files are the ticket's. A deletion is noted and changes
 * nothing.
 */
export async function applyToRoot(
  work: TicketWork,
  { channelId, actorId }: RootPlace,
  message: MessageEvent,
): Promise<VersionOutcome> {
  const place = { channelId, ts: message.ts };
  if (message.kind === 'deleted') return noteDeletion(work, place, message.deletedAtTs, actorId);
  if (work.ticket.descriptionRedactedAt !== null) return 'unchanged';
  const areFilesChanged = await changeTicketFiles(work, message);
  if (areFilesChanged) {
    await refreshDescriptionFiles(work.tx, work.ticket.id);
    await carryFiles(work, { commentId: null, channelId }, { to: 'triage' });
  }
  const outcome =
    message.kind === 'edited' ? await editDescription(work, place, message, actorId) : 'unchanged';
  return areFilesChanged ? 'edited' : outcome;
}

/** As a comment's files: whatever names one adds it, only a change of the files takes one away. */
async function changeTicketFiles({ tx, ticket, now }: TicketWork, message: MessageEvent): Promise<boolean> {
  const ofTicket = { ticketId: ticket.id, commentId: null };
  const known = await tx.attachment.findMany({ where: ofTicket, select: { slackFileId: true } });
  const knownIds = new Set(known.map(({ slackFileId }) => slackFileId));
  const added = message.files.filter(({ slackFileId }) => !knownIds.has(slackFileId));
  await attachFiles(tx, { ...ofTicket, now }, added);
  if (message.kind !== 'files_changed') return added.length > 0;
  const slackFileId = { notIn: message.files.map((file) => file.slackFileId) };
  const { count } = await tx.attachment.updateMany({
    where: { ...ofTicket, removedAt: null, slackFileId },
    data: { removedAt: now },
  });
  return added.length + count > 0;
}

/** An edit from before the ticket is in its description already, or was overruled by what was typed into the form. */
async function editDescription(
  work: TicketWork,
  { channelId, ts }: Place,
  { editTs, text }: { editTs: string; text: string },
  actorId: number | null,
): Promise<VersionOutcome> {
  const { ticket } = work;
  const occurredAt = tsToDate(editTs);
  if (occurredAt.getTime() < wholeSecond(ticket.createdAt)) return 'unchanged';
  const sourceKey = descriptionEditKey(channelId, ts, editTs);
  const newest = await newestEdit(work, descriptionEditKey(channelId, ts, ''));
  if (newest !== null && compareTs(editTs, newest) < 0) {
    if (await isRecorded(work, sourceKey)) return 'unchanged';
    work.record({ action: 'description', field: 'description', occurredAt, sourceKey }, actorId);
    return 'edited';
  }
  if (ticket.description === text) return 'unchanged';
  work.patch({ description: text });
  work.record({ action: 'description', field: 'description', occurredAt, sourceKey }, actorId);
  return 'edited';
}

/** Slack tells the time of an edit in whole seconds: one in the second of the creation may well have come after it. */
function wholeSecond(at: Date): number {
  return Math.floor(at.getTime() / 1_000) * 1_000;
}

async function noteDeletion(
  work: TicketWork,
  { channelId, ts }: Place,
  deletedAtTs: string,
  actorId: number | null,
): Promise<VersionOutcome> {
  const sourceKey = `root_deleted:${channelId}:${ts}`;
  if (await isRecorded(work, sourceKey)) return 'unchanged';
  work.record({ action: 'root_deleted', occurredAt: tsToDate(deletedAtTs), sourceKey }, actorId);
  return 'deleted';
}

async function isRecorded({ tx }: TicketWork, sourceKey: string): Promise<boolean> {
  return (await tx.changelogEntry.findUnique({ where: { sourceKey }, select: { id: true } })) !== null;
}

/** The ts of the newest edit in the changelog, so that a late event does not bring an old text back. */
async function newestEdit({ tx, ticket }: TicketWork, prefix: string): Promise<string | null> {
  const [entry] = await tx.changelogEntry.findMany({
    where: { ticketId: ticket.id, action: 'description', sourceKey: { startsWith: prefix } },
    orderBy: { occurredAt: 'desc' },
    take: 1,
    select: { sourceKey: true },
  });
  return entry?.sourceKey?.slice(prefix.length) ?? null;
}

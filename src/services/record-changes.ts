/** Writes changelog entries: append-only, in the transaction that changed. */
import type { Tx } from '../database/transaction.js';

/** What can happen to a ticket. */
export const CHANGE_ACTIONS = [
  'created',
  'status',
  'held_until',
  'priority',
  'issue_type',
  'title',
  'description',
  'tags',
  'assignee',
  'reporter',
  'project',
  'first_response',
  'comment_added',
  'comment_edited',
  'comment_deleted',
  'root_deleted',
  'watcher_added',
  'watcher_removed',
  'linked',
  'at_risk',
  'breached',
  'sla_policy',
  'start_moved',
  'start_reason',
  'redacted',
  'forgotten',
  'confidentiality',
  'reason_given',
] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** Ids and values of fields, never texts of comments. Titles and reasons the database puts beside it (`changelog_texts`). */
export type Change = {
  action: ChangeAction;
  field?: string;
  oldValue?: unknown;
  newValue?: unknown;
  visibility?: 'public' | 'internal';
  /** When it took effect, by Slack's time. */
  occurredAt: Date;
  /** Where the cause can come twice. */
  sourceKey?: string;
  slaPolicyId?: number;
};

/** `actorId` null: the system did it. An entry whose `sourceKey` is there already is left as it is. */
export async function recordChanges(
  tx: Tx,
  ticketId: number,
  actorId: number | null,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await tx.changelogEntry.createMany({
    data: changes.map((change) => ({
      ticketId,
      actorId,
      action: change.action,
      field: change.field ?? null,
      ...(change.oldValue === undefined ? {} : { oldValue: change.oldValue as object }),
      ...(change.newValue === undefined ? {} : { newValue: change.newValue as object }),
      visibility: change.visibility ?? 'public',
      occurredAt: change.occurredAt,
      recordedAt: now,
      sourceKey: change.sourceKey ?? null,
      slaPolicyId: change.slaPolicyId ?? null,
    })),
    skipDuplicates: true,
  });
}

/** Writes the audit log: who changed roles, agents, projects and channels, and who took words out for good; append-only, in the transaction that changed. */
import type { Tx } from '../database/transaction.js';

export type AuditAction =
  | 'admin_granted'
  | 'admin_revoked'
  | 'staff_granted'
  | 'staff_revoked'
  | 'agent_joined'
  | 'agent_left'
  | 'agent_added'
  | 'agent_removed'
  | 'observer_added'
  | 'observer_removed'
  | 'project_created'
  | 'project_edited'
  | 'request_channel_set'
  | 'request_channel_unset'
  | 'triage_channel_set'
  | 'triage_channel_unset'
  | 'triage_channel_lost'
  | 'default_calendar_changed'
  | 'calendar_saved'
  | 'policy_saved'
  | 'posts_resent'
  | 'posts_forgotten'
  | 'texts_redacted'
  | 'texts_forgotten'
  | 'person_erased'
  | 'confidential_read'
  | 'tickets_exported'
  | 'response_saved'
  | 'response_deleted';

export type Audit = {
  /** Null: the system, for example because Slack said so. */
  actorId: number | null;
  action: AuditAction;
  /** Ids and values of fields. */
  subject: Record<string, unknown>;
  now: Date;
};

/** Returns the entry's id, which names this very change. */
export async function recordAudit(tx: Tx, { actorId, action, subject, now }: Audit): Promise<number> {
  const { id } = await tx.auditEntry.create({
    data: { actorId, action, subject: subject as object, recordedAt: now },
    select: { id: true },
  });
  return id;
}

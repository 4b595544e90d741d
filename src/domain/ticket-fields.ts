/** The fields of a ticket that one form has: which of them were changed in it, and which by somebody else meanwhile. Pure. */

import { createHash } from 'node:crypto';
import type { IssueType } from './issue-type.js';
import type { Actor, TicketAction, TicketFacts } from './permissions.js';
import { can } from './permissions.js';
import type { Priority } from './priority.js';

/** People and projects by id; tags and watchers in any order. */
export type FieldValues = {
  title: string;
  issueType: IssueType;
  priority: Priority;
  tags: readonly string[];
  reporterId: number;
  assigneeId: number | null;
  watcherIds: readonly number[];
  isConfidential: boolean;
  projectId: number;
};
export type TicketField = keyof FieldValues;

export const TICKET_FIELDS = [
  'title',
  'issueType',
  'priority',
  'tags',
  'reporterId',
  'assigneeId',
  'watcherIds',
  'isConfidential',
  'projectId',
] as const satisfies readonly TicketField[];

/** What each is called where it is refused, and in forms, whose blocks have these ids: so what is refused stands at its field. */
export const FIELD_NAMES = {
  title: 'title',
  issueType: 'issue_type',
  priority: 'priority',
  tags: 'tags',
  reporterId: 'reporter',
  assigneeId: 'assignee',
  watcherIds: 'watchers',
  isConfidential: 'confidential',
  projectId: 'project',
} as const satisfies Record<TicketField, string>;

/** A value as the form remembers it: what was seen when it was opened. */
export type SeenFields = Partial<Record<TicketField, string>>;

/** The same for values that mean the same. Short, because Slack keeps 3,000 characters for a form. */
export function seenOf(value: FieldValues[TicketField]): string {
  const plain = Array.isArray(value) ? value.map(String).sort() : value;
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex').slice(0, 16);
}

export type FieldChange = 'none' | 'change' | 'stale';

/**
 * `stale`: somebody else has changed it since the form was opened, and not to what is wanted. What was not touched in the form is left as it
 * is by now.
 */
export function changeOf(seen: string, wanted: string, current: string): FieldChange {
  if (wanted === seen || wanted === current) return 'none';
  return current === seen ? 'change' : 'stale';
}

/** What each field takes to be changed. Watchers are judged one by one. */
const ACTION_OF: Record<Exclude<TicketField, 'isConfidential'>, TicketAction> = {
  title: 'retitle',
  issueType: 'retype',
  priority: 'prioritise',
  tags: 'tag',
  reporterId: 'change_reporter',
  assigneeId: 'assign',
  watcherIds: 'add_watcher',
  projectId: 'move',
};

export function actionOf(field: TicketField, ticket: Pick<TicketFacts, 'isConfidential'>): TicketAction {
  if (field !== 'isConfidential') return ACTION_OF[field];
  return ticket.isConfidential ? 'lift_confidentiality' : 'make_confidential';
}

/** Those that this person is offered. */
export function fieldsFor(actor: Actor, ticket: TicketFacts): TicketField[] {
  return TICKET_FIELDS.filter((field) => can(actor, actionOf(field, ticket), ticket));
}

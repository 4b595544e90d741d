/** What a list or a search of tickets can be asked for, as plain data: for the grammar that reads it, whoever keeps it, and the query. */
import type { DayRange } from './day-range.js';
import type { IssueType } from './issue-type.js';
import type { Priority } from './priority.js';
import type { TicketStatus } from './ticket-status.js';

export const LIST_SCOPES = ['mine', 'assigned', 'unassigned', 'open', 'breached', 'at-risk', 'all'] as const;
/** `mine` is what one reported, `assigned` what is assigned to one; `open` is everything that is not done. */
export type ListScope = (typeof LIST_SCOPES)[number];

/** A person as a command names them. */
export type PersonRef = { kind: 'me' } | { kind: 'user'; slackUserId: string };
/** Somebody or nobody, for assigning. */
export type AssigneeRef = PersonRef | { kind: 'nobody' };

export type TicketFilters = {
  project?: string;
  priority?: Priority;
  status?: TicketStatus;
  type?: IssueType;
  /** Lower case. */
  tag?: string;
  assignee?: AssigneeRef;
  reporter?: PersonRef;
  created?: DayRange;
  /** When the last of it happened that whoever asks may know. */
  updated?: DayRange;
  confidential?: boolean;
};

export type TicketListQuery = {
  scope: ListScope;
  filters: TicketFilters;
  /** Plain text, one entry a word or a quoted phrase. All of them are in the number, the title or the description. */
  words: readonly string[];
};

/** Words that are looked for at most: each is a condition of the query, and more find nothing that these would not. */
export const LIST_WORDS_MAX = 20;

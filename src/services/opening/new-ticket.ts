/** What a new ticket is asked to be, and who may ask for it. */
import { type IssueType, issueTypesFor } from '../../domain/issue-type.js';
import { type Actor, actsAsAgent } from '../../domain/permissions.js';
import { type Priority, prioritiesFor } from '../../domain/priority.js';
import { TAG_MAX, TAGS_MAX, tagOf } from '../../domain/tags.js';
import { UserError } from '../../errors.js';
import type { TalkPlace } from './talk-place.js';

export type NewTicket = {
  /** The view or the message it is made from: one of them makes one ticket. */
  sourceKey: string;
  projectId: number;
  reporterId: number;
  /** The reporter wrote the message it is made from, and was not chosen. */
  isReporterAuthor?: boolean;
  title: string;
  description: string;
  issueType: IssueType;
  priority: Priority;
  assigneeId?: number | null;
  tags?: readonly string[];
  /** Number of the closed ticket that it goes on from; linked if the actor may see that one. */
  predecessorNumber?: string;
  talk: TalkPlace;
  /** Asked for. It is in any case where the project, or its predecessor, wants it so. */
  isConfidential?: boolean;
  /** Where the clock starts, if that was before now: at the reporter's own message. */
  startedAt?: Date;
};

/** Whoever may talk to the desk may open a ticket; what only agents may set is a `UserError` with its field. */
export function requireMayOpen(actor: Actor, input: NewTicket): void {
  if (actor.isDeactivated) throw new UserError('Your account is deactivated, so it cannot open tickets.');
  const isAgent = actsAsAgent(actor, input.projectId);
  if (!prioritiesFor({ isAgent }).includes(input.priority)) {
    throw new UserError('Only agents set the priority to critical. Choose High: the agents see it at once.', {
      field: 'priority',
    });
  }
  if (!issueTypesFor({ isAgent }).includes(input.issueType)) {
    throw new UserError('Only agents use this type. Choose incident or request.', { field: 'issue_type' });
  }
  if (!isAgent && (input.assigneeId != null || tagsOf(input).length > 0)) {
    throw new UserError('Only agents of this project assign and tag its tickets. Leave that to them.', {
      field: input.assigneeId != null ? 'assignee' : 'tags',
    });
  }
  if (input.reporterId === actor.userId) return;
  if (actor.isGuest || actor.isExternal) {
    throw new UserError('Guests and people from other organizations open tickets for themselves only.');
  }
  if (!isAgent && input.isReporterAuthor !== true) {
    throw new UserError('Only agents of this project open tickets for others.', { field: 'reporter' });
  }
}

/** As they are stored: small letters, each once. What is too long or too many is left out. */
export function tagsOf({ tags = [] }: NewTicket): string[] {
  const kept = tags.map(tagOf).filter((tag) => tag !== '' && [...tag].length <= TAG_MAX);
  return [...new Set(kept)].slice(0, TAGS_MAX);
}

/** Changes a ticket's priority, type, title or reporter. */
import type { IssueType } from '../../domain/issue-type.js';
import type { Actor, TicketAction } from '../../domain/permissions.js';
import type { Priority } from '../../domain/priority.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { refreshMessageDraftPrompts } from '../posts/refresh-posts.js';
import { ensureUser } from '../users/ensure-user.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { checkTitle } from './check-texts.js';
import { handOverOrigin } from './hand-over-origin.js';
import { isRepeated } from './is-repeated.js';

export type TicketEdit =
  | { priority: Priority }
  | { issueType: IssueType }
  | { title: string }
  | { reporterSlackUserId: string };

export type ColumnChange = {
  action: 'priority' | 'issue_type' | 'title' | 'reporter';
  permission: TicketAction;
  column: 'priority' | 'issueType' | 'title' | 'reporterId';
  value: string | number;
};

/** @throws UserError where the actor may not, or the value is none. */
export async function editTicket(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  edit: TicketEdit,
  { sourceKey }: { sourceKey?: string } = {},
): Promise<ActResult> {
  const change = await columnChangeOf(desk, edit);
  const key = sourceKey === undefined ? undefined : `${change.action}:${sourceKey}`;
  const isChanged = await actOnTicket(desk, actor, ticketNumber, change.permission, async (work) =>
    (await isRepeated(work, key)) ? false : writeColumn(work, actor, change, key),
  );
  return actResult(desk, actor, ticketNumber, isChanged);
}

async function columnChangeOf(desk: Desk, edit: TicketEdit): Promise<ColumnChange> {
  if ('priority' in edit) {
    return { action: 'priority', permission: 'prioritise', column: 'priority', value: edit.priority };
  }
  if ('issueType' in edit) {
    return { action: 'issue_type', permission: 'retype', column: 'issueType', value: edit.issueType };
  }
  if ('title' in edit) {
    return { action: 'title', permission: 'retitle', column: 'title', value: checkTitle(edit.title) };
  }
  const reporter = await ensureUser(desk, edit.reporterSlackUserId);
  if (reporter.isBot || reporter.isDeactivated) {
    throw new UserError(
      'The reporter must be a person who can be asked: not a bot, and not somebody who has left.',
    );
  }
  return { action: 'reporter', permission: 'change_reporter', column: 'reporterId', value: reporter.id };
}

/** Inside an act on the ticket that has been permitted already; false where it is so. */
export async function writeColumn(
  work: TicketWork,
  actor: Actor,
  { action, column, value }: Omit<ColumnChange, 'permission'>,
  sourceKey: string | undefined,
): Promise<boolean> {
  const { ticket, now } = work;
  if (ticket[column] === value) return false;
  work.record(
    {
      action,
      field: COLUMN_NAMES[column],
      oldValue: ticket[column],
      newValue: value,
      occurredAt: now,
      ...(sourceKey === undefined ? {} : { sourceKey }),
    },
    actor.userId,
  );
  if (column === 'reporterId' && typeof value === 'number') {
    await refreshMessageDraftPrompts(work.tx, ticket.reporterId);
    await handOverOrigin(work, value);
  }
  work.patch({ [column]: value });
  return true;
}

const COLUMN_NAMES = {
  priority: 'priority',
  issueType: 'issue_type',
  title: 'title',
  reporterId: 'reporter_id',
} as const;

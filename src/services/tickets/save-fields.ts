/** Changes several fields of a ticket at once: what was changed in a form, and nothing that somebody else has changed meanwhile. */
import type { Prisma } from '../../database/generated/client.js';
import { type Actor, can } from '../../domain/permissions.js';
import { refusal } from '../../domain/refusal.js';
import {
  actionOf,
  changeOf,
  FIELD_NAMES,
  type FieldValues,
  type SeenFields,
  seenOf,
  TICKET_FIELDS,
  type TicketField,
} from '../../domain/ticket-fields.js';
import { isUserError, UserError } from '../../errors.js';
import { confidentialityIn, type MadeConfidential } from '../confidential/change-confidentiality.js';
import type { Desk } from '../desk.js';
import { type Moved, moveIn } from '../moving/move-ticket.js';
import { findTargetProject } from '../projects/find-target-project.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { assignIn } from './assign-ticket.js';
import { changeTags } from './change-tags.js';
import { writeColumn } from './edit-ticket.js';
import { factsFor } from './locked-ticket.js';
import { readValues } from './view-fields.js';
import { watchIn } from './watch-ticket.js';

export type FieldsWish = {
  /** As the form was opened. A field that is missing here or there was not offered. */
  seen: SeenFields;
  wanted: Partial<FieldValues>;
  /** With another project: what was written internally goes along. */
  withNotes: boolean;
};

export type SavedFields = ActResult & { moved: Moved | null; confidentiality: MadeConfidential | null };

/**
 * All of it or nothing. Submitted twice it is saved once, because then everything is as it is wanted. @throws UserError with a message for
 * each field that may not be changed, cannot be so, or was changed by somebody else since the form was opened.
 */
export async function saveFields(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  wish: FieldsWish,
): Promise<SavedFields> {
  const saved = await actOnTicket(desk, actor, ticketNumber, 'view', async (work) => {
    const before = await readValues(work.tx, work.ticket, work.ticket.watcherIds);
    const changed = changedFields(work, actor, wish, before);
    const done: Done = { moved: null, confidentiality: null };
    for (const field of ORDER.filter((each) => changed.includes(each))) {
      await onField(field, () => APPLY[field]({ work, actor, wish, before, done }));
    }
    return { ...done, isChanged: changed.length > 0 };
  });
  const { moved, confidentiality, isChanged } = saved;
  return { ...(await actResult(desk, actor, ticketNumber, isChanged)), moved, confidentiality };
}

/** By the ticket as it is before any of it. */
function changedFields(
  { ticket }: TicketWork,
  actor: Actor,
  { seen, wanted }: FieldsWish,
  before: FieldValues,
): TicketField[] {
  const facts = factsFor(actor, ticket);
  const changed: TicketField[] = [];
  const refused: Record<string, string> = {};
  for (const field of TICKET_FIELDS) {
    const [saw, value] = [seen[field], wanted[field]];
    if (saw === undefined || value === undefined) continue;
    const change = changeOf(saw, seenOf(value), seenOf(before[field]));
    if (change === 'none') continue;
    const action = actionOf(field, facts);
    if (!can(actor, action, facts)) {
      refused[FIELD_NAMES[field]] = refusal(actor, action, facts, ticket.ticketNumber);
    } else if (change === 'stale') refused[FIELD_NAMES[field]] = STALE;
    changed.push(field);
  }
  const [first] = Object.values(refused);
  if (first !== undefined) throw new UserError(first, { fields: refused });
  return changed;
}

const STALE =
  'Somebody has changed this since you opened the form. Close it and open it again to see what it is now.';

type Done = { moved: Moved | null; confidentiality: MadeConfidential | null };
type Applying = { work: TicketWork; actor: Actor; wish: FieldsWish; before: FieldValues; done: Done };
type Apply = (applying: Applying) => Promise<unknown>;

/** Who sees it is settled before anybody is added, and where it is before somebody there is given it. */
const ORDER: readonly TicketField[] = [
  ...(['title', 'issueType', 'priority', 'tags', 'reporterId'] as const),
  ...(['isConfidential', 'watcherIds', 'projectId', 'assigneeId'] as const),
];

const APPLY: Record<TicketField, Apply> = {
  title: column('title', 'title'),
  issueType: column('issue_type', 'issueType'),
  priority: column('priority', 'priority'),
  reporterId: async (applying) => {
    const { work, wish } = applying;
    await requireNone(
      work,
      [wish.wanted.reporterId ?? 0],
      { OR: [{ isBot: true }, { isDeactivated: true }] },
      NO_REPORTER,
    );
    await column('reporter', 'reporterId')(applying);
  },
  tags: ({ work, actor, wish: { wanted } }) => changeTags(work, actor.userId, wanted.tags ?? []),
  isConfidential: async ({ work, actor, wish: { wanted }, done }) => {
    done.confidentiality = await confidentialityIn(work, actor, wanted.isConfidential === true);
  },
  watcherIds: async ({ work, actor, wish: { wanted }, before }) => {
    const wantedIds = wanted.watcherIds ?? [];
    const added = wantedIds.filter((userId) => !before.watcherIds.includes(userId));
    const unfit = { OR: [{ isBot: true }, { isDeactivated: true }, { isExternal: true }] };
    await requireNone(work, added, unfit, NO_WATCHER);
    const removed = before.watcherIds.filter((userId) => !wantedIds.includes(userId));
    // By the ticket as it is by then: whoever makes it confidential may follow it no more than after that.
    if (added.includes(actor.userId) && !can(actor, 'watch', factsFor(actor, work.ticket)))
      throw new UserError(NO_OWN_WATCH);
    for (const userId of removed) await watchIn(work, actor, { userId, watch: false });
    for (const userId of added) await watchIn(work, actor, { userId, watch: true });
  },
  projectId: async ({ work, actor, wish: { seen, wanted, withNotes }, done }) => {
    const project = await findTargetProject(work.tx, { id: wanted.projectId ?? 0 });
    // Only a form that knew the ticket for confidential has said who sees it there.
    const isConfirmed = seen.isConfidential === seenOf(true) || done.confidentiality !== null;
    done.moved = await moveIn(work, actor, project, { withNotes, isConfirmed });
  },
  assigneeId: ({ work, actor, wish: { wanted } }) => assignIn(work, actor, wanted.assigneeId ?? null),
};

const NO_REPORTER =
  'The reporter must be a person who can be asked: not a bot, and not somebody who has left.';
const NO_OWN_WATCH =
  'Only agents of its project can add you to a confidential ticket. Take yourself out here, and ask one of them.';
const NO_WATCHER = 'Only people of this workspace can watch a ticket.';

async function requireNone(
  { tx }: TicketWork,
  userIds: readonly number[],
  unfit: Prisma.UserWhereInput,
  words: string,
): Promise<void> {
  const found = await tx.user.count({ where: { AND: [{ id: { in: [...userIds] } }, unfit] } });
  if (found > 0) throw new UserError(words);
}

function column(action: 'title' | 'issue_type' | 'priority' | 'reporter', name: ColumnName): Apply {
  return async ({ work, actor, wish: { wanted } }) => {
    const value = wanted[name];
    if (value === undefined) return;
    await writeColumn(work, actor, { action, column: name, value }, undefined);
  };
}
type ColumnName = 'title' | 'issueType' | 'priority' | 'reporterId';

/** What a service refuses without naming a field is about the one that is being changed. */
async function onField(field: TicketField, apply: () => Promise<unknown>): Promise<void> {
  try {
    await apply();
  } catch (error) {
    if (!isUserError(error) || error.field !== undefined) throw error;
    throw new UserError(error.message, { field: FIELD_NAMES[field], cause: error });
  }
}

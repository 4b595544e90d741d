/** What happened to a ticket, as this person may know it: its changelog, and the edits of comments they may read. */
import type { Prisma } from '../../database/generated/client.js';
import { type Actor, can, internalReach, isInReach } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import { REDACTED } from '../../domain/redacted.js';
import { readableOf } from '../comments/readable-comments.js';
import type { Desk } from '../desk.js';
import { readEntryKeepers } from '../moving/entry-keepers.js';
import { CHANGE_ACTIONS, type ChangeAction } from '../record-changes.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { type ChangelogTexts, readChangelogTexts, textOf } from './changelog-texts.js';
import { type HistoryDetail, historyDetail, readPolicyVersions } from './history-detail.js';
import { linkDetail, readLinkedNumbers } from './history-links.js';
import { factsFor } from './locked-ticket.js';
import { permissionRowOf, readVisibleRow } from './view-ticket.js';

export type HistoryLine = {
  at: Date;
  /** Null: the desk itself. */
  by: Person | null;
  action: ChangeAction;
  isInternal: boolean;
  /** Values of fields; a person's value is a `Person`. */
  from: HistoryValue;
  to: HistoryValue;
  /** Of an edited comment, where this person may read the old text. */
  previousText: string | null;
  detail: HistoryDetail | null;
};

export type HistoryValue = string | number | Person | null;

/** Oldest first; a longer history shows its newest entries. */
const LINES_MAX = 200;
/** More are read than shown, because some are for other projects' agents. */
const ENTRIES_MAX = 1_000;

/**
 * Internal entries are for the agents of the project whose they are. The old text of an edit is for its author and those who may read the
 * comment as agents.
 */
export async function ticketHistory(desk: Desk, actor: Actor, ticketNumber: string): Promise<HistoryLine[]> {
  const row = await readVisibleRow(desk, actor, ticketNumber);
  const facts = factsFor(actor, permissionRowOf(row));
  const reach = internalReach(actor, facts);
  const { prisma } = desk.database;
  const found = await prisma.changelogEntry.findMany({
    where: { ticketId: row.id },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    take: ENTRIES_MAX,
    select: {
      id: true,
      action: true,
      oldValue: true,
      newValue: true,
      visibility: true,
      occurredAt: true,
      actor: { select: personSelect },
    },
  });
  const keeperOf = await readEntryKeepers(prisma, row);
  const entries = found
    .filter((entry) => entry.visibility === 'public' || isInReach(reach, keeperOf(entry)))
    .slice(0, LINES_MAX);
  const people = await readPeople(desk, entries);
  const edits = await readEdits(desk, row.id, {
    OR: [
      { commentType: 'public', ...(can(actor, 'view_internal', facts) ? {} : { authorId: actor.userId }) },
      { commentType: 'internal', AND: readableOf(reach) },
    ],
  });
  const versions = await readPolicyVersions(prisma, entries);
  const texts = await readChangelogTexts(prisma, row.id);
  const others = await readLinkedNumbers(prisma, actor, entries);
  return entries.reverse().flatMap((entry): HistoryLine[] => {
    const action = CHANGE_ACTIONS.find((each) => each === entry.action);
    const link = linkDetail(entry, others);
    if (action === undefined || (action === 'linked' && link === null)) return [];
    return [
      {
        at: entry.occurredAt,
        by: entry.actor === null ? null : toPerson(entry.actor),
        action,
        isInternal: entry.visibility === 'internal',
        from: shownValue(action, entry.oldValue, { people, texts }),
        to: shownValue(action, entry.newValue, { people, texts }),
        previousText: action === 'comment_edited' ? (edits.get(editKey(entry)) ?? null) : null,
        detail: link ?? historyDetail(entry, versions, texts),
      },
    ];
  });
}

type Entry = { newValue: Prisma.JsonValue; oldValue: Prisma.JsonValue; occurredAt: Date };

const PERSON_ACTIONS: readonly ChangeAction[] = ['assignee', 'reporter'];

function shownValue(
  action: ChangeAction,
  value: Prisma.JsonValue,
  { people, texts }: { people: Map<number, Person>; texts: ChangelogTexts },
): HistoryValue {
  if (typeof value === 'number' && PERSON_ACTIONS.includes(action)) return people.get(value) ?? null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  if (typeof value.userId === 'number') return people.get(value.userId) ?? null;
  if (typeof value.textId === 'number') return textOf(value, texts);
  const shown = value.status ?? value.target ?? value.part ?? value.ticketNumber;
  return typeof shown === 'string' ? shown : null;
}

async function readPeople(
  desk: Desk,
  entries: readonly (Entry & { action: string })[],
): Promise<Map<number, Person>> {
  const ids = new Set<number>();
  for (const { action, oldValue, newValue } of entries) {
    for (const value of [oldValue, newValue]) {
      if (typeof value === 'number' && PERSON_ACTIONS.some((each) => each === action)) ids.add(value);
      if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
        if (typeof value.userId === 'number') ids.add(value.userId);
      }
    }
  }
  const rows = await desk.database.prisma.user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, ...personSelect },
  });
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
}

/** Old texts by comment and instant of the edit. */
async function readEdits(
  desk: Desk,
  ticketId: number,
  which: Prisma.CommentWhereInput,
): Promise<Map<string, string>> {
  const rows = await desk.database.prisma.commentEditHistory.findMany({
    where: { comment: { ticketId, deletedAt: null, AND: which } },
    orderBy: { id: 'desc' },
    take: LINES_MAX,
    select: {
      commentId: true,
      previousContent: true,
      editedAt: true,
      comment: { select: { redactedAt: true } },
    },
  });
  return new Map(
    rows.map(({ commentId, editedAt, previousContent, comment }) => [
      `${commentId}:${editedAt.getTime()}`,
      comment.redactedAt === null ? previousContent : REDACTED,
    ]),
  );
}

function editKey({ newValue, occurredAt }: Entry): string {
  const commentId =
    newValue !== null && typeof newValue === 'object' && !Array.isArray(newValue) ? newValue.commentId : null;
  return `${commentId}:${occurredAt.getTime()}`;
}

/** The views that somebody has: their own, and those that are shared with the projects they work. */
import type { Prisma } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { type Actor, canUseView } from '../../domain/permissions.js';
import { tidyViewName } from '../../domain/saved-view.js';
import type { TicketListQuery } from '../../domain/ticket-query.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { fromStored } from './stored-query.js';

/** `project`: the key of the one that it is shared with. */
export type SavedView = { id: number; name: string; project: string | null; query: TicketListQuery };

/** Their own first, then project by project. What of it they see is judged when one is opened. */
export async function listViews({ database: { prisma } }: Desk, actor: Actor): Promise<SavedView[]> {
  const views: SavedView[] = [];
  for (const row of await readRows(prisma, actor, {})) {
    const query = await fromStored(prisma, row.query);
    if (query !== null) views.push({ id: row.id, name: row.name, project: row.project?.key ?? null, query });
  }
  return views;
}

/** Their own of that name before a shared one. @throws UserError where they have none. */
export async function openView(
  { database: { prisma } }: Desk,
  actor: Actor,
  name: string,
): Promise<SavedView> {
  return readView(prisma, await findView(prisma, actor, name));
}

/** As `openView`, for a press. @throws UserError where it is theirs no more, too. */
export async function openViewById(
  { database: { prisma } }: Desk,
  actor: Actor,
  id: number,
): Promise<SavedView> {
  const [row] = await readRows(prisma, actor, { id });
  if (row === undefined) throw viewGone();
  return readView(prisma, row);
}

export function viewGone(): UserError {
  return new UserError(
    `This view is not there any more. \`${slash.ticket} views\` shows those that you have.`,
  );
}

async function readView(db: Tx, row: ViewRow): Promise<SavedView> {
  const query = await fromStored(db, row.query);
  if (query === null) throw noSuchView();
  return { id: row.id, name: row.name, project: row.project?.key ?? null, query };
}

/** What they have under a name; the first of them is shown. */
export async function namesakesOf(
  { database: { prisma } }: Desk,
  actor: Actor,
  name: string,
): Promise<{ project: string | null }[]> {
  const rows = await readRows(prisma, actor, { name: { equals: tidyViewName(name), mode: 'insensitive' } });
  return rows.map(({ project }) => ({ project: project?.key ?? null }));
}

export async function findView(db: Tx, actor: Actor, name: string): Promise<ViewRow> {
  const [row] = await readRows(db, actor, { name: { equals: tidyViewName(name), mode: 'insensitive' } });
  if (row === undefined) throw noSuchView();
  return row;
}

const viewSelect = {
  ...{ id: true, name: true, query: true, ownerId: true, projectId: true },
  project: { select: { key: true } },
} as const satisfies Prisma.SavedViewSelect;

export type ViewRow = Prisma.SavedViewGetPayload<{ select: typeof viewSelect }>;

async function readRows(db: Tx, actor: Actor, where: Prisma.SavedViewWhereInput): Promise<ViewRow[]> {
  const theirs = [{ ownerId: actor.userId, projectId: null }, { projectId: { in: [...actor.agentOf] } }];
  const rows = await db.savedView.findMany({ where: { AND: [where, { OR: theirs }] }, select: viewSelect });
  const placeOf = ({ project, name }: ViewRow) => `${project?.key ?? ''} ${name.toLowerCase()}`;
  return rows
    .filter((row) => canUseView(actor, row))
    .toSorted((left, right) => placeOf(left).localeCompare(placeOf(right), 'en'));
}

function noSuchView(): UserError {
  return new UserError(`You have no view of that name. \`${slash.ticket} views\` shows those that you have.`);
}

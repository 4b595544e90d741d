/** Somebody saves a list under a name, for themselves or for the agents of a project, or deletes one. */
import { lockProjectSql } from '../../database/sql/lock-project.js';
import { lockUserIdSql } from '../../database/sql/lock-user.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { type Actor, canUseView } from '../../domain/permissions.js';
import { tidyViewName, VIEW_NAME_MAX, VIEWS_MAX } from '../../domain/saved-view.js';
import type { TicketListQuery } from '../../domain/ticket-query.js';
import { isInvisible } from '../../domain/visible-text.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { requireFilterProject } from '../projects/find-target-project.js';
import { requireProject } from '../projects/require-project.js';
import { findView, viewGone } from './saved-views.js';
import { toStored } from './stored-query.js';

export type ViewInput = { name: string; query: TicketListQuery; projectKey: string | null };

/** One of that name is changed. @throws UserError for a name that cannot be, and for a project whose tickets they do not work. */
export async function saveView(
  desk: Desk,
  actor: Actor,
  { name: typed, query, projectKey }: ViewInput,
): Promise<{ name: string; isNew: boolean }> {
  const name = checkName(typed);
  return inTransaction(desk.database, async (tx) => {
    const projectId = projectKey === null ? null : await requireShared(tx, actor, projectKey);
    await lockScope(tx, actor, projectId);
    await requireFilterProject(tx, query.filters.project);
    const stored = await toStored(tx, query);
    const among = projectId === null ? { ownerId: actor.userId, projectId } : { projectId };
    const same = await tx.savedView.findFirst({
      where: { ...among, name: { equals: name, mode: 'insensitive' } },
      select: { id: true },
    });
    if (same !== null) {
      await tx.savedView.update({ where: { id: same.id }, data: { name, query: stored } });
      return { name, isNew: false };
    }
    if ((await tx.savedView.count({ where: among })) >= VIEWS_MAX) {
      throw new UserError(
        `There are ${VIEWS_MAX} views already. Delete one with \`${slash.ticket} view delete\` first.`,
      );
    }
    const data = { name, query: stored, ownerId: actor.userId, projectId, createdAt: desk.clock.now() };
    await tx.savedView.create({ data });
    return { name, isNew: true };
  });
}

/** Returns what it was called. @throws UserError where they have none of that name. */
export async function deleteView(desk: Desk, actor: Actor, name: string): Promise<string> {
  return inTransaction(desk.database, async (tx) => {
    const view = await findView(tx, actor, name);
    await lockScope(tx, actor, view.projectId);
    const { count } = await tx.savedView.deleteMany({ where: { id: view.id } });
    // Somebody else was first: what is left under that name, if anything is, is another view.
    if (count === 0) throw viewGone();
    return view.name;
  });
}

function checkName(typed: string): string {
  const name = tidyViewName(typed);
  if (name === '' || isInvisible(name)) throw new UserError('A view needs a name.');
  if ([...name].length > VIEW_NAME_MAX) {
    throw new UserError(`The name of a view has at most ${VIEW_NAME_MAX} characters.`);
  }
  return name;
}

async function requireShared(tx: Tx, actor: Actor, key: string): Promise<number> {
  const { id } = await requireProject(tx, key);
  if (!canUseView(actor, { ownerId: actor.userId, projectId: id })) {
    throw new UserError(
      `Only agents of ${key} can share a view with them. Leave \`share with ${key}\` out to keep it for yourself.`,
    );
  }
  return id;
}

/** Those who save or delete among the same views wait for each other. */
async function lockScope(tx: Tx, { userId }: Actor, projectId: number | null): Promise<void> {
  await tx.$queryRaw(projectId === null ? lockUserIdSql(userId) : lockProjectSql(projectId));
}

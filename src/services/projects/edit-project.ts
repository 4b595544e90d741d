/** An admin changes a project. */
import { inTransaction, isUniqueViolation, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { checkProject, type ProjectFields, type ProjectInput } from './check-project.js';
import { keyTaken, type SavedProject } from './create-project.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { type ProjectRow, requireProject } from './require-project.js';
import { applyChannels, checkChannels } from './set-channels.js';

/**
 * `input.key` may differ from `key` only while the project has no ticket, because the key is in the tickets' numbers. Channels left
 * out stay as they are. @throws UserError with the modal's field, as `createProject`.
 */
export async function editProject(
  desk: Desk,
  actor: Actor,
  key: string,
  input: ProjectInput,
): Promise<SavedProject> {
  requireDeskPermission(actor, 'manage_projects');
  const fields = checkProject(input);
  const channels = await checkChannels(desk, input);
  try {
    return await inTransaction(desk.database, async (tx) => {
      const by = { actorId: actor.userId, now: desk.clock.now() };
      const project = await requireProject(tx, key);
      await editFields(tx, project, fields, by);
      await applyChannels(tx, project.id, channels, by);
      return { projectId: project.id, key: fields.key, name: fields.name };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'projects_key_key') ? keyTaken(fields.key) : error;
  }
}

async function editFields(
  tx: Tx,
  { id, ...before }: ProjectRow,
  fields: ProjectFields,
  by: { actorId: number; now: Date },
): Promise<void> {
  const names = (Object.keys(fields) as (keyof ProjectFields)[]).filter(
    (name) => fields[name] !== before[name],
  );
  if (names.length === 0) return;
  if (names.includes('key')) await requireKeyIsFree(tx, id, before.key);
  const { isEveryMessage, ...columns } = fields;
  // Kept on, it counts from when it was turned on.
  const since = names.includes('isEveryMessage')
    ? { everyMessageSinceAt: isEveryMessage ? by.now : null }
    : {};
  await tx.project.update({ where: { id }, data: { ...columns, ...since }, select: { id: true } });
  const changed = Object.fromEntries(names.map((name) => [name, { from: before[name], to: fields[name] }]));
  await recordAudit(tx, { ...by, action: 'project_edited', subject: { projectId: id, changed } });
}

/** A ticket that has moved elsewhere keeps its number: under this key another project could number none of its own. */
async function requireKeyIsFree(tx: Tx, projectId: number, key: string): Promise<void> {
  // An update of nothing waits for a first ticket that is just being made.
  const unused = { id: projectId, ticketCounter: 0 };
  const { count } = await tx.project.updateMany({ where: unused, data: { ticketCounter: 0 } });
  if (count === 1) return;
  throw new UserError(`The key stays ${key}, because it is in the numbers of this project's tickets.`, {
    field: 'key',
  });
}

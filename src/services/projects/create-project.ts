/** An admin makes a project. */
import { inTransaction, isUniqueViolation } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { checkProject, type ProjectInput } from './check-project.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { applyChannels, checkChannels } from './set-channels.js';
import { enqueueSetupNotices } from './setup-notices.js';

export type SavedProject = { projectId: number; key: string; name: string };

/** @throws UserError with the modal's field: `key`, `name`, `description`, `emoji`, `request_channel` or `triage_channel`. */
export async function createProject(desk: Desk, actor: Actor, input: ProjectInput): Promise<SavedProject> {
  requireDeskPermission(actor, 'manage_projects');
  const fields = checkProject(input);
  const { isEveryMessage, ...columns } = fields;
  const channels = await checkChannels(desk, input);
  try {
    return await inTransaction(desk.database, async (tx) => {
      const now = desk.clock.now();
      const by = { actorId: actor.userId, now };
      const { id } = await tx.project.create({
        data: {
          ...columns,
          everyMessageSinceAt: isEveryMessage ? now : null,
          createdAt: now,
          updatedAt: now,
        },
        select: { id: true },
      });
      await recordAudit(tx, { ...by, action: 'project_created', subject: { projectId: id, ...fields } });
      await applyChannels(tx, id, channels, by);
      await enqueueSetupNotices(tx, now);
      return { projectId: id, key: fields.key, name: fields.name };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'projects_key_key') ? keyTaken(fields.key) : error;
  }
}

/** Shown at the field `key`. */
export function keyTaken(key: string): UserError {
  return new UserError(
    `There is a project ${key} already. Choose another key, or edit it with \`${slash.project} edit ${key}\`.`,
    {
      field: 'key',
    },
  );
}

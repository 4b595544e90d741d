/** An admin gives a project its triage channel, or takes it away. */
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import type { SavedProject } from './create-project.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { requireProject } from './require-project.js';
import { applyChannels, checkChannels } from './set-channels.js';

/** Null takes it away. The rest of the project stays as it is. @throws UserError on the field `triage_channel`. */
export async function setTriageChannel(
  desk: Desk,
  actor: Actor,
  key: string,
  slackChannelId: string | null,
): Promise<SavedProject> {
  requireDeskPermission(actor, 'manage_projects');
  const channels = await checkChannels(desk, { triageChannel: slackChannelId });
  return inTransaction(desk.database, async (tx) => {
    const { id, ...project } = await requireProject(tx, key);
    await applyChannels(tx, id, channels, { actorId: actor.userId, now: desk.clock.now() });
    return { projectId: id, key: project.key, name: project.name };
  });
}

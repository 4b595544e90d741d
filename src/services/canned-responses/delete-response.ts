/** An agent deletes a canned response; what was sent with it stays. */
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { requireResponseKeeper } from './project-responses.js';

/** Returns its name, null where it was deleted already. @throws UserError for whoever does not work the project's tickets. */
export async function deleteResponse(
  desk: Desk,
  actor: Actor,
  key: string,
  responseId: number,
): Promise<string | null> {
  return inTransaction(desk.database, async (tx) => {
    const { id: projectId } = await requireResponseKeeper(tx, actor, key);
    const where = { id: responseId, projectId };
    const row = await tx.cannedResponse.findFirst({ where, select: { name: true } });
    const { count } = await tx.cannedResponse.deleteMany({ where });
    if (row === null || count === 0) return null;
    const subject = { projectId, responseId };
    await recordAudit(tx, {
      actorId: actor.userId,
      action: 'response_deleted',
      subject,
      now: desk.clock.now(),
    });
    return row.name;
  });
}

/** Gives a new deployment a project, so that the first ticket can be opened at once. */
import { lockSetupSql } from '../../database/sql/lock-setup.js';
import { inTransaction } from '../../database/transaction.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { ensureUser } from '../users/ensure-user.js';
import { enqueueSetupNotices } from './setup-notices.js';

const DEFAULT_PROJECT = {
  key: 'IT',
  name: 'IT Support',
  description: 'Computers, accounts, networks and everything that should work and does not.',
} as const;

/**
 * Only where there is no project at all: one that was renamed does not come back. Every admin known by now is asked once to set a
 * triage channel. Several processes may start at once.
 */
export async function ensureDefaultProject(desk: Desk): Promise<void> {
  for (const slackUserId of desk.adminUserIds) await ensureUser(desk, slackUserId);
  await inTransaction(desk.database, async (tx) => {
    await tx.$queryRaw(lockSetupSql());
    const now = desk.clock.now();
    if ((await tx.project.count()) === 0) {
      const { id: projectId } = await tx.project.create({
        data: { ...DEFAULT_PROJECT, createdAt: now, updatedAt: now },
        select: { id: true },
      });
      const subject = { projectId, ...DEFAULT_PROJECT };
      await recordAudit(tx, { actorId: null, action: 'project_created', subject, now });
    }
    await enqueueSetupNotices(tx, now);
  });
}

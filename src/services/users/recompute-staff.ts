/** Keeps `is_staff` true for exactly those who are an agent of some project, in the transaction that changes it. */
import { recomputeStaffSql } from '../../database/sql/recompute-staff.js';
import type { Tx } from '../../database/transaction.js';
import { recordAudit } from '../record-audit.js';

/** Audited where it changed. */
export async function recomputeStaff(
  tx: Tx,
  userIds: readonly number[],
  by: { actorId: number | null; now: Date },
): Promise<void> {
  if (userIds.length === 0) return;
  const changed = await tx.$queryRaw<{ id: number; isStaff: boolean }[]>(recomputeStaffSql(userIds));
  for (const { id, isStaff } of changed) {
    await recordAudit(tx, {
      actorId: by.actorId,
      action: isStaff ? 'staff_granted' : 'staff_revoked',
      subject: { userId: id },
      now: by.now,
    });
  }
}

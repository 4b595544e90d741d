/** Follows a person's profile: names, and whether they are a guest, an outsider, deactivated or an admin. */
import type { User } from '../../database/generated/client.js';
import { lockUserSql } from '../../database/sql/lock-user.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Desk, SlackProfile } from '../desk.js';
import { noteLeaverEverywhere } from '../leavers/note-leaver.js';
import { refreshOwnPosts } from '../posts/refresh-posts.js';
import { enqueueSetupNotices } from '../projects/setup-notices.js';
import { recordAudit } from '../record-audit.js';
import { recomputeStaff } from './recompute-staff.js';

/**
 * Writes what Slack says about a person, as often as it says so. Admins are the workspace's own and those that configuration names,
 * unless they are guests, outsiders, bots or deactivated; a change of roles is audited in the same transaction.
 */
export async function syncUser(desk: Desk, profile: SlackProfile): Promise<User> {
  return inTransaction(desk.database, async (tx) => {
    const now = desk.clock.now();
    const earlier = await lockRow(tx, profile.slackUserId, now);
    const isSuperuser = isAdmin(desk, profile);
    const { id } = await tx.user.update({
      where: { id: earlier.id },
      data: { ...columnsOf(profile), isSuperuser, profileReadAt: now },
      select: { id: true },
    });
    if (earlier.isSuperuser !== isSuperuser) await recordAdminChange(tx, id, isSuperuser, now);
    await recomputeStaff(tx, [id], { actorId: null, now });
    if (earlier.isInsider && !isInsider(profile)) await noteLeaverEverywhere(tx, id, now);
    return tx.user.findUniqueOrThrow({ where: { id } });
  });
}

function isAdmin(desk: Desk, profile: SlackProfile): boolean {
  return isInsider(profile) && (profile.isSlackAdmin || desk.adminUserIds.includes(profile.slackUserId));
}

function isInsider({ isGuest, isExternal, isDeactivated, isBot }: SlackProfile): boolean {
  return !isGuest && !isExternal && !isDeactivated && !isBot;
}

function columnsOf(profile: SlackProfile) {
  return {
    displayName: profile.displayName,
    realName: profile.realName,
    email: profile.email,
    timeZone: profile.timeZone,
    isGuest: profile.isGuest,
    isExternal: profile.isExternal,
    isDeactivated: profile.isDeactivated,
    isBot: profile.isBot,
    isSlackAdmin: profile.isSlackAdmin,
  };
}

type LockedUser = { id: number; isSuperuser: boolean; isInsider: boolean };

/** Made first where it is missing, so that two processes meeting somebody at once wait for each other here. */
async function lockRow(tx: Tx, slackUserId: string, now: Date): Promise<LockedUser> {
  await tx.user.createMany({
    data: [{ slackUserId, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  const [row] = await tx.$queryRaw<LockedUser[]>(lockUserSql(slackUserId));
  if (row === undefined) throw new Error('A user that was just made sure of is not there');
  return row;
}

async function recordAdminChange(tx: Tx, userId: number, isSuperuser: boolean, now: Date): Promise<void> {
  const action = isSuperuser ? 'admin_granted' : 'admin_revoked';
  await recordAudit(tx, { actorId: null, action, subject: { userId }, now });
  if (isSuperuser) await enqueueSetupNotices(tx, now);
  else await refreshOwnPosts(tx, userId);
}

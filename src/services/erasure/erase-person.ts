/** An admin has a person forgotten: what the desk knows of them is gone, what they did stays, as somebody's. */
import {
  eraseEarlySql,
  eraseMentionsSql,
  forgetPolicyDraftsSql,
  MENTION_COLUMNS,
  markNameStaleSql,
  newestIdSql,
} from '../../database/sql/erase-mentions.js';
import { lockUserSql } from '../../database/sql/lock-user.js';
import { forgetRefusedSql } from '../../database/sql/settle-refused.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { pseudonymOf } from '../../domain/pseudonym.js';
import type { Desk } from '../desk.js';
import { withdrawPosts } from '../posts/withdraw-posts.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { recordAudit } from '../record-audit.js';
import { redactPersonTexts } from './redact-person-texts.js';
import { requireErasable } from './require-erasable.js';

export type Erased = { name: string; redacted: number };

/** Rows a statement. */
const BATCH = 5_000;
/** The last transaction looks at what has come since, and marks messages: seconds on a desk of years. */
const TIMEOUT_MS = 120_000;

/**
 * Cannot be undone. Killed anywhere before its last transaction nobody is erased yet, and asked again it goes on; the last one does the
 * rest at once. Their texts stay unless `isWithTexts`. @throws UserError for anybody but admins, and for whoever cannot be erased.
 */
export async function erasePerson(
  desk: Desk,
  actor: Actor,
  slackUserId: string,
  { isWithTexts }: { isWithTexts: boolean },
): Promise<Erased> {
  requireDeskPermission(actor, 'erase_people');
  const { id: userId } = await requireErasable(desk.database.prisma, actor, slackUserId);
  const redacted = isWithTexts ? await redactPersonTexts(desk, actor, userId) : 0;
  const seen = await eraseMentionsSoFar(desk, slackUserId, userId);
  await inTransaction(
    desk.database,
    async (tx) => {
      await tx.$queryRaw(lockUserSql(slackUserId));
      await requireErasable(tx, actor, slackUserId);
      for (const [column, afterId] of seen) {
        const rest = { afterId, untilId: await newestId(tx, column) };
        await tx.$executeRaw(eraseMentionsSql(column, slackUserId, pseudonymOf(userId).name, rest));
      }
      await letGo(tx, userId, slackUserId, desk.clock.now());
      const subject = { userId, isWithTexts };
      await recordAudit(tx, {
        actorId: actor.userId,
        action: 'person_erased',
        subject,
        now: desk.clock.now(),
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return { name: pseudonymOf(userId).name, redacted };
}

type Columns = Map<(typeof MENTION_COLUMNS)[number], number>;

/** In short statements, so that nobody waits for a lock on many rows. Returns how far each column is done. */
async function eraseMentionsSoFar(desk: Desk, slackUserId: string, userId: number): Promise<Columns> {
  const { prisma } = desk.database;
  const seen: Columns = new Map();
  for (const column of MENTION_COLUMNS) {
    const newest = await newestId(prisma, column);
    for (let afterId = 0; afterId < newest; afterId += BATCH) {
      const rows = { afterId, untilId: Math.min(afterId + BATCH, newest) };
      await prisma.$executeRaw(eraseMentionsSql(column, slackUserId, pseudonymOf(userId).name, rows));
    }
    seen.set(column, newest);
  }
  return seen;
}

async function newestId(db: Tx, column: (typeof MENTION_COLUMNS)[number]): Promise<number> {
  const [row] = await db.$queryRaw<{ id: number }[]>(newestIdSql(column));
  return row?.id ?? 0;
}

/** Nobody is told anything any more under this row, and no profile belongs to it. */
async function letGo(tx: Tx, userId: number, slackUserId: string, now: Date): Promise<void> {
  const { slackUserId: pseudonym, name } = pseudonymOf(userId);
  await tx.$executeRaw(eraseEarlySql(slackUserId, pseudonym, name));
  await tx.$executeRaw(forgetPolicyDraftsSql(slackUserId));
  await tx.watcher.deleteMany({ where: { userId } });
  await tx.reminder.deleteMany({ where: { userId } });
  await tx.projectAgent.deleteMany({ where: { userId } });
  await tx.projectObserver.deleteMany({ where: { userId } });
  await tx.leaver.deleteMany({ where: { userId } });
  await tx.homeViewer.deleteMany({ where: { userId } });
  await tx.savedView.deleteMany({ where: { ownerId: userId, projectId: null } });
  await tx.noticeSetting.deleteMany({ where: { userId } });
  await tx.noticeChoice.deleteMany({ where: { userId } });
  await tx.ticketMute.deleteMany({ where: { userId } });
  await tx.alertNotice.updateMany({
    where: { userId, toldAt: null },
    data: { toldAt: now, outcome: 'dropped' },
  });
  await withdrawPosts(tx, { userId, state: { in: ['pending', 'sending'] } });
  await withdrawPosts(tx, { heldForId: userId, heldUntilAt: { not: null } });
  await forgetRefused(tx, userId);
  await tx.$executeRaw(markNameStaleSql(userId));
  await tx.user.update({
    where: { id: userId },
    data: {
      ...{ slackUserId: pseudonym, displayName: name, realName: '', email: null, timeZone: 'UTC' },
      ...{ isStaff: false, isSuperuser: false, isSlackAdmin: false, isGuest: false, isExternal: false },
      ...{ isDeactivated: true, profileReadAt: now, erasedAt: now },
    },
    select: { id: true },
  });
}

/** What Slack refused to show them is not sent again by an admin, nor looked for by the doctor. */
async function forgetRefused(tx: Tx, userId: number): Promise<void> {
  const refused = await tx.post.findMany({ where: { userId, state: 'failed' }, select: { id: true } });
  await tx.$executeRaw(forgetRefusedSql(refused.map(({ id }) => id)));
}

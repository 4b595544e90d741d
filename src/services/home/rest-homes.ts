/** Forgets Homes that nobody has looked at for long, without leaving in Slack what their person may not see one day. */
import type { Desk } from '../desk.js';

/** Opened again, it is shown as it is then, on its first list. */
const LEFT_AFTER_DAYS = 30;
/** Where Slack does not show an emptied view, as to somebody who is deactivated there. */
const AGAIN_AFTER_DAYS = 7;
/** A run, each hour. */
const HOMES_MAX = 200;

/** Whoever last looked before it has left their Home. */
export const leftSince = (desk: Desk): Date => daysAgo(desk, LEFT_AFTER_DAYS);

/**
 * A row that is gone is told of no change: so its view is emptied first, by whichever process publishes it, and `forgetHome` follows.
 * Returns how many are to be emptied.
 */
export async function restHomes(desk: Desk): Promise<number> {
  const { prisma } = desk.database;
  const left = await prisma.homeViewer.findMany({
    where: { openedAt: { lte: leftSince(desk) }, dueAt: { lte: daysAgo(desk, AGAIN_AFTER_DAYS) } },
    orderBy: { dueAt: 'asc' },
    take: HOMES_MAX,
    select: { userId: true },
  });
  if (left.length === 0) return 0;
  const userIds = left.map(({ userId }) => userId);
  await prisma.homeChange.create({ data: { userIds, isAtOnce: true }, select: { id: true } });
  return left.length;
}

/** Once Slack shows nothing in it. False where its person has come back meanwhile, or another process holds it. */
export async function forgetHome(
  desk: Desk,
  { userId, heldUntil, version }: { userId: number; heldUntil: Date; version: number },
): Promise<boolean> {
  const { count } = await desk.database.prisma.homeViewer.deleteMany({
    where: { userId, heldUntil, claimedVersion: version, openedAt: { lte: leftSince(desk) } },
  });
  return count > 0;
}

function daysAgo({ clock }: Desk, days: number): Date {
  return new Date(clock.now().getTime() - days * 86_400_000);
}

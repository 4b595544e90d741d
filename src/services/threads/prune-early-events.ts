/** Sees to early events that nobody came back for. */
import { placeableEarlySql } from '../../database/sql/placeable-early.js';
import type { Desk } from '../desk.js';
import { replayEarlyEvents } from './replay-early-events.js';

/** Slack repeats an event for minutes, and the sender comes back to a root within minutes too. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
const THREADS_MAX = 200;

/**
 * Places what can be placed by now (the process that should have done it may have died), then forgets what is older than 7 days,
 * because it belongs to no ticket. Returns how many rows were forgotten.
 */
export async function pruneEarlyEvents(desk: Desk): Promise<number> {
  const { prisma } = desk.database;
  const placeable = await prisma.$queryRaw<{ slackChannelId: string; awaitedTs: string }[]>(
    placeableEarlySql(THREADS_MAX),
  );
  for (const { slackChannelId, awaitedTs } of placeable) {
    try {
      const placed = await replayEarlyEvents(desk, slackChannelId, awaitedTs);
      if (placed > 0) desk.log.info({ slackChannelId, placed }, 'early events placed late');
    } catch (error) {
      desk.log.error({ slackChannelId, awaitedTs, err: error }, 'early events not placed yet');
    }
  }
  const { count } = await prisma.earlyEvent.deleteMany({
    where: { recordedAt: { lt: new Date(desk.clock.now().getTime() - KEPT_MS) } },
  });
  return count;
}

/** Asks Slack again what conversations are, oldest answer first, for what no event told: it may have been lost, and some things have none. */
import type { Desk } from '../desk.js';
import { refreshChannel } from './refresh-channel.js';

/** Below the 50 questions a minute that Slack takes, with room for everything else. */
const CHANNELS_MAX = 25;
const BELIEVED_MS = 3_600_000;

/**
 * One run's share; returns how many were told. Direct messages are left out: they become nothing else. A conversation that the bot
 * was taken out of is asked about while the desk needs it: nobody may have told that it is back.
 */
export async function syncChannels(desk: Desk): Promise<number> {
  const before = new Date(desk.clock.now().getTime() - BELIEVED_MS);
  const due = await desk.database.prisma.channel.findMany({
    where: {
      kind: { not: 'im' },
      AND: [
        { OR: [{ isBotMember: true }, { role: { not: null } }, { threads: { some: {} } }] },
        { OR: [{ readAt: { lt: before } }, { kind: 'unknown' }] },
      ],
    },
    orderBy: [{ readAt: 'asc' }, { id: 'asc' }],
    take: CHANNELS_MAX,
    select: { slackChannelId: true },
  });
  let told = 0;
  for (const { slackChannelId } of due) {
    const isTold = await refreshChannel(desk, slackChannelId, { isRequired: true }).then(
      () => true,
      (error: unknown) => {
        desk.log.warn({ slackChannelId, err: error }, 'a channel could not be asked about');
        return false;
      },
    );
    // Whatever keeps Slack from answering keeps it from answering the next question too.
    if (!isTold) break;
    told += 1;
  }
  return told;
}

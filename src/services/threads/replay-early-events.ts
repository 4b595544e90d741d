/** Places the events that came too early, once what they waited for is there. */
import { ingestOne } from '../comments/ingest-one.js';
import type { Desk } from '../desk.js';
import { type EarlyEvent, forgetEarly, readEarly } from './early-events.js';

/**
 * `awaitedTs` is the root of a thread that has just become a ticket's, or a message that has just come. Call it after the commit
 * that made it so. What still cannot be placed stays for the next time, and so does what fails: it is logged, and holds up none of the
 * others. Returns how many were placed.
 */
export async function replayEarlyEvents(
  desk: Desk,
  slackChannelId: string,
  awaitedTs: string,
): Promise<number> {
  let placed = 0;
  for (const event of await readEarly(desk, slackChannelId, awaitedTs)) {
    try {
      placed += await placeEarly(desk, event, { slackChannelId, awaitedTs });
    } catch (error) {
      desk.log.error({ earlyEventId: event.id, err: error }, 'early event not placed yet');
    }
  }
  return placed;
}

/** @returns how many were placed: with a message those that waited for it. */
async function placeEarly(
  desk: Desk,
  { id, message }: EarlyEvent,
  { slackChannelId, awaitedTs }: { slackChannelId: string; awaitedTs: string },
): Promise<number> {
  const { next } = await ingestOne(desk, message);
  if (next === 'keep_early') return 0;
  await forgetEarly(desk, id);
  const isAwaitedItself = next === 'replay_early' && message.ts !== awaitedTs;
  return isAwaitedItself ? 1 + (await replayEarlyEvents(desk, slackChannelId, message.ts)) : 1;
}

/** Places the events that came too early, once what they waited for is there. */
import { ingestOne } from '../comments/ingest-one.js';
import type { Desk } from '../desk.js';
import { forgetEarly, readEarly } from './early-events.js';

/**
 * `awaitedTs` is the root of a thread that has just become a ticket's, or a message that has just come. Call it after the commit
 * that made it so. What still cannot be placed stays for the next time. Returns how many were placed.
 */
export async function replayEarlyEvents(
  desk: Desk,
  slackChannelId: string,
  awaitedTs: string,
): Promise<number> {
  let placed = 0;
  for (const { id, message } of await readEarly(desk, slackChannelId, awaitedTs)) {
    const { next } = await ingestOne(desk, message);
    if (next === 'keep_early') continue;
    await forgetEarly(desk, id);
    placed += 1;
    const isAwaitedItself = next === 'replay_early' && message.ts !== awaitedTs;
    if (isAwaitedItself) placed += await replayEarlyEvents(desk, slackChannelId, message.ts);
  }
  return placed;
}

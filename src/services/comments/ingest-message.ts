/** Turns what is said in a ticket's thread into comments: the promise that nothing is lost stands here. */
import type { IncomingMessage } from '../../domain/incoming-message.js';
import type { Desk } from '../desk.js';
import { keepEarly } from '../threads/early-events.js';
import { replayEarlyEvents } from '../threads/replay-early-events.js';
import { ingestOne } from './ingest-one.js';
import type { IngestResult } from './ingest-result.js';
import { storable } from './ingest-text.js';

export type { IngestOutcome, IngestResult } from './ingest-result.js';

/**
 * Has committed whatever the message causes when it returns, and throws when it could not: acknowledge the event only then. The
 * same event may come any number of times, at once, late or before the one it is about; the rows end the same. No permission is
 * needed: what was said is kept.
 */
export async function ingestMessage(desk: Desk, incoming: IncomingMessage): Promise<IngestResult> {
  if (incoming.kind === 'ignored') return { outcome: 'ignored' };
  const message = storable(incoming);
  const { next, awaitedTs, ...result } = await ingestOne(desk, message);
  if (next === undefined || awaitedTs === undefined) return result;
  // Also after keeping one: what it waits for may have been committed between the look and the keeping.
  if (next === 'keep_early') await keepEarly(desk, awaitedTs, message);
  await replayWhatWaits(desk, message.channel, awaitedTs);
  return result;
}

/** This message is safe, and so is what waits: a failure there is no reason to have this one delivered again. */
async function replayWhatWaits(desk: Desk, slackChannelId: string, awaitedTs: string): Promise<void> {
  try {
    await replayEarlyEvents(desk, slackChannelId, awaitedTs);
  } catch (error) {
    desk.log.error({ slackChannelId, awaitedTs, err: error }, 'early events not placed yet');
  }
}

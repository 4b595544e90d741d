/** Where a link leads: to a message in its channel, or to a reply in its thread. */
import { Refused, tell } from '../ask.js';

export type Found = { threadTs: string | null };

type Seen = { ts: string; threadTs?: string };

/** Asks as somebody, who may be unable to see it: null where there is no such message for them. */
export async function findPlace(as: string, channelId: string, ts: string): Promise<Found | null> {
  try {
    const seen = await tell<readonly Seen[]>('person', { name: as, do: 'sees', with: [channelId, ts] });
    const message = seen.find((one) => one.ts === ts);
    if (!message) return null;
    const { threadTs } = message;
    return { threadTs: threadTs === undefined || threadTs === ts ? null : threadTs };
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Looks in Slack for a durable post that may have been sent: its id travels in the message's metadata. */
import { type ApiPage, asRecord, messagesIn, nextCursor, tsIn } from './api-answer.js';
import type { ReadMethod } from './web-api-methods.js';

/** Names our durable posts among all messages with metadata. */
export const POST_EVENT_TYPE = 'threadesk_post';

export const FIND_PAGES_MAX = 10;
const PAGE_SIZE = 200;

type Read = (method: ReadMethod, parameters: Record<string, unknown>) => Promise<ApiPage>;

/** Its ts; null where it is not within `FIND_PAGES_MAX` pages. */
export async function findPost(
  read: Read,
  bot: { botId: string },
  {
    channel,
    threadTs,
    postId,
    afterTs,
  }: { channel: string; threadTs?: string; postId: number; afterTs?: string },
): Promise<string | null> {
  let cursor: string | undefined;
  for (let page = 0; page < FIND_PAGES_MAX; page += 1) {
    const answer = await read(threadTs === undefined ? 'conversations.history' : 'conversations.replies', {
      channel,
      include_all_metadata: true,
      limit: PAGE_SIZE,
      ...(threadTs === undefined ? {} : { ts: threadTs }),
      ...(afterTs === undefined ? {} : { oldest: afterTs }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const found = messagesIn(answer).find((message) => postIdOf(message, bot) === postId);
    if (found !== undefined) return tsIn(found);
    cursor = nextCursor(answer);
    if (cursor === undefined) return null;
  }
  return null;
}

/** Any app can give its messages metadata of our event type: only our own are believed. */
function postIdOf(message: ApiPage, { botId }: { botId: string }): number | null {
  const metadata = asRecord(message.metadata);
  if (metadata.event_type !== POST_EVENT_TYPE || message.bot_id !== botId) return null;
  const id = asRecord(metadata.event_payload).post_id;
  return typeof id === 'number' ? id : null;
}

/** Looks in Slack for a durable post that may have been sent: its id travels in the message's metadata, or in the name of its file. */
import { postIdOfCopy } from '../domain/carried-file.js';
import { type ApiPage, asRecord, messagesIn, nextCursor, recordsIn, tsIn } from './api-answer.js';
import type { ReadMethod } from './web-api-methods.js';

/** Names our durable posts among all messages with metadata. */
export const POST_EVENT_TYPE = 'threadesk_post';

export const FIND_PAGES_MAX = 10;
const PAGE_SIZE = 200;

type Read = (method: ReadMethod, parameters: Record<string, unknown>) => Promise<ApiPage>;

/** Its ts; null where it is not within `FIND_PAGES_MAX` pages. */
export async function findPost(
  read: Read,
  bot: { botId: string; userId: string },
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
function postIdOf(message: ApiPage, bot: { botId: string; userId: string }): number | null {
  return postIdInMetadata(message, bot) ?? postIdInFiles(message, bot);
}

/** Only what we gave ourselves: anybody can give a file any name. */
function postIdInFiles(message: ApiPage, { userId }: { userId: string }): number | null {
  if (message.user !== userId) return null;
  const own = recordsIn(message, 'files').filter((file) => file.user === userId);
  const ids = own.map(({ name }) => (typeof name === 'string' ? postIdOfCopy(name) : null));
  return ids.find((id) => id !== null) ?? null;
}

function postIdInMetadata(message: ApiPage, { botId }: { botId: string }): number | null {
  const metadata = asRecord(message.metadata);
  if (metadata.event_type !== POST_EVENT_TYPE || message.bot_id !== botId) return null;
  const id = asRecord(metadata.event_payload).post_id;
  return typeof id === 'number' ? id : null;
}

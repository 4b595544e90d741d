/** Reads conversations again for the reconciler: one call at a time, because every call is paid for. */

import { z } from 'zod';
import type { ChannelMessage, ThreadMessage, ThreadPage } from '../domain/reconcile/thread-page.js';
import { isSlackTs } from '../domain/slack-ts.js';
import type { ReadRefusal, SlackDirectory } from '../services/desk.js';
import { type ApiPage, messagesIn, nextCursor } from './api-answer.js';
import { type BotIdentity, parseThreadMessage } from './events/parse-message.js';
import type { Gateway } from './gateway.js';
import { GatewayError, isSlackCode } from './gateway-error.js';

/** Slack recommends no more: https://docs.slack.dev/reference/methods/conversations.replies */
const PAGE_SIZE = 200;

type Reads = Pick<SlackDirectory, 'readThreadPage' | 'readChannelPage'>;

export function readAgain(gateway: Gateway, bot: BotIdentity): Reads {
  return {
    readThreadPage: async (channel, ts, { afterTs, onlyTs } = {}) => {
      const bounds =
        onlyTs === undefined
          ? { ...(afterTs === undefined ? {} : { oldest: afterTs }), limit: PAGE_SIZE }
          : { oldest: onlyTs, latest: onlyTs, inclusive: true, limit: 2 };
      return orRefusal(async () =>
        toThreadPage(
          await gateway.read('conversations.replies', { channel, ts, ...bounds }),
          channel,
          ts,
          bot,
        ),
      );
    },
    readChannelPage: async (channel, afterTs, beforeTs) =>
      orRefusal(async () => {
        const answer = await gateway.read('conversations.history', {
          channel,
          oldest: afterTs,
          ...(beforeTs === undefined ? {} : { latest: beforeTs }),
          limit: PAGE_SIZE,
        });
        return {
          messages: messagesIn(answer).flatMap((message) => toChannelMessage(message, channel, bot) ?? []),
          isLast: isLastPage(answer),
        };
      }),
  };
}

async function orRefusal<T>(read: () => Promise<T>): Promise<T | ReadRefusal> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GatewayError && error.failure.kind === 'rate_limited') {
      return { refused: 'busy', retryAfterSeconds: error.failure.retryAfterSeconds };
    }
    if (isSlackCode(error, 'thread_not_found', 'message_not_found')) return { refused: 'no_thread' };
    if (isSlackCode(error, 'channel_not_found', 'not_in_channel')) return { refused: 'no_channel' };
    throw error;
  }
}

/** Slack puts the root at the head of every page, whatever was asked for. */
function toThreadPage(answer: ApiPage, channel: string, threadTs: string, bot: BotIdentity): ThreadPage {
  const found = messagesIn(answer);
  const root = found.find(({ ts }) => ts === threadTs);
  const read = (message: ApiPage): ThreadMessage[] =>
    typeof message.ts === 'string' && isSlackTs(message.ts)
      ? [{ ts: message.ts, message: parseThreadMessage(message, { channel, channelType: null }, bot) }]
      : [];
  return {
    root: root === undefined ? null : (read(root)[0] ?? null),
    replies: found.filter(({ ts }) => ts !== threadTs).flatMap(read),
    isLast: isLastPage(answer),
    replyCount: typeof root?.reply_count === 'number' ? root.reply_count : null,
  };
}

function isLastPage(answer: ApiPage): boolean {
  return nextCursor(answer) === undefined && answer.has_more !== true;
}

const channelMessageSchema = z.object({
  ts: z.string().refine(isSlackTs),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  reply_count: z.number().nullish(),
  latest_reply: z.string().refine(isSlackTs).nullish(),
  reactions: z.array(z.object({ name: z.string(), users: z.array(z.string()) })).nullish(),
});

/** Undefined for what has not even a ts. */
function toChannelMessage(message: ApiPage, channel: string, bot: BotIdentity): ChannelMessage | undefined {
  const parsed = channelMessageSchema.safeParse(message);
  if (!parsed.success) return undefined;
  const { ts, user, bot_id, reply_count, latest_reply, reactions } = parsed.data;
  return {
    ts,
    author: bot_id || !user ? null : user,
    message: parseThreadMessage(message, { channel, channelType: null }, bot),
    replyCount: reply_count ?? 0,
    latestReplyTs: latest_reply ?? null,
    reactions: (reactions ?? []).map(({ name, users }) => ({ name, slackUserIds: users })),
  };
}

/** Answers the services' questions about people, conversations and messages by asking Slack. */

import { z } from 'zod';
import type { IncomingMessage } from '../domain/incoming-message.js';
import type { ReadMessage, SlackConversation, SlackDirectory, SlackProfile } from '../services/desk.js';
import { type ApiPage, messagesIn, nextCursor, recordsIn } from './api-answer.js';
import { type BotIdentity, parseThreadMessage } from './events/parse-message.js';
import type { Gateway } from './gateway.js';
import { GatewayError, isSlackCode } from './gateway-error.js';
import { attachmentsSchema, messageWords } from './message-words.js';
import { toProfile } from './profile.js';
import { readAgain } from './read-again.js';
import { missingScopes } from './scopes.js';
import type { ReadMethod } from './web-api-methods.js';

const PAGE_SIZE = 200;
/** 100 pages are 20,000 people, members or replies: past that something loops. */
export const PAGES_MAX = 100;

const conversationSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  is_im: z.boolean().nullish(),
  is_mpim: z.boolean().nullish(),
  is_private: z.boolean().nullish(),
  is_group: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
  is_member: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
});

const messageSchema = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  reply_count: z.number().nullish(),
  attachments: attachmentsSchema,
});

const attachmentSchema = z.object({
  fallback: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
});

/** Slack's "there is no such thing" becomes null; every other failure is thrown as the gateway has it. */
export function createDirectory(gateway: Gateway, bot: BotIdentity): SlackDirectory {
  return {
    readProfile: async (slackUserId) => {
      const answer = await readOrNull(
        gateway,
        'users.info',
        { user: slackUserId },
        'user_not_found',
        'users_not_found',
      );
      return answer === null ? null : toProfile(answer.user, bot.teamId);
    },
    readProfiles: () => readProfiles(gateway, bot),
    readConversation: async (channel) => {
      const answer = await readOrNull(gateway, 'conversations.info', { channel }, 'channel_not_found');
      return answer === null ? null : toConversation(answer.channel);
    },
    readMembers: async (channel) => {
      const members: string[] = [];
      for await (const page of pages(gateway, 'conversations.members', { channel })) {
        members.push(...z.array(z.string()).parse(page.members));
      }
      return members.filter((member) => member !== bot.userId);
    },
    readThread: (channel, threadTs, afterTs) => readThread(gateway, bot, { channel, threadTs, afterTs }),
    readMessage: (channel, ts) => readMessage(gateway, channel, ts),
    ...readAgain(gateway, bot),
    join: async (channel) => {
      try {
        await gateway.read('conversations.join', { channel });
        return true;
      } catch (error) {
        if (error instanceof GatewayError && error.failure.kind === 'permanent') return false;
        throw error;
      }
    },
    readInstallation: async () => {
      const { grantedScopes, slackAt } = await gateway.readInstallation();
      return { missingScopes: grantedScopes === null ? null : missingScopes(grantedScopes), slackAt };
    },
    openDirect: async (slackUserId) => {
      const answer = await gateway.read('conversations.open', { users: slackUserId });
      return z.object({ id: z.string() }).parse(answer.channel).id;
    },
  };
}

async function* readProfiles(gateway: Gateway, bot: BotIdentity): AsyncIterable<SlackProfile> {
  for await (const page of pages(gateway, 'users.list', {})) {
    for (const member of recordsIn(page, 'members')) {
      const profile = toProfile(member, bot.teamId);
      if (profile !== null) yield profile;
    }
  }
}

async function* readThread(
  gateway: Gateway,
  bot: BotIdentity,
  { channel, threadTs, afterTs }: { channel: string; threadTs: string; afterTs: string | undefined },
): AsyncIterable<IncomingMessage> {
  const parameters = { channel, ts: threadTs, ...(afterTs === undefined ? {} : { oldest: afterTs }) };
  let isRootSeen = false;
  try {
    for await (const page of pages(gateway, 'conversations.replies', parameters)) {
      for (const message of messagesIn(page)) {
        // Slack repeats the root at the head of every page.
        const isRoot = message.ts === threadTs;
        if (!isRoot || !isRootSeen) yield parseThreadMessage(message, { channel, channelType: null }, bot);
        isRootSeen ||= isRoot;
      }
    }
  } catch (error) {
    if (!isSlackCode(error, 'thread_not_found', 'message_not_found')) throw error;
  }
}

/** Given a reply's ts, `conversations.replies` answers with that reply, its root before it or not; so it finds messages of every kind. */
async function readMessage(gateway: Gateway, channel: string, ts: string): Promise<ReadMessage | null> {
  const parameters = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: 2 };
  const answer = await readOrNull(
    gateway,
    'conversations.replies',
    parameters,
    'thread_not_found',
    'message_not_found',
    'channel_not_found',
  );
  const found = answer === null ? undefined : messagesIn(answer).find((message) => message.ts === ts);
  const parsed = messageSchema.safeParse(found);
  if (!parsed.success || parsed.data.subtype === 'tombstone') return null;
  const { thread_ts, user, bot_id, reply_count } = parsed.data;
  return {
    ts,
    threadTs: thread_ts ?? null,
    author: bot_id || !user || user === 'USLACKBOT' ? null : user,
    text: messageWords(parsed.data) || attachmentText(parsed.data),
    replyCount: reply_count ?? 0,
  };
}

/** Monitors often say everything in an attachment and nothing in the text. */
function attachmentText({ attachments }: z.infer<typeof messageSchema>): string {
  return (attachments ?? [])
    .map((each) => attachmentSchema.safeParse(each).data)
    .map((each) => each?.fallback || each?.title || each?.text || '')
    .join('\n')
    .trim();
}

function toConversation(channel: unknown): SlackConversation {
  const found = conversationSchema.parse(channel);
  return {
    slackChannelId: found.id,
    name: found.name ?? '',
    kind: kindOf(found),
    isExternal: Boolean(found.is_ext_shared || found.is_pending_ext_shared),
    isArchived: Boolean(found.is_archived),
    isBotMember: found.is_member ?? Boolean(found.is_im),
  };
}

/** From the flags, in this order: a group message is private too. The id's first letter says nothing. */
function kindOf(channel: z.infer<typeof conversationSchema>): SlackConversation['kind'] {
  if (channel.is_im) return 'im';
  if (channel.is_mpim) return 'mpim';
  return channel.is_private || channel.is_group ? 'private' : 'public';
}

async function* pages(
  gateway: Gateway,
  method: ReadMethod,
  parameters: Record<string, unknown>,
): AsyncIterable<ApiPage> {
  let cursor: string | undefined;
  for (let count = 0; count < PAGES_MAX; count += 1) {
    const page = await gateway.read(method, {
      ...parameters,
      limit: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield page;
    cursor = nextCursor(page);
    if (cursor === undefined) return;
  }
}

async function readOrNull(
  gateway: Gateway,
  method: ReadMethod,
  parameters: Record<string, unknown>,
  ...absentCodes: string[]
): Promise<ApiPage | null> {
  try {
    return await gateway.read(method, parameters);
  } catch (error) {
    if (isSlackCode(error, ...absentCodes)) return null;
    throw error;
  }
}

/** What every service is given: the database, the time, a log and a way to ask Slack who and where. */
import type { Clock } from '../clock.js';
import type { Database } from '../database/client.js';
import type { IncomingMessage } from '../domain/incoming-message.js';
import type { ChannelPage, ThreadPage } from '../domain/reconcile/thread-page.js';

/** Static message, data in fields (never message texts or tokens): `log.info({ ticketId }, 'ticket created')`. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>;

/** A person's profile as Slack tells it, already reduced to what the desk keeps. */
export type SlackProfile = {
  slackUserId: string;
  displayName: string;
  realName: string;
  email: string | null;
  timeZone: string;
  isGuest: boolean;
  isExternal: boolean;
  isDeactivated: boolean;
  isBot: boolean;
  isSlackAdmin: boolean;
};

export type SlackConversation = {
  slackChannelId: string;
  name: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  isExternal: boolean;
  isArchived: boolean;
  isBotMember: boolean;
};

/**
 * Questions to Slack, asked outside every transaction.
 * Each throws when Slack does not answer; `null` means that Slack answered and there is no such thing for this bot.
 */
export type SlackDirectory = {
  readProfile(slackUserId: string): Promise<SlackProfile | null>;
  /** Every profile of the workspace, for the start. */
  readProfiles(): AsyncIterable<SlackProfile>;
  readConversation(slackChannelId: string): Promise<SlackConversation | null>;
  /** Slack user ids of the members, the bot's own left out. */
  readMembers(slackChannelId: string): Promise<string[]>;
  /** The thread's messages, root first, as live events would have told them; after `afterTs` when given. */
  readThread(slackChannelId: string, threadTs: string, afterTs?: string): AsyncIterable<IncomingMessage>;
  /** One message of a conversation, in a thread or not; null when it is gone. */
  readMessage(slackChannelId: string, ts: string): Promise<ReadMessage | null>;
  /** One page of a thread, from just after `afterTs` on; with `onlyTs`, of that reply alone. */
  readThreadPage(
    slackChannelId: string,
    threadTs: string,
    bounds?: { afterTs?: string; onlyTs?: string },
  ): Promise<ThreadPage | ReadRefusal>;
  /** The newest messages of a channel's own, after `afterTs` and before `beforeTs`: one page, which tells of many threads. */
  readChannelPage(
    slackChannelId: string,
    afterTs: string,
    beforeTs?: string,
  ): Promise<ChannelPage | ReadRefusal>;
  /** Joins a public channel. False where Slack does not allow it (private, archived). */
  join(slackChannelId: string): Promise<boolean>;
  /** Of the installed app; asked anew each time. */
  readInstallation(): Promise<SlackInstallation>;
  /** The direct conversation of the bot with a person. */
  openDirect(slackUserId: string): Promise<string>;
};

export type SlackInstallation = {
  /** Scopes that the desk needs and the app was not given; null where Slack does not say. */
  missingScopes: readonly string[] | null;
  /** What time it is for Slack, to the second; null where it does not say. */
  slackAt: Date | null;
};

export type ReadMessage = {
  ts: string;
  threadTs: string | null;
  /** Null when a bot wrote it. */
  author: string | null;
  text: string;
  replyCount: number;
};

/** Slack's answer where there was none to give. */
export type ReadRefusal =
  | { refused: 'busy'; retryAfterSeconds: number }
  | { refused: 'no_thread' }
  /** The bot cannot look there (any more), which says nothing about what is there. */
  | { refused: 'no_channel' };

export type Desk = {
  database: Database;
  clock: Clock;
  log: Log;
  directory: SlackDirectory;
  /** The bot's own user in Slack. */
  botUserId: string;
  /** Slack user ids that configuration makes admins, beside the workspace's own. */
  adminUserIds: readonly string[];
  /** Whether a message's text is a command to the bot and so no comment: the grammar is Slack's side of the house. */
  isCommandToBot(text: string): boolean;
};

/** The nouns of a Slack workspace as the box keeps them: what exists, not how it travels over the wire. */

export type JsonObject = { [key: string]: unknown };

/** The source of "now" for every timestamp that the workspace hands out. */
export type Clock = { now(): Date };

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export type Team = { id: string; name: string; domain: string };

/** The one app installed in the workspace: the bot under test. */
export type App = { id: string; botId: string; botUserId: string; shouldEscape: boolean };

export type Member = {
  id: string;
  teamId: string;
  /** The name people call them by: `Ana`. */
  displayName: string;
  /** The handle, unique and lower case: `ana`. */
  handle: string;
  realName: string;
  email: string | null;
  tz: string;
  isAdmin: boolean;
  isOwner: boolean;
  isRestricted: boolean;
  isUltraRestricted: boolean;
  isBot: boolean;
  isStranger: boolean;
  isDeactivated: boolean;
  botId: string | null;
  updatedAt: number;
};

export type Channel = {
  id: string;
  name: string;
  kind: ChannelKind;
  memberIds: string[];
  creatorId: string;
  createdAt: number;
  isArchived: boolean;
  isGeneral: boolean;
  isExtShared: boolean;
  isPendingExtShared: boolean;
  sharedTeamIds: string[];
  previousNames: string[];
  topic: string;
};

export type SlackFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  userId: string;
  createdAt: number;
  /** Empty for a file that was given to the app in a modal. */
  channelIds: string[];
  isForApp: boolean;
  /** The app has asked for an address to send it to, and has not shared it yet. */
  isUpload?: boolean;
  content: string;
  isDeleted: boolean;
};

export type Reaction = { name: string; userIds: string[] };

export type Message = {
  channelId: string;
  ts: string;
  /** The root's `ts`; equal to `ts` on a root that has had replies, absent on a message without a thread. */
  threadTs?: string;
  subtype?: string;
  userId?: string;
  botId?: string;
  appId?: string;
  username?: string;
  /** Absent on file shares, as on Slack. */
  teamId?: string;
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  fileIds?: string[];
  metadata?: JsonObject;
  clientMsgId?: string;
  inviterId?: string;
  edited?: { userId: string; ts: string };
  reactions: Reaction[];
  /** Replies also shown in the channel. */
  isBroadcast?: boolean;
};

/** A message that only one person sees and that no API returns. */
export type Ephemeral = {
  channelId: string;
  ts: string;
  userId: string;
  threadTs?: string;
  text: string;
  blocks?: JsonObject[];
};

export type ViewRecord = {
  id: string;
  userId: string;
  type: 'modal' | 'home';
  /** What the app sent, with block and action ids filled in. */
  definition: JsonObject;
  hash: string;
  rootViewId: string;
  previousViewId: string | null;
  externalId: string;
  /** Values by block id and action id, in the shape of `view.state.values`. */
  values: { [blockId: string]: { [actionId: string]: JsonObject } };
  /** What the app's last `response_action: errors` said, by block id. */
  errors: { [blockId: string]: string };
};

export type Trigger = { userId: string; createdAtMs: number; isUsed: boolean; viewId?: string };

export type ResponseUrl = {
  token: string;
  userId: string;
  channelId: string;
  createdAtMs: number;
  uses: number;
  /** The message that a button was pressed on; what `replace_original` and `delete_original` mean. */
  original?: { ts: string; isEphemeral: boolean };
  /** The responses that have come in, oldest first. */
  responses: Ephemeral[];
};

/** Something the app did that Slack would refuse, or would drop without telling. */
export type Violation = { at: string; rule: string; detail: string };

/** An event as the Events API describes it, before it is wrapped for delivery. */
export type AppEvent = { event: JsonObject & { type: string }; channelId?: string };

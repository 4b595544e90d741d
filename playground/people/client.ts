/** What a person's Slack client knows: who they are, how to reach the app, what they have chosen in messages. */

import type { Dispatcher } from '../delivery/dispatcher.js';
import type { Outcome } from '../delivery/transport.js';
import { openConversation } from '../workspace/channels.js';
import {
  bot,
  canRead,
  channelNamed,
  findMessage,
  isIn,
  memberNamed,
  type WorkspaceCore,
} from '../workspace/core.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { Channel, Ephemeral, JsonObject, Member, Message, ViewRecord } from '../workspace/types.js';
import type { Reading } from './visible-text.js';

export type ChosenValues = ViewRecord['values'];

export type Client = {
  core: WorkspaceCore;
  dispatcher: Dispatcher;
  me: Member;
  /** Choices made in messages, by `channel:ts`; they live in the client, not in the message. */
  chosen: Map<string, ChosenValues>;
  /** What external menus offered last, by where they stand. */
  offered: Map<string, JsonObject[]>;
};

/** How the person reads what is shown to them. */
export function readingOf({ core, me }: Client): Reading {
  return { core, timeZone: me.tz };
}

/** What came of an interaction. */
export type Interaction = {
  isAcked: boolean;
  /** What the app answered with its ack. */
  body: unknown;
  /** What the person is told when the app did not answer in time. */
  error?: string;
  /** What came by the response_url, the ack of a command included; grows while the app goes on answering. */
  responses: readonly Ephemeral[];
};

/** Resolves `#channel`, an id, or `@name` for the direct messages with somebody. */
export function channelFor(client: Client, nameOrId: string): Channel {
  if (!nameOrId.startsWith('@')) return channelNamed(client.core, nameOrId);
  const other = memberNamed(client.core, nameOrId);
  return openConversation(client.core, [client.me.id, other.id]).channel;
}

/** A channel that the person is in, because Slack's client offers nothing to do in others. */
export function ownChannel(client: Client, nameOrId: string): Channel {
  const channel = channelFor(client, nameOrId);
  if (!isIn(channel, client.me.id)) {
    throw new NotPossible(`${client.me.displayName} is not in #${channel.name}`);
  }
  if (channel.isArchived) throw new NotPossible(`#${channel.name} is archived`);
  return channel;
}

export function readableChannel(client: Client, nameOrId: string): Channel {
  const channel = channelFor(client, nameOrId);
  if (!canRead(channel, client.me)) {
    throw new NotPossible(`${client.me.displayName} cannot see #${channel.name}`);
  }
  return channel;
}

export function messageIn(client: Client, channel: Channel, ts: string): Message {
  const message = findMessage(client.core, channel.id, ts);
  if (!message || message.subtype === 'tombstone') {
    throw new NotPossible(`There is no message ${ts} in #${channel.name}`);
  }
  return message;
}

export function directMessages(client: Client): Channel {
  return openConversation(client.core, [client.me.id, bot(client.core).id]).channel;
}

const UNANSWERED: Readonly<Record<string, string>> = {
  http_timeout: 'operation_timeout',
  http_error: 'http_service_error',
  connection_failed: 'dispatch_failed',
};

export function asInteraction(outcome: Outcome, responses: readonly Ephemeral[]): Interaction {
  if (outcome.isAcked) return { isAcked: true, body: outcome.body, responses };
  return { isAcked: false, body: null, error: UNANSWERED[outcome.reason] ?? outcome.reason, responses };
}

/** How interactions name the channel they happen in. */
export function shownChannelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'public' ? channel.name : 'privategroup';
}

/** The part that all interactive payloads share. */
export function payloadBase(client: Client, type: string): JsonObject {
  const { core, me } = client;
  const { team, app } = core.state;
  return {
    type,
    team: { id: team.id, domain: team.domain },
    user: { id: me.id, username: me.handle, name: me.handle, team_id: me.teamId },
    api_app_id: app.id,
    token: 'playground-verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The gate in front of everything that the bot posts: what a post may show where it is to go, by who reads there now. */

import { type ChannelReaders, isPostKind, POST_RULES } from './post-kind.js';
import { type ChannelKind, type ChannelRole, isClosedChannel } from './visibility.js';

type Addressed = { kind: string; threadRole: string | null; userId: number | null };

/**
 * `open`: whatever the kind shows there. `closed`: nothing of its ticket. `hidden`: it is not said there at all. `unknown`: nobody knows
 * who reads there, so not now.
 */
export type PostGate = 'open' | 'closed' | 'hidden' | 'unknown';

/** Of the ticket that a post is about. */
export type GatedTicket = {
  isConfidential: boolean;
  /** The one person whom the post is for sees the ticket. */
  mayReaderSee: boolean;
};

/** `ticket`: null where it is about none. */
export function gateOf(post: Addressed, channel: PostPlaceFacts, ticket: GatedTicket | null): PostGate {
  const mayBeSaid = mayBeSaidIn(post, channel);
  if (mayBeSaid === 'no') return 'hidden';
  if (mayBeSaid === 'unknown') return 'unknown';
  if (ticket === null || !ticket.isConfidential) return 'open';
  const readers = readersOf(post);
  // Most likely the reporter's own direct messages, which Slack has not told of yet.
  if (readers === 'reporter' && channel.kind === 'unknown') return 'unknown';
  return SEES_CONFIDENTIAL[readers](channel, ticket) ? 'open' : 'closed';
}

/**
 * By who reads the place; that a channel is the agents' alone has been looked at by then. A reason given by an admin opens what they ask
 * for, and nothing that is posted: that would stay when their time is over.
 */
const SEES_CONFIDENTIAL: Record<PostReaders, (channel: PostPlaceFacts, ticket: GatedTicket) => boolean> = {
  agents: () => true,
  reporter: ({ kind }) => kind === 'im',
  person: (_channel, { mayReaderSee }) => mayReaderSee,
  room: () => false,
};

/** Who reads a post of a ticket: its agents, its reporter, the one person it is for, or whoever is in a room. */
export type PostReaders = 'agents' | 'reporter' | 'person' | 'room';

/** By where it goes: no kind is read by anybody else because of what it is. */
export function readersOf(post: Addressed): PostReaders {
  if (post.threadRole === 'triage' || post.kind === 'triage_card') return 'agents';
  if (post.threadRole === 'origin' || post.kind === 'origin_card') return 'reporter';
  return post.userId === null ? 'room' : 'person';
}

/** A conversation as Slack last told of it. */
export type PostPlaceFacts = {
  kind: ChannelKind | 'unknown';
  isExternal: boolean;
  role: ChannelRole | null;
};

const IS_FIT: Record<ChannelReaders, (channel: PostPlaceFacts) => boolean> = {
  agents: (channel) => isClosedChannel(channel) && channel.role !== 'request',
  members: ({ kind }) => kind !== 'public',
  anybody: () => true,
};

/** Whether a post may be said in a conversation as it is now; `unknown` while nobody knows who reads there. */
export function mayBeSaidIn(post: Addressed, channel: PostPlaceFacts): 'yes' | 'no' | 'unknown' {
  const readers = channelReadersOf(post);
  if (readers === 'anybody') return 'yes';
  if (channel.kind === 'unknown') return 'unknown';
  return IS_FIT[readers](channel) ? 'yes' : 'no';
}

/** A kind that only another version knows is for agents, if for anybody. */
function channelReadersOf(post: Addressed): ChannelReaders {
  if (post.threadRole === 'triage') return 'agents';
  const saidTo = isPostKind(post.kind) ? POST_RULES[post.kind].saidTo : 'agents';
  return saidTo === 'agents' && post.userId !== null ? 'anybody' : saidTo;
}

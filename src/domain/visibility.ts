/** Who will be able to read a comment, decided once from the kind and role of the channel it was written in. */

export const CHANNEL_KINDS = ['public', 'private', 'im', 'mpim'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const CHANNEL_ROLES = ['request', 'triage'] as const;
export type ChannelRole = (typeof CHANNEL_ROLES)[number];

export const COMMENT_TYPES = ['public', 'internal'] as const;
export type CommentType = (typeof COMMENT_TYPES)[number];

const TYPE_BY_KIND: Record<ChannelKind, CommentType> = {
  public: 'public',
  im: 'public',
  private: 'internal',
  mpim: 'internal',
};

const PRIVATE_KINDS: readonly string[] = ['private', 'mpim'] satisfies ChannelKind[];

/** Whether what Slack tells now makes public what was private, as far as it was known. */
export function wasOpened(
  before: { kind: ChannelKind | 'unknown'; privateUntilAt: Date | null },
  told: ChannelKind,
): boolean {
  if (told !== 'public') return false;
  return PRIVATE_KINDS.includes(before.kind) || (before.kind === 'unknown' && before.privateUntilAt !== null);
}

/** The kind that a public channel had when something was said in it: it may have been private then, and come here late. */
export function kindAt(
  channel: { kind: ChannelKind | 'unknown'; privateUntilAt: Date | null },
  at: Date,
): ChannelKind | 'unknown' {
  const { kind, privateUntilAt } = channel;
  return kind === 'public' && privateUntilAt !== null && at <= privateUntilAt ? 'private' : kind;
}

/** Whether nobody reads a channel but people of the workspace who were let in: what is for agents may be said in no other. */
export function isClosedChannel({
  kind,
  isExternal,
}: {
  kind: ChannelKind | 'unknown';
  isExternal: boolean;
}): boolean {
  return kind === 'private' && !isExternal;
}

type ReadableChannel = { kind: ChannelKind | 'unknown'; role: ChannelRole | null };

/**
 * Whether the reporter can read what is said in a channel, so that a message's thread there becomes the ticket's origin. Anywhere else
 * the thread is an internal, linked one; so it is while the kind is not known.
 */
export function isOriginChannel({ kind, role }: ReadableChannel): boolean {
  return kind === 'public' || kind === 'im' || role === 'request';
}

/** Whether a new conversation about a ticket may be opened there: in the open, but not before another organization's eyes. */
export function isTalkChannel(
  channel: ReadableChannel & { isExternal: boolean; isArchived: boolean },
): boolean {
  if (channel.isArchived) return false;
  return channel.role === 'request' || (channel.kind === 'public' && !channel.isExternal);
}

/**
 * The type a comment gets for good, or, while the channel's kind is unknown, `internal` and pending until Slack has answered.
 * A triage channel is internal whatever it has become; a private request channel is public, because the reporter is in it.
 * Sharing with another organization is left out on purpose: it never makes a comment more or less visible to the reporter,
 * and who else may read is a matter of `canReadOrigin`.
 */
export function commentTypeFor(channel: { kind: ChannelKind | 'unknown'; role: ChannelRole | null }): {
  commentType: CommentType;
  isPending: boolean;
} {
  if (channel.role === 'triage') return { commentType: 'internal', isPending: false };
  if (channel.kind === 'unknown') return { commentType: 'internal', isPending: true };
  if (channel.role === 'request' && channel.kind === 'private')
    return { commentType: 'public', isPending: false };
  return { commentType: TYPE_BY_KIND[channel.kind], isPending: false };
}

/** Where a new ticket is talked about. */

export type TalkPlace =
  /** The bot opens a thread in the reporter's direct messages. */
  | { kind: 'direct' }
  /** The bot opens a thread in a channel. */
  | { kind: 'channel'; channelId: number }
  /** A thread that is there becomes the origin thread, its replies with it. */
  | { kind: 'thread'; channelId: number; threadTs: string; isRootDescription: boolean }
  /** A thread becomes an internal one; the origin is the reporter's direct messages. `isSilent`: nothing is said there. */
  | {
      kind: 'linked';
      channelId: number;
      threadTs: string;
      includeEarlier: boolean;
      isRootDescription?: boolean;
      isSilent?: boolean;
    };

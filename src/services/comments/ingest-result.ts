/** What became of a message. */

export type IngestOutcome = 'ignored' | 'kept_early' | 'added' | 'edited' | 'deleted' | 'unchanged';

export type IngestResult = {
  outcome: IngestOutcome;
  /** Where the message is in a ticket's thread. */
  ticketNumber?: string;
  /** To be told to the author, and only to them. */
  hint?: 'only_agents_see_this';
  /** Slack user id, beside a hint. */
  author?: string;
};

/** Before early events have been seen to: they can be placed now, or this one has to wait for `awaitedTs`. */
export type PlacedMessage = IngestResult & { next?: 'replay_early' | 'keep_early'; awaitedTs?: string };

/** The unique keys of what a message in Slack causes: the same by whatever way it arrives, so that nothing is made twice. */

/** Of the ticket that is made of a message. */
export function ticketOfMessageKey(channelId: number, ts: string): string {
  return `message:${channelId}:${ts}`;
}

/** Of the entry that a message has become a comment. */
export function commentAddedKey(channelId: number, ts: string): string {
  return `comment:${channelId}:${ts}`;
}

/** Of an edit of the message that a ticket's description was; `editTs` empty: what the keys of all of them begin with. */
export function descriptionEditKey(channelId: number, ts: string, editTs: string): string {
  return `description:${channelId}:${ts}:${editTs}`;
}

/** Of a comment's copy for the agents. `src/database/sql/insert-reply.ts` writes the same. */
export function mirrorKey(commentId: number): string {
  return `mirror:${commentId}`;
}

/** Tells what is said to the bot from what is said to people. */

/** Whether a text begins with a mention of this person or bot. */
export function isAddressedTo(mrkdwn: string, slackUserId: string): boolean {
  const [, mentioned] = /^\s*<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(mrkdwn) ?? [];
  return mentioned === slackUserId;
}

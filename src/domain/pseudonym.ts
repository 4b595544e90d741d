/** Under what an erased person's row goes on. */

const PREFIX = 'erased-';
const NAME = 'Erased person';

/** Not a Slack id, so that no profile and no event is ever theirs. Told by the desk's own number, which says nothing outside of it. */
export function pseudonymOf(userId: number): { slackUserId: string; name: string } {
  return { slackUserId: `${PREFIX}${userId}`, name: `${NAME} ${userId}` };
}

export function isPseudonym(slackUserId: string): boolean {
  return slackUserId.startsWith(PREFIX);
}

const ERASED_MENTION = new RegExp(`@${NAME} \\d+`, 'g');
const MENTION = /<@[UW][A-Z0-9]+(?:\|[^<>]*)?>/g;
const NAMED_MENTION = /<@([UW][A-Z0-9]+)\|[^<>]*>/g;

/**
 * Whether what Slack has is what is stored, but for what people who are mentioned are called, and for mentions of people who were erased
 * since: Slack goes on naming them, and is no news for that.
 */
export function saysTheSame(inSlack: string, stored: string): boolean {
  if (withoutNames(inSlack) === withoutNames(stored)) return true;
  const unnamed = stored.replace(ERASED_MENTION, '@');
  return unnamed !== stored && unnamed.replace(MENTION, '@') === inSlack.replace(MENTION, '@');
}

/** Mentions without what people are called, which Slack tells in some places, and as of now. */
export function withoutNames(mrkdwn: string): string {
  return mrkdwn.replace(NAMED_MENTION, '<@$1>');
}

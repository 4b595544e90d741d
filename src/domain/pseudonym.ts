/** Under what an erased person's row goes on. */

const PREFIX = 'erased-';

/** Not a Slack id, so that no profile and no event is ever theirs. Told by the desk's own number, which says nothing outside of it. */
export function pseudonymOf(userId: number): { slackUserId: string; name: string } {
  return { slackUserId: `${PREFIX}${userId}`, name: `Erased person ${userId}` };
}

export function isPseudonym(slackUserId: string): boolean {
  return slackUserId.startsWith(PREFIX);
}

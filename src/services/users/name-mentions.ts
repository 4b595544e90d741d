/** Writes people's names into mentions, so that a text reads well where a mention must notify nobody. */
import type { Tx } from '../../database/transaction.js';
import { botNameOf } from '../../domain/command-names.js';

const UNNAMED = /<@([UW][A-Z0-9]+)>/g;
const PEOPLE_MAX = 50;

/** `<@U1>` becomes `<@U1|Ana>` for everybody the desk knows, and for the bot itself; the rest stays as it is. */
export async function nameMentions(db: Tx, mrkdwn: string): Promise<string> {
  const ids = new Set([...mrkdwn.matchAll(UNNAMED)].map(([, id]) => id ?? ''));
  if (ids.size === 0) return mrkdwn;
  const people = await db.user.findMany({
    where: { slackUserId: { in: [...ids].slice(0, PEOPLE_MAX) } },
    select: { slackUserId: true, displayName: true, realName: true },
  });
  const names = new Map(people.map((each) => [each.slackUserId, each.displayName || each.realName]));
  return mrkdwn.replace(UNNAMED, (mention, id: string) => {
    // A name is plain text: what would end the token or begin another one is left out.
    const name = (botNameOf(id) ?? names.get(id) ?? '').replace(/[<>|&]/g, '').trim();
    return name === '' ? mention : `<@${id}|${name}>`;
  });
}

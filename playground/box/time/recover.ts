/** Lets a bot hear again that was deaf: ten minutes later, and by its own means. */

import { isTimeUp } from '../../until.js';
import { NotPossible } from '../../workspace/slack-error.js';
import { passTime } from '../pass-time.js';
import { doWhatIsDue, QUIET_MAX_MS } from './go-to.js';
import type { TimedBox } from './timed-box.js';

const DEAF_MS = 10 * 60_000;
/** The bot tries again every half minute at the latest. */
const CONNECT_MAX_MS = 40_000;

/** The bot is let in again ten minutes later. It finds by itself that it was deaf, and reads what it missed. */
export async function recover(box: TimedBox): Promise<void> {
  const { slack, app, clock } = box;
  // Pressed twice at once: the first press has done it.
  if (!slack.weather().isLosingEvents) return;
  if (slack.weather().isRefusing)
    throw new NotPossible('Connections are refused, so the bot cannot come back. Mend everything first.');
  await passTime(box, DEAF_MS, { isDeaf: true });
  const passedAt = clock.now();
  slack.faults.loseEvents(false);
  const isConnected = await inTime(box, () => slack.connectionCount() > 0);
  if (!isConnected)
    throw new NotPossible('The bot has not come back yet. Mend everything, and give it half a minute.');
  const isRepaired = async () => {
    await app.runJob('note-listening');
    await app.runJob('reconcile');
    const { rows } = await app.desk.database.pool.query<{ isRepaired: boolean }>(
      `SELECT heard_until_at > $1 AND NOT EXISTS (SELECT FROM reconcile_runs WHERE finished_at IS NULL) AS "isRepaired"
       FROM reconciler`,
      [passedAt],
    );
    return rows[0]?.isRepaired;
  };
  // Other faults may keep it from reading: then it goes on when they are mended, and nobody waits here.
  const canRead = !slack.weather().isTokenRevoked;
  await doWhatIsDue(box, canRead && (await inTime(box, isRepaired)) ? QUIET_MAX_MS : 0);
}

/** @returns whether it came to be so in time. A look that fails says nothing of that, and rejects. */
async function inTime({ slack }: TimedBox, check: () => unknown): Promise<boolean> {
  try {
    await slack.until(check, { timeoutMs: CONNECT_MAX_MS });
    return true;
  } catch (error) {
    if (!isTimeUp(error)) throw error;
    return false;
  }
}

/** When everything that was caused has happened: the box is quiet. */
import type { App } from '../../src/app.js';
import { POST_HAS_WORK_SQL } from '../../src/database/unsent-posts.js';
import type { SlackServer } from '../server.js';

const QUIET_MAX_MS = 15_000;

/** Until Slack has delivered everything, the bot has nothing in hand, and nothing is left to be sent, imported or shown. */
export async function untilQuiet(
  slack: SlackServer,
  app: Pick<App, 'desk' | 'isIdle'>,
  timeoutMs = QUIET_MAX_MS,
): Promise<void> {
  const isQuiet = async () => {
    await slack.settled();
    return app.isIdle() && !(await isWorkLeft(app)) && app.isIdle();
  };
  await slack.until(isQuiet, { what: 'everything that was caused', timeoutMs });
}

async function isWorkLeft({ desk }: Pick<App, 'desk'>): Promise<boolean> {
  const { rows } = await desk.database.pool.query<{ isLeft: boolean }>(
    `SELECT EXISTS (SELECT FROM posts WHERE ${POST_HAS_WORK_SQL})
         OR EXISTS (SELECT FROM ticket_threads WHERE imported_at IS NULL AND import_after_ts IS NOT NULL)
         OR EXISTS (SELECT FROM home_changes)
         OR EXISTS (SELECT FROM home_viewers WHERE published_version < wanted_version) AS "isLeft"`,
  );
  return rows[0]?.isLeft ?? false;
}

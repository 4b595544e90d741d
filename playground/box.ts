/** The real bot in a workspace in a box: everything that runs in production, started on one machine with no account. */
import { join } from 'node:path';
import { type App, type AppOverrides, startApp } from '../src/app.js';
import type { Config } from '../src/config.js';
import { findPackageRoot } from '../src/database/package-root.js';
import { POST_HAS_WORK_SQL } from '../src/database/unsent-posts.js';
import { DEFAULT_COMMAND_NAMES } from '../src/domain/command-names.js';
import { readManifest } from './read-manifest.js';
import { type SlackServer, type SlackServerOptions, startSlackServer } from './server.js';

export type Box = {
  slack: SlackServer;
  app: App;
  stop(): Promise<void>;
};

export type BoxOptions = {
  /** Holds the database and the workspace. */
  dataDir: string;
  slack: SlackServerOptions;
  overrides?: AppOverrides;
  config?: Partial<Config>;
};

/** Connected when it resolves. */
export async function startBox({
  dataDir,
  slack: slackOptions,
  overrides,
  config,
}: BoxOptions): Promise<Box> {
  const slack = await startSlackServer({
    pageDir: join(findPackageRoot(), 'dist', 'playground', 'page'),
    manifest: readManifest(join(findPackageRoot(), 'manifest.yml')),
    ...slackOptions,
    state: join(dataDir, 'workspace.json'),
  });
  try {
    const app = await startApp({ ...boxConfig(slack, dataDir), ...config }, overrides);
    await slack.until(() => slack.connectionCount() > 0, { what: 'the connection of the bot' });
    const stop = async () => {
      await app.stop();
      await slack.close();
    };
    return { slack, app, stop };
  } catch (error) {
    await slack.close();
    throw error;
  }
}

/** The bot connects as it would to Slack, by Socket Mode. */
export function boxConfig(slack: SlackServer, dataDir: string): Config {
  return {
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      connection: { mode: 'socket', appToken: slack.appToken },
    },
    port: 0,
    database: { kind: 'embedded', dataDir },
    adminUserIds: [],
    commandNames: DEFAULT_COMMAND_NAMES,
    timeZone: 'UTC',
    slaSweepCron: '* * * * *',
    logLevel: 'warn',
  };
}

const QUIET_MAX_MS = 15_000;

/** Until Slack has delivered everything, the bot has nothing in hand, and nothing is left to be sent, imported or shown. */
export async function untilQuiet(slack: SlackServer, app: Pick<App, 'desk' | 'isIdle'>): Promise<void> {
  const isQuiet = async () => {
    await slack.settled();
    return app.isIdle() && !(await isWorkLeft(app)) && app.isIdle();
  };
  await slack.until(isQuiet, { what: 'everything that was caused', timeoutMs: QUIET_MAX_MS });
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

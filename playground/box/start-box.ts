/** The real bot in a workspace in a box: everything that runs in production, started on one machine with no account. */
import { join } from 'node:path';
import { type App, type AppOverrides, startApp } from '../../src/app.js';
import type { Config } from '../../src/config.js';
import { findPackageRoot } from '../../src/database/package-root.js';
import { DEFAULT_COMMAND_NAMES } from '../../src/domain/command-names.js';
import { type SlackServer, type SlackServerOptions, sayInTerminal, startSlackServer } from '../server.js';
import { keepTime } from './keep-time.js';
import type { MovingClock } from './moving-clock.js';
import { whatIsMissing } from './older-workspace.js';
import { passStop } from './pass-time.js';
import { readManifest } from './read-manifest.js';
import { claimingConnections, claimingFetch } from './tell-causes.js';
import { paceWhile } from './time/pace.js';
import { watchRows } from './watch-rows.js';

export type Box = {
  slack: SlackServer;
  app: App;
  stop(): Promise<void>;
};

export type BoxOptions = {
  /** Holds the database and the workspace. */
  dataDir: string;
  slack: SlackServerOptions;
  /** The one clock of the workspace and the bot; without it time only goes by. */
  clock?: MovingClock;
  overrides?: AppOverrides;
  config?: Partial<Config>;
};

/** Connected when it resolves. */
export async function startBox({
  dataDir,
  slack: slackOptions,
  clock,
  overrides,
  config,
}: BoxOptions): Promise<Box> {
  const slack = await startSlackServer({
    pageDir: join(findPackageRoot(), 'dist', 'playground', 'page'),
    manifest: readManifest(join(findPackageRoot(), 'manifest.yml')),
    ...(clock ? { clock } : {}),
    ...slackOptions,
    state: join(dataDir, 'workspace.json'),
  });
  let app: App | null = null;
  try {
    app = await startApp(
      { ...boxConfig(slack, dataDir), ...config },
      {
        ...(clock ? { clock } : {}),
        ...(slack.trail === null ? {} : { fetch: claimingFetch(slack.url) }),
        onDatabase: async (database) => {
          if (slack.trail !== null) claimingConnections(database.pool);
          const missing = await whatIsMissing(database, slack.workspace.state.lastTsMicros);
          if (missing !== null) (slackOptions.say ?? sayInTerminal)(missing);
          if (clock) await passStop(database, clock.now());
        },
        ...paceWhile(() => isSkipping(slack)),
        ...overrides,
      },
    );
    const watch = slack.trail === null ? null : await watchRows(app.desk, slack.trail.changed);
    if (watch !== null) slack.trail?.followRows(watch.caughtUp);
    await slack.until(() => slack.connectionCount() > 0, { what: 'the connection of the bot' });
    if (clock) slack.timekeeper = keepTime({ slack, app, clock });
    const started = app;
    // Once, however often it is asked for; and the workspace is kept whatever the bot leaves undone.
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= (watch?.close() ?? Promise.resolve())
        .finally(() => started.stop())
        .finally(() => slack.close());
      return stopping;
    };
    return { slack, app, stop };
  } catch (error) {
    await app?.stop();
    await slack.close();
    throw error;
  }
}

/** Where Slack's rates apply, it counts real seconds. */
function isSkipping({ timekeeper, weather }: SlackServer): boolean {
  return timekeeper?.isMoving() === true && !weather().hasRateLimits;
}

/** The bot connects as it would to Slack, by Socket Mode, and so the workspace's port is the only one of the process. */
export function boxConfig(slack: SlackServer, dataDir: string): Config {
  return {
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      connection: { mode: 'socket', appToken: slack.appToken },
    },
    port: null,
    database: { kind: 'embedded', dataDir },
    adminUserIds: [],
    commandNames: DEFAULT_COMMAND_NAMES,
    timeZone: 'UTC',
    slaSweepCron: '* * * * *',
    logLevel: 'warn',
  };
}

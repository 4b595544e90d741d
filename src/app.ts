/** The composition root: what is started, in which order, and stopped in reverse. */
import { type Clock, systemClock } from './clock.js';
import { type Config, refusedValue } from './config.js';
import { createDatabase, type Database, type OpenPrisma } from './database/client.js';
import { startEmbeddedPostgres } from './database/embedded.js';
import { isLoginRefused } from './database/errors.js';
import { migrate, pendingMigrations } from './database/migrations.js';
import { tolerateTypos } from './database/typo-tolerance.js';
import { settleNames } from './domain/command-names.js';
import { startHttpServer } from './http/server.js';
import { createHomes } from './jobs/homes.js';
import type { JobName } from './jobs/job.js';
import { createListening } from './jobs/listening.js';
import { jobRegistry } from './jobs/registry.js';
import { runJobs } from './jobs/run-jobs.js';
import { createSender, type SenderOptions } from './jobs/send-posts.js';
import { createLog } from './logger.js';
import type { Desk, Log } from './services/desk.js';
import { lateJobs } from './services/health/heartbeats.js';
import { measureDesk } from './services/health/measure-desk.js';
import type { HomeOptions } from './services/home/publish-homes.js';
import { ensureDefaultCalendar } from './services/projects/ensure-default-calendar.js';
import { ensureDefaultProject } from './services/projects/ensure-default-project.js';
import { type Pace, RECONCILE_PACE } from './services/reconcile/pace.js';
import { createSlackApp, type SlackApp, type SlackCredentials } from './slack/app.js';
import { isCommandToBot } from './slack/commands/grammar.js';
import { failureOf, GatewayError } from './slack/gateway-error.js';
import { createHomeCarrier } from './slack/home-carrier.js';
import { createPostCarrier } from './slack/post-carrier.js';
import { createStopStack, type StopStack } from './stop-stack.js';
import { untilReachable } from './until-reachable.js';

export type AppOverrides = {
  clock?: Clock;
  log?: Log;
  sender?: SenderOptions;
  homes?: HomeOptions;
  reconcilePace?: Pace;
  openPrisma?: OpenPrisma;
  /** What is to be done with the database before anything else looks at it. */
  onDatabase?: (database: Database) => Promise<void>;
  /** Through which the bot reaches Slack. */
  fetch?: typeof globalThis.fetch;
  /** Gives up starting. */
  signal?: AbortSignal;
};

export type App = {
  /** Where health checks, and in HTTP mode Slack's requests, are answered. Null: nowhere. */
  port: number | null;
  desk: Desk;
  runJob(name: JobName): Promise<void>;
  /** Whether nothing of Slack's is being worked on, no job runs and nothing is being sent. */
  isIdle(): boolean;
  /** Takes nothing new, finishes what is in hand, ends everything that was started; never takes longer than `STOP_MAX_MS`. */
  stop(): Promise<void>;
};

/** Supervisors kill after 10 s: https://docs.docker.com/reference/cli/docker/container/stop/ */
export const STOP_MAX_MS = 9_000;
const HTTP_GRACE_MS = 1_000;
const FINISH_WITHIN_MS = 4_000;

/** What there is of it by now. */
type Opened = { database: Database | null; slack: SlackApp | null };

type Parts = { config: Config; clock: Clock; log: Log; overrides: AppOverrides; stack: StopStack };

/** @throws after stopping what was started by then. */
export async function startApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const log = overrides.log ?? createLog(config.logLevel);
  const parts: Parts = {
    config,
    overrides,
    log,
    clock: overrides.clock ?? systemClock,
    stack: createStopStack(log, STOP_MAX_MS),
  };
  try {
    return await startParts(parts);
  } catch (error) {
    await parts.stack.stop();
    throw error;
  }
}

async function startParts(parts: Parts): Promise<App> {
  const { config, clock, log, overrides, stack } = parts;
  const open: Opened = { database: null, slack: null };
  // First, so that whoever supervises the process is answered while it waits for the others.
  const port = await openHttp(parts, open);
  const database = await openDatabase(parts);
  await overrides.onDatabase?.(database);
  open.database = database;
  const slack = await openSlack(parts);
  open.slack = slack;
  settleNames(config.commandNames, slack.bot.name, slack.bot.userId);
  const desk: Desk = {
    database,
    clock,
    log,
    directory: slack.directory,
    botUserId: slack.botUserId,
    adminUserIds: config.adminUserIds,
    isCommandToBot: (text) => isCommandToBot(text, slack.botUserId),
  };
  slack.register(desk);
  await ensureDefaultCalendar(desk, config.timeZone);
  await ensureDefaultProject(desk);

  const carrier = createPostCarrier(slack.gateway, slack.renderPost);
  const sender = createSender(desk, carrier, overrides.sender);
  stack.push('sender', () => sender.stop());
  const homes = createHomes(desk, createHomeCarrier(slack.gateway), overrides.homes);
  stack.push('homes', () => homes.stop());
  const listening = createListening(desk, () => slack.isConnected());
  const { slaSweepCron } = config;
  const { reconcilePace = RECONCILE_PACE } = overrides;
  const registry = jobRegistry({ desk, sender, homes, slaSweepCron, listening, reconcilePace });
  const jobs = await runJobs(desk, registry);
  stack.push('jobs', () => jobs.stop());

  slack.onListening(() => {
    listening.began();
    void jobs.run('note-listening').then(() => jobs.run('reconcile'));
  });
  stack.push('slack', () => slack.stop());
  await slack.start().catch(refusedToken('SLACK_APP_TOKEN'));
  log.info({ port, mode: config.slack.connection.mode }, 'started');
  return {
    port,
    desk,
    runJob: (name) => jobs.run(name),
    isIdle: () => slack.isIdle() && jobs.isIdle() && sender.isIdle() && homes.isIdle(),
    stop: () => stack.stop(),
  };
}

async function openDatabase({ config, log, overrides, stack }: Parts): Promise<Database> {
  const url = await databaseUrl(config, log, stack);
  const migrating = untilReachable('PostgreSQL', () => migrate(url), { log, ...signalOf(overrides) });
  const { applied } = await migrating.catch((error: unknown) => {
    throw config.database.kind === 'url' && isLoginRefused(error)
      ? refusedValue('DATABASE_URL', 'is refused by PostgreSQL: user, password or database is wrong')
      : error;
  });
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const onError = (err: unknown) => log.warn({ err }, 'a database connection was lost');
  const { openPrisma } = overrides;
  const database = createDatabase(url, { onError, ...(openPrisma && { openPrisma }) });
  stack.push('database', () => database.close());
  if (!(await tolerateTypos(database))) {
    log.warn({}, 'PostgreSQL refuses the extension pg_trgm: search finds only what is spelled right');
  }
  return database;
}

async function databaseUrl({ database }: Config, log: Log, stack: StopStack): Promise<string> {
  if (database.kind === 'url') return database.url;
  const { dataDir } = database;
  log.info({ dataDir }, 'DATABASE_URL is not set: using an embedded PostgreSQL');
  const embedded = await startEmbeddedPostgres({ dataDir, log });
  stack.push('embedded PostgreSQL', () => embedded.stop());
  return embedded.url;
}

async function openSlack({ config, log, overrides }: Parts): Promise<SlackApp> {
  const { apiUrl } = config.slack;
  const options = {
    credentials: credentialsOf(config),
    log,
    finishWithinMs: FINISH_WITHIN_MS,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    ...(overrides.fetch === undefined ? {} : { fetch: overrides.fetch }),
  };
  const asking = untilReachable('Slack', () => createSlackApp(options), { log, ...signalOf(overrides) });
  return asking.catch(refusedToken('SLACK_BOT_TOKEN'));
}

/** A token that looked right may be another app's, or revoked: whoever starts the bot is told which, and where the right one is. */
function refusedToken(variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN') {
  return (error: unknown): never => {
    const failure = failureOf(error instanceof GatewayError ? error.cause : error);
    if (failure.kind !== 'unauthorized') throw error;
    throw refusedValue(variable, `is refused by Slack (${failure.code})`);
  };
}

async function openHttp({ config, clock, stack }: Parts, open: Opened): Promise<number | null> {
  const { port } = config;
  if (port === null) {
    if (config.slack.connection.mode === 'socket') return null;
    throw new Error('Without a port Slack reaches the bot in Socket Mode only');
  }
  /** Rejects while there is no database. */
  const pulse = async () => {
    if (open.database === null) throw new Error('The database is not open yet');
    return { database: open.database, clock };
  };
  const http = await startHttpServer({
    port,
    probes: {
      database: async () => open.database !== null && (await pendingMigrations(open.database)).length === 0,
      slack: () => open.slack?.isConnected() ?? false,
    },
    pulse: {
      late: async () => (await lateJobs(await pulse())).map(({ job }) => job),
      metrics: [() => open.slack?.metrics() ?? [], async () => measureDesk(await pulse())],
    },
    slackListener: () => (open.slack?.isConnected() ? (open.slack.requestListener ?? null) : null),
  });
  stack.push('http', () => http.close(HTTP_GRACE_MS));
  return http.port;
}

function credentialsOf({ slack: { botToken, connection } }: Config): SlackCredentials {
  return connection.mode === 'socket'
    ? { botToken, appToken: connection.appToken }
    : { botToken, signingSecret: connection.signingSecret };
}

function signalOf({ signal }: AppOverrides): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

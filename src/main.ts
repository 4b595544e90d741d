/** Reads the configuration, starts, and handles signals; nothing else. */
import { type App, startApp } from './app.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { createLog } from './logger.js';
import type { Log } from './services/desk.js';

/** `STOP_MAX_MS` and a little: whatever hangs then, the process ends. */
const EXIT_MAX_MS = 9_500;

function main(): void {
  const config = readOrExplain();
  if (config === null) return;
  const log = createLog(config.logLevel);
  // Nothing from outside ends the process: what no one caught is logged, and the outbox and Slack's retries see to the rest.
  process.on('unhandledRejection', (err) => log.error({ err }, 'a rejection nobody caught'));
  process.on('uncaughtException', (err) => log.error({ err }, 'an exception nobody caught'));

  const starting = new AbortController();
  const started = startApp(config, { log, signal: starting.signal });
  started.catch((error: unknown) => explain(error, log, starting.signal.aborted));
  // SIGHUP: its terminal was closed. None of them ends the process by itself: an embedded PostgreSQL would be left running.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (starting.signal.aborted) return log.info({ signal }, 'still stopping');
      log.info({ signal }, 'stopping');
      starting.abort();
      setTimeout(() => process.exit(0), EXIT_MAX_MS).unref();
      void started.then(stopAndExit, () => process.exit(0));
    });
  }
}

function readOrExplain(): Config | null {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return null;
  }
}

async function stopAndExit(app: App): Promise<void> {
  await app.stop();
  process.exit(0);
}

function explain(error: unknown, log: Log, isStopping: boolean): void {
  if (isStopping) return;
  log.error({ err: error }, 'could not start');
  process.stderr.write(`Could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main();

/** `npm run playground`: the whole desk on one machine, with nothing but Node; `-- --tour` plays its story and ends. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPackageRoot } from '../src/database/package-root.js';
import { createLog } from '../src/logger.js';
import { keptClock } from './box/moving-clock.js';
import { openDesk } from './box/open-desk.js';
import { type Box, startBox } from './box/start-box.js';
import { BOT_LOG, logInto } from './run/bot-log.js';
import { endOnSignal } from './run/end-on-signal.js';
import { requireFreePort } from './run/free-port.js';
import { holdFolder } from './run/hold-folder.js';
import { openBrowser } from './run/open-browser.js';
import { DATA_DIR, HELP, readOptions } from './run/options.js';
import { staleBuild } from './run/stale-build.js';
import { playTour } from './run/tour.js';
import { explainFailure, welcome } from './run/welcome.js';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.does === 'refuse') return refuse(options.sentence);
  if (options.does === 'help') return console.log(HELP);
  const build = staleBuild(findPackageRoot());
  if (build !== null)
    console.error(`The sources are newer than what is compiled; to see them, run: ${build}`);
  await (options.does === 'tour' ? tour() : playground(options));
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

type Start = { isFresh: boolean; isOpened: boolean; port: number };

async function playground({ isFresh, isOpened, port }: Start): Promise<void> {
  const dataDir = resolve(DATA_DIR);
  // Before anything is started, because a signal may come at any time.
  const ending = endOnSignal(
    { say: (line) => console.log(line), exit: (code) => process.exit(code) },
    (signal, act) => process.on(signal, act),
  );
  const box = await startOrExplain(dataDir, isFresh, port);
  if (box === null) return ending.nothingToStop();
  ending.stopWith(box.stop);
  if (ending.isTold()) return;
  try {
    await openDesk(box.slack, box.app);
  } catch (error) {
    await box.stop();
    if (ending.isTold()) return;
    throw error;
  }
  box.slack.opened();
  console.log(welcome(box, DATA_DIR));
  if (isOpened) openBrowser(box.slack.url);
}

async function startOrExplain(dataDir: string, isFresh: boolean, port: number): Promise<Box | null> {
  try {
    // Before anything is forgotten: it may be what another playground is running on.
    await requireFreePort(port);
    const letGo = await holdFolder(dataDir, port);
    process.once('exit', letGo);
    if (isFresh) await rm(dataDir, { recursive: true, force: true });
    console.log(
      `Starting PostgreSQL, the workspace and the bot … Should it take long, ${join(DATA_DIR, BOT_LOG)} says why.`,
    );
    const clock = keptClock(join(dataDir, 'clock.json'));
    const log = createLog('warn', logInto(join(dataDir, BOT_LOG)));
    return await startBox({
      dataDir,
      clock,
      slack: { port, hasTrail: true, isOpening: true },
      overrides: { log },
    });
  } catch (error) {
    const sentence = explainFailure(error, port, DATA_DIR);
    if (sentence === null) throw error;
    refuse(sentence);
    return null;
  }
}

async function tour(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-tour-'));
  try {
    await playTour({ dataDir, print: (line) => console.log(line) });
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
}

/** `npm run chaos`: damages a desk at random moments while people use it, and compares what came of it with an undisturbed run. */
import { parseArgs } from 'node:util';
import { storyOf } from '../test/support/chaos/desk-story.js';
import { differences, type Outcome } from '../test/support/chaos/outcome.js';
import { withOwnPostgres } from '../test/support/chaos/own-postgres.js';
import { play } from '../test/support/chaos/play.js';
import { isScenarioName, SCENARIOS, type ScenarioName } from '../test/support/chaos/scenarios.js';
import { openStage } from '../test/support/chaos/stage.js';

const NAMES = Object.keys(SCENARIOS).filter(isScenarioName);
const KILLS = 100;
/** Of every other scenario, so that all of them end within the hour. */
const DISTURBANCES = 19;
const SEED_MAX = 1_000_000;
const USAGE = `Usage: npm run chaos [-- --seed N --kills N --only ${NAMES.join('|')}]`;

type Run = { name: ScenarioName; seed: number; steps: number };

/** Null where only the usage was asked for. Throws for options and values that there are not. */
function readRuns(): Run[] | null {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      kills: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const seed = readNumber(values.seed) ?? Math.floor(Math.random() * SEED_MAX);
  const steps = readNumber(values.kills);
  const { only } = values;
  if (only !== undefined && !isScenarioName(only)) throw new Error(`There is no scenario ${only}`);
  return NAMES.filter((name) => only === undefined || name === only).map((name) => ({
    name,
    seed,
    steps: steps ?? (name === 'kills' ? KILLS : DISTURBANCES),
  }));
}

function readNumber(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is no number`);
  return Number(text);
}

/** On a server of its own, so that it can be taken away, and nothing of an earlier run is left. */
function playOnce(run: Run, isDisturbed: boolean): Promise<Outcome> {
  return withOwnPostgres(async ({ url, postgres }) => {
    const scenario = SCENARIOS[run.name];
    const stage = await openStage({ url, bots: scenario.bots });
    try {
      return await play({
        scene: { stage, postgres },
        story: storyOf(run.steps, ['busy', 'guarded']),
        scenario,
        seed: isDisturbed ? run.seed : null,
        onStep: (line) => console.log(`  ${line}`),
      });
    } finally {
      await stage.close();
    }
  });
}

async function isSame(run: Run, undisturbed: Outcome): Promise<boolean> {
  const replay = `npm run chaos -- --seed ${run.seed} --kills ${run.steps} --only ${run.name}`;
  console.log(`${run.name}: ${replay}`);
  const startedMs = performance.now();
  try {
    const found = differences(undisturbed, await playOnce(run, true));
    for (const line of found) console.error(`  ${line}`);
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    const verdict = found.length === 0 ? 'the same as undisturbed' : `${found.length} differences`;
    console.log(`${run.name}: ${verdict}, ${seconds} s. Replay: ${replay}`);
    return found.length === 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`${run.name}: failed. Replay: ${replay}`);
    return false;
  }
}

async function main(): Promise<void> {
  const runs = readRuns();
  if (runs === null) {
    console.log(USAGE);
    return;
  }
  const undisturbed = new Map<number, Outcome>();
  const failed: string[] = [];
  for (const run of runs) {
    if (!undisturbed.has(run.steps)) {
      console.log(`undisturbed, ${run.steps} steps`);
      undisturbed.set(run.steps, await playOnce(run, false));
    }
    const expected = undisturbed.get(run.steps);
    if (expected === undefined || !(await isSame(run, expected))) failed.push(run.name);
  }
  if (failed.length > 0) {
    console.error(`Failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}

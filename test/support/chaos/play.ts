/** Plays a story to its end, with damage or without. */
import { setTimeout as delay } from 'node:timers/promises';
import { POST_HAS_WORK_SQL } from '../../../src/database/unsent-posts.js';
import { DISTURBANCES, type DisturbanceName, type Scene } from './disturbances.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { pick, type Random, randomFrom } from './random.js';
import type { Scenario } from './scenarios.js';
import { askDatabase, type Stage } from './stage.js';
import type { Step } from './step.js';

/** Damage comes within this time of the start of a step: most of what a step causes happens in it. */
const WITHIN_MS = 250;
/** A breach after a kill waits until its threads are read again, at the reconciler's pace. */
const PRESSES_MAX = 30;
const QUIET_MAX_MS = 60_000;
/** Where nothing is damaged nothing is pressed again, however slow the machine is. */
const CALM_MS = 60_000;
const SEED_MAX = 2 ** 31;

type Plan = { name: DisturbanceName; afterMs: number; random: Random };

export type Playing = {
  scene: Scene;
  story: readonly Step[];
  scenario: Scenario;
  /** Null: nothing is disturbed. */
  seed: number | null;
  onStep?: (line: string) => void;
};

/** @throws Error that names the step that did not come to its end, with what Slack and the bots have to say. */
export async function play({ scene, story, scenario, seed, onStep }: Playing): Promise<Outcome> {
  const random = randomFrom(seed ?? 0);
  for (const step of story) {
    // Drawn before anything happens, so that what is drawn does not depend on how fast it goes.
    const drawn: Plan = {
      name: pick(random, scenario.disturbances),
      afterMs: random() * WITHIN_MS,
      random: randomFrom(Math.floor(random() * SEED_MAX)),
    };
    const plan = seed === null ? null : drawn;
    onStep?.(`${step.name}${plan === null ? '' : `: ${plan.name} after ${Math.round(plan.afterMs)} ms`}`);
    await playStep(scene, step, plan, plan === null ? CALM_MS : scenario.patienceMs);
  }
  scene.stage.slack.faults.clear();
  await untilQuiet(scene.stage);
  return outcomeOf(scene.stage);
}

/** Whoever sees no answer presses again; not while one is on its way, which on a slow machine may take longer than patience. */
async function playStep(scene: Scene, step: Step, plan: Plan | null, patienceMs: number): Promise<void> {
  const { stage } = scene;
  const disturbing = plan === null ? Promise.resolve() : disturb(scene, plan);
  // Waited for below, after the step was begun.
  disturbing.catch(() => undefined);
  for (let press = 1; press <= PRESSES_MAX; press += 1) {
    const isToPress = press === 1 || (!step.isByEvents && !(await isWorkLeft(stage)));
    if (isToPress) await Promise.resolve(step.act(stage)).catch(() => undefined);
    await disturbing;
    const isDone = await stage.slack
      .until(() => step.isDone(stage), { timeoutMs: patienceMs })
      .catch(() => false);
    if (isDone) return;
  }
  throw new Error(`This did not happen: ${step.name}\n${describe(stage)}`);
}

async function disturb(scene: Scene, { name, afterMs, random }: Plan): Promise<void> {
  await delay(afterMs);
  await DISTURBANCES[name](scene, random);
}

async function untilQuiet(stage: Stage): Promise<void> {
  await stage.slack.settled();
  await stage.slack
    .until(async () => !(await isWorkLeft(stage)), { timeoutMs: QUIET_MAX_MS })
    .catch((cause: unknown) => {
      throw new Error(`Work was left in the outbox\n${describe(stage)}`, { cause });
    });
}

async function isWorkLeft(stage: Stage): Promise<boolean> {
  const [row] = await askDatabase<{ isLeft: boolean }>(
    stage,
    `SELECT EXISTS (SELECT FROM posts WHERE ${POST_HAS_WORK_SQL}) OR EXISTS (SELECT FROM early_events)
         OR EXISTS (SELECT FROM ticket_threads WHERE imported_at IS NULL AND import_after_ts IS NOT NULL) AS "isLeft"`,
  );
  return row?.isLeft ?? false;
}

function describe({ slack, bots }: Stage): string {
  const events = slack.events.map(({ event, state, attempts }) =>
    [event.type, event.subtype, event.text, state, attempts].join(' '),
  );
  return [...events, ...bots.map((bot) => bot.output())].join('\n');
}

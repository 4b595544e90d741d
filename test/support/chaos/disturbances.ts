/** The damage that is done to a story while it is played, drawn from its seed. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiFault } from '../../../playground/faults.js';
import { between, pick, type Random } from './random.js';
import type { Stage } from './stage.js';

/** A database server of the run's own, which can be taken away. */
export type Postgres = { restart(): Promise<void>; crash(): Promise<void> };

export type Scene = { stage: Stage; postgres: Postgres | null };

/** Resolves when the damage is done and what can be started again is started again. */
export type Disturbance = (scene: Scene, random: Random) => Promise<void>;

/** What the bot calls in this story. */
const METHODS = [
  'chat.postMessage',
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'conversations.replies',
  'conversations.history',
  'conversations.info',
  'conversations.members',
  'users.info',
  'views.open',
  'views.update',
  '*',
] as const satisfies readonly string[];

const CALLS_MAX = 3;
const EVENTS_MAX = 6;
const SLOW_MAX_MS = 4_000;
const DELAY_MAX_MS = 2_500;
const HELD_MAX_MS = 1_200;
const REFUSED_MAX_MS = 1_500;

function answerBadly(fault: (random: Random) => ApiFault): Disturbance {
  return async ({ stage }, random) => {
    const options = { times: between(random, 1, CALLS_MAX) };
    stage.slack.faults.api(pick(random, METHODS), fault(random), options);
  };
}

export const DISTURBANCES = {
  kill: async ({ stage: { bots } }, random) => {
    const bot = pick(random, bots);
    await bot.kill();
    await bot.start();
  },
  'restart PostgreSQL': async ({ postgres }) => postgres?.restart(),
  'crash PostgreSQL': async ({ postgres }) => postgres?.crash(),
  'answer 500': answerBadly(() => ({ kind: 'status', status: 500 })),
  'answer 429': answerBadly(() => ({ kind: 'rate_limited', retryAfterSeconds: 1 })),
  'answer slowly': answerBadly((random) => ({ kind: 'slow', delayMs: between(random, 200, SLOW_MAX_MS) })),
  'answer nothing': answerBadly((random) => ({ kind: 'hang', when: pick(random, ['before', 'after']) })),
  'break the answer off': answerBadly((random) => ({
    kind: 'reset',
    when: pick(random, ['before', 'after']),
  })),
  'repeat events': async ({ stage }, random) => {
    const copies = between(random, 2, 3);
    stage.slack.faults.event('*', { kind: 'duplicate', copies }, { times: between(random, 1, EVENTS_MAX) });
  },
  'delay events': async ({ stage }, random) => {
    for (let left = between(random, 1, EVENTS_MAX); left > 0; left -= 1) {
      stage.slack.faults.event('*', { kind: 'delay', delayMs: between(random, 50, DELAY_MAX_MS) });
    }
  },
  'shuffle events': async ({ stage }, random) => {
    const held = stage.slack.faults.holdEvents();
    await delay(between(random, 100, HELD_MAX_MS));
    const order = held.events().map((_event, at) => ({ at, turn: random() }));
    held.release(order.sort((a, b) => a.turn - b.turn).map(({ at }) => at));
  },
  'cut the sockets': async ({ stage }) => stage.slack.faults.cutSockets(),
  'say goodbye to the sockets': async ({ stage }) => stage.slack.faults.warnDisconnect(),
  'refuse connections': async ({ stage }, random) => {
    stage.slack.faults.refuseConnections();
    stage.slack.faults.cutSockets();
    await delay(between(random, 100, REFUSED_MAX_MS));
    stage.slack.faults.refuseConnections(false);
  },
} as const satisfies Record<string, Disturbance>;

export type DisturbanceName = keyof typeof DISTURBANCES;

/** Which damage is done together, and how long a person then waits before doing something again. */
import type { DisturbanceName } from './disturbances.js';

export type Scenario = {
  bots: number;
  /** One is drawn for each step. */
  disturbances: readonly [DisturbanceName, ...DisturbanceName[]];
  needsPostgres: boolean;
  /** Longer than what was done anyway needs to become visible: a second answer to the reporter is a second answer. */
  patienceMs: number;
};

const SLACK = [
  'answer 500',
  'answer 429',
  'answer slowly',
  'answer nothing',
  'break the answer off',
] as const satisfies readonly DisturbanceName[];
const EVENTS = [
  'repeat events',
  'delay events',
  'shuffle events',
] as const satisfies readonly DisturbanceName[];
const SOCKETS = [
  'cut the sockets',
  'say goodbye to the sockets',
  'refuse connections',
] as const satisfies readonly DisturbanceName[];
const POSTGRES = ['restart PostgreSQL', 'crash PostgreSQL'] as const satisfies readonly DisturbanceName[];

export const SCENARIOS = {
  kills: { bots: 1, disturbances: ['kill'], needsPostgres: false, patienceMs: 3_000 },
  'two-bots': { bots: 2, disturbances: ['kill'], needsPostgres: false, patienceMs: 5_000 },
  events: { bots: 1, disturbances: EVENTS, needsPostgres: false, patienceMs: 8_000 },
  sockets: { bots: 1, disturbances: SOCKETS, needsPostgres: false, patienceMs: 8_000 },
  postgres: { bots: 1, disturbances: POSTGRES, needsPostgres: true, patienceMs: 10_000 },
  slack: { bots: 1, disturbances: SLACK, needsPostgres: false, patienceMs: 25_000 },
  everything: {
    bots: 2,
    disturbances: ['kill', ...EVENTS, ...SOCKETS, ...POSTGRES, ...SLACK],
    needsPostgres: true,
    patienceMs: 25_000,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

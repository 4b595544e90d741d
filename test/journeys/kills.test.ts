import { beforeAll, describe, expect, it } from 'vitest';
import { differences, type Outcome } from '../support/chaos/outcome.js';
import { play } from '../support/chaos/play.js';
import { SCENARIOS, type Scenario } from '../support/chaos/scenarios.js';
import { openStage } from '../support/chaos/stage.js';
import { compileBot } from '../support/child-bot.js';
import { createTestDatabase } from '../support/database.js';

/** One for each step of the story. `npm run chaos` takes a hundred, and draws the seed. */
const DISTURBANCES = 10;
const SEED = 1;

/** The database that all tests share is not taken away. */
const SHARED: Scenario = {
  ...SCENARIOS.everything,
  disturbances: ['kill', ...SCENARIOS.events.disturbances, ...SCENARIOS.sockets.disturbances],
  patienceMs: 5_000,
};

async function playHere(scenario: Scenario, seed: number | null): Promise<Outcome> {
  const { url, drop } = await createTestDatabase();
  const stage = await openStage({ url, bots: scenario.bots });
  try {
    return await play({ scene: { stage, postgres: null }, steps: DISTURBANCES, scenario, seed });
  } finally {
    await stage.close();
    await drop();
  }
}

describe('a story in which a step is disturbed at a random moment', () => {
  /** Played beside the others: all of them mostly wait. */
  let undisturbed: Promise<Outcome>;

  beforeAll(async () => {
    await compileBot();
    undisturbed = playHere(SCENARIOS.kills, null);
    undisturbed.catch(() => undefined);
  }, 60_000);

  it.concurrent.each<[string, Scenario]>([
    ['each kills the bot', SCENARIOS.kills],
    ['each kills one of two bots, or upsets events or sockets', SHARED],
  ])(
    'ends in the same rows and the same posts, none missing, none twice, where %s',
    async (_name, scenario) => {
      const disturbed = await playHere(scenario, SEED);
      expect(differences(await undisturbed, disturbed)).toEqual([]);
    },
    300_000,
  );

  it.concurrent('goes as it goes where nothing is', async () => {
    const { tickets, comments, alerts, violations } = await undisturbed;
    expect(tickets).toHaveLength(3);
    expect(comments).toHaveLength(4);
    expect(alerts).toEqual(['IT-3 | response | 100']);
    expect(violations).toEqual([]);
  }, 300_000);

  it.concurrent('would be told apart from one in which something is missing, or twice', async () => {
    const outcome = await undisturbed;
    const [first = '', ...others] = outcome.comments;
    expect(differences(outcome, { ...outcome, comments: others })).toEqual([`missing in comments: ${first}`]);
    expect(differences(outcome, { ...outcome, comments: [first, first, ...others] })).toEqual([
      `too much in comments: ${first}`,
    ]);
  }, 300_000);
});

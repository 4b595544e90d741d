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
  patienceMs: SCENARIOS.events.patienceMs,
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
  let undisturbed: Outcome;

  beforeAll(async () => {
    await compileBot();
    undisturbed = await playHere(SCENARIOS.kills, null);
  }, 150_000);

  it('goes as it goes where nothing is', () => {
    expect(undisturbed.tickets).toHaveLength(3);
    expect(undisturbed.comments).toHaveLength(4);
    expect(undisturbed.alerts).toEqual(['IT-3 | response | 100']);
    expect(undisturbed.violations).toEqual([]);
  });

  it.concurrent.each<[string, Scenario]>([
    ['each kills the bot', SCENARIOS.kills],
    ['each kills one of two bots, or upsets events or sockets', SHARED],
  ])(
    'ends in the same rows and the same posts, none missing, none twice, where %s',
    async (_name, scenario) => {
      expect(differences(undisturbed, await playHere(scenario, SEED))).toEqual([]);
    },
    180_000,
  );
});

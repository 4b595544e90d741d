import { beforeAll, describe, expect, it } from 'vitest';
import { type DayName, storyOf } from '../support/chaos/desk-story.js';
import { differences, type Outcome } from '../support/chaos/outcome.js';
import { play } from '../support/chaos/play.js';
import { SCENARIOS, type Scenario } from '../support/chaos/scenarios.js';
import { openStage } from '../support/chaos/stage.js';
import { compileBot } from '../support/child-bot.js';
import { createTestDatabase } from '../support/database.js';

/** One for each step of the story. `npm run chaos` takes a hundred, and draws the seed. */
const DISTURBANCES = 10;
const SEED = 1;
/** By this one, redacting, making confidential, giving a reason and taking back are killed, and the other steps upset. */
const GUARDED_SEED = 5392;

/** The database that all tests share is not taken away. Kills count thrice: what is done for good must be whole after them. */
const SHARED: Scenario = {
  ...SCENARIOS.everything,
  disturbances: ['kill', 'kill', 'kill', ...SCENARIOS.events.disturbances, ...SCENARIOS.sockets.disturbances],
  patienceMs: 5_000,
};

async function playHere(day: DayName, scenario: Scenario, seed: number | null): Promise<Outcome> {
  const { url, drop } = await createTestDatabase();
  const stage = await openStage({ url, bots: scenario.bots });
  try {
    return await play({
      scene: { stage, postgres: null },
      story: storyOf(DISTURBANCES, [day]),
      scenario,
      seed,
    });
  } finally {
    await stage.close();
    await drop();
  }
}

describe('a story in which a step is disturbed at a random moment', () => {
  /** Played beside the others: all of them mostly wait. */
  const undisturbed = {} as Record<DayName, Promise<Outcome>>;

  beforeAll(async () => {
    await compileBot();
    for (const day of ['busy', 'guarded'] as const) {
      undisturbed[day] = playHere(day, SCENARIOS.kills, null);
      undisturbed[day].catch(() => undefined);
    }
  }, 60_000);

  it.concurrent.each<[string, DayName, Scenario, number]>([
    ['each kills the bot', 'busy', SCENARIOS.kills, SEED],
    ['each kills one of two bots, or upsets events or sockets', 'guarded', SHARED, GUARDED_SEED],
  ])(
    'ends in the same rows and the same posts, none missing, none twice, where %s',
    async (_name, day, scenario, seed) => {
      const disturbed = await playHere(day, scenario, seed);
      expect(differences(await undisturbed[day], disturbed)).toEqual([]);
    },
    300_000,
  );

  it.concurrent('goes as it goes where nothing is', async () => {
    const { tickets, comments, alerts, violations } = await undisturbed.busy;
    expect(tickets).toHaveLength(3);
    expect(comments).toHaveLength(4);
    expect(alerts).toEqual(['IT-3 | response | 100']);
    expect(violations).toEqual([]);
  }, 300_000);

  it.concurrent('would be told apart from one in which something is missing, or twice', async () => {
    const outcome = await undisturbed.busy;
    const [first = '', ...others] = outcome.comments;
    expect(differences(outcome, { ...outcome, comments: others })).toEqual([`missing in comments: ${first}`]);
    expect(differences(outcome, { ...outcome, comments: [first, first, ...others] })).toEqual([
      `too much in comments: ${first}`,
    ]);
  }, 300_000);
});

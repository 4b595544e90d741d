/** Whatever happens, nobody is shown what is not for them: by no post, answer, search, refusal or line of a log. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST_KINDS } from '../../src/domain/post-kind.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ACT_NAMES, openTickets, type Step, take } from './acts.js';
import { askFor, askForAll } from './asking.js';
import { STORIES, type Story, UNSAID } from './stories.js';
import { makeWorld, PEOPLE, type World } from './world.js';

/** `LEAK_RUNS=500 npx vitest run test/leaks` looks longer, and `LEAK_SEED` elsewhere. */
const RUNS = Number(process.env.LEAK_RUNS ?? 1);
const SEED = Number(process.env.LEAK_SEED ?? 17);
const TIMEOUT_MS = 60_000 + RUNS * 20_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Everything that gets out is judged after every step. */
async function live({ isHelpPrivate = false, steps }: Omit<Story, 'name'>): Promise<World> {
  await database.reset();
  const world = await makeWorld(database.database, { isHelpPrivate });
  try {
    await openTickets(world);
    await world.drain();
    for (const [at, step] of steps.entries()) {
      const ticket = await take(world, step, at);
      await world.drain();
      world.lookAround();
      await askFor(world, ticket, at);
      expect(world.leaks).toEqual([]);
    }
    await askForAll(world);
    await world.settle();
    world.lookAround();
    expect(world.leaks).toEqual([]);
    // A world in which nothing is said leaks nothing.
    expect(Math.min(world.shown.said, world.shown.read)).toBeGreaterThan(0);
    return world;
  } finally {
    await world.stop();
  }
}

describe('no mark reaches anybody who may not read it, and what one may not see does not exist', () => {
  const done = new Set<string>();
  const kinds = new Set<string>();

  it.each(STORIES)('in the story of $name', { timeout: TIMEOUT_MS }, async (story) => {
    const world = await live(story);
    for (const act of world.done) done.add(act);
    for (const kind of world.kinds) kinds.add(kind);
  });

  it('and in these stories everything came to something, and everything was said', () => {
    expect(ACT_NAMES.filter((act) => !done.has(act))).toEqual([]);
    expect(POST_KINDS.filter((kind) => !kinds.has(kind))).toEqual(Object.keys(UNSAID));
  });

  it('whatever happens in whichever order', { timeout: TIMEOUT_MS }, async () => {
    const property = fc.asyncProperty(LIFE, async (life) => void (await live(life)));
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
  });
});

const STEP = fc.record({
  act: fc.constantFrom(...ACT_NAMES),
  // Those who may do most, more often.
  by: fc.constantFrom('ana' as const, 'ana' as const, 'hedy' as const, ...PEOPLE),
  other: fc.constantFrom(...PEOPLE),
  ticket: fc.nat(3),
  pick: fc.nat(5),
});

/** Something that agents alone may read, and then the channel that it is in becomes another: by chance that is rare. */
const OPENED: fc.Arbitrary<Step[]> = fc
  .record({
    ticket: fc.nat(3),
    pick: fc.nat(5),
    said: fc.constantFrom('note' as const, 'write in triage' as const, 'assign' as const),
    turns: fc.constantFrom(
      'convert triage' as const,
      'convert triage unheard' as const,
      'convert triage, and Slack is silent' as const,
    ),
  })
  .map(({ said, turns, ...where }) => {
    const who = { ...where, by: 'ana', other: 'ben' } as const;
    return [
      { ...who, act: said },
      { ...who, act: turns },
      { ...who, act: 'note' },
    ];
  });

const LIFE = fc.record({
  isHelpPrivate: fc.boolean(),
  steps: fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: STEP.map((step): Step[] => [step]) },
        { weight: 1, arbitrary: OPENED },
      ),
      {
        minLength: 10,
        maxLength: 15,
        size: 'max',
      },
    )
    .map((parts) => parts.flat()),
});

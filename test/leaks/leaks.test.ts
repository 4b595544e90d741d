/** Whatever happens, nobody is shown what is not for them: by no post, answer, search, refusal or line of a log. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ACT_NAMES, openTickets, take } from './acts.js';
import { askFor, makeWorld, PEOPLE, searchAll } from './world.js';

/** `LEAK_RUNS=500 npx vitest run test/leaks` looks longer, and `LEAK_SEED` elsewhere. */
const RUNS = Number(process.env.LEAK_RUNS ?? 4);
const SEED = Number(process.env.LEAK_SEED ?? 17);
/** In so many runs every act succeeds somewhere. */
const LONG_RUN = 40;
const TIMEOUT_MS = 60_000 + RUNS * 10_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const STEP = fc.record({
  act: fc.constantFrom(...ACT_NAMES),
  // Those who may do most, more often.
  by: fc.constantFrom('ana' as const, 'ana' as const, 'hedy' as const, ...PEOPLE),
  other: fc.constantFrom(...PEOPLE),
  ticket: fc.nat(2),
  pick: fc.nat(5),
});

it('no mark reaches anybody who may not read it, and what one may not see does not exist', {
  timeout: TIMEOUT_MS,
}, async () => {
  const done = new Set<string>();
  const steps = fc.array(STEP, { minLength: 10, maxLength: 16, size: 'max' });
  const property = fc.asyncProperty(steps, async (taken) => {
    await database.reset();
    const world = await makeWorld(database.database);
    try {
      await openTickets(world);
      await world.drain();
      for (const [at, step] of taken.entries()) {
        const ticket = await take(world, step, at);
        await world.drain();
        world.lookAround();
        await askFor(world, ticket);
        expect(world.leaks).toEqual([]);
      }
      await searchAll(world);
      expect(world.leaks).toEqual([]);
      expect(Math.min(world.shown.said, world.shown.read)).toBeGreaterThan(0);
    } finally {
      for (const act of world.done) done.add(act);
      await world.stop();
    }
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
  // A world in which everything is refused leaks nothing.
  expect(ACT_NAMES.filter((act) => !done.has(act)).length).toBeLessThan(
    RUNS < LONG_RUN ? ACT_NAMES.length / 2 : 1,
  );
});

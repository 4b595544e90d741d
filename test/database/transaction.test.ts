/** A unit of work is done whole or not at all, and again where two collided. */
import { beforeEach, describe, expect, it } from 'vitest';
import { isTransientConflict, postgresErrorOf } from '../../src/database/errors.js';
import { inTransaction, isUniqueViolation, type Tx } from '../../src/database/transaction.js';
import { useTestDatabase } from '../support/database.js';

const db = useTestDatabase();

beforeEach(async () => {
  await db.reset();
  await db.database.prisma.project.createMany({
    data: [
      { key: 'IT', name: 'IT' },
      { key: 'HR', name: 'HR' },
    ],
  });
});

const rename = (tx: Tx, key: string) => tx.project.update({ where: { key }, data: { name: 'x' } });
const count = () => db.database.prisma.project.count({ where: { name: 'x' } });

/** Opens once `parties` have arrived, and stays open. */
function createGate(parties: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= parties) open();
    return opened;
  };
}

/** Two transactions that lock two rows in opposite orders, and how often each was run. */
async function collide(
  attemptsMax: number,
): Promise<{ outcomes: PromiseSettledResult<void>[]; runs: number }> {
  const bothHoldOne = createGate(2);
  let runs = 0;
  const lockInTurn = (first: string, second: string) =>
    inTransaction(
      db.database,
      async (tx) => {
        runs += 1;
        await rename(tx, first);
        await bothHoldOne();
        await rename(tx, second);
      },
      { attemptsMax },
    );
  const outcomes = await Promise.allSettled([lockInTurn('IT', 'HR'), lockInTurn('HR', 'IT')]);
  return { outcomes, runs };
}

describe('inTransaction', () => {
  it('returns what the work returns', async () => {
    expect(await inTransaction(db.database, (tx) => tx.project.count())).toBe(2);
  });

  it('leaves nothing of work that fails', async () => {
    const work = inTransaction(db.database, async (tx) => {
      await rename(tx, 'IT');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await count()).toBe(0);
  });

  it('runs the loser of a deadlock again, so that both succeed', async () => {
    const { outcomes, runs } = await collide(3);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(runs).toBe(3);
  });

  it('gives up after as many runs as it may have', async () => {
    const { outcomes, runs } = await collide(1);
    const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(runs).toBe(2);
    expect(isTransientConflict(lost?.reason)).toBe(true);
  });

  it('runs work that lost to another inside of hand-written SQL again', async () => {
    let runs = 0;
    await inTransaction(db.database, async (tx) => {
      runs += 1;
      if (runs === 1) {
        await tx.$executeRawUnsafe(
          `DO $$ BEGIN RAISE 'lost' USING ERRCODE = 'serialization_failure'; END $$`,
        );
      }
    });
    expect(runs).toBe(2);
  });

  it('does not run again what fails for another reason', async () => {
    let runs = 0;
    const work = inTransaction(db.database, async (tx) => {
      runs += 1;
      await tx.project.create({ data: { key: 'it', name: 'x' } });
    });
    await expect(work).rejects.toSatisfy(
      (error) => postgresErrorOf(error)?.message.includes('projects_key_format') === true,
    );
    expect(runs).toBe(1);
  });

  it('rolls back work that takes too long', async () => {
    const work = inTransaction(
      db.database,
      async (tx) => {
        await rename(tx, 'IT');
        await tx.$executeRaw`SELECT pg_sleep(0.3)`;
        await rename(tx, 'HR');
      },
      { timeoutMs: 100 },
    );
    await expect(work).rejects.toMatchObject({ code: 'P2028' });
    await expect.poll(count).toBe(0);
  });
});

describe('isUniqueViolation', () => {
  const ways = {
    Prisma: () => db.database.prisma.project.create({ data: { key: 'IT', name: 'x' } }),
    "Prisma's transactions": () =>
      inTransaction(db.database, (tx) => tx.project.create({ data: { key: 'IT', name: 'x' } })),
    'raw SQL through Prisma': () =>
      db.database.prisma.$executeRaw`INSERT INTO projects (key, name) VALUES ('IT', 'x')`,
    'the pool': () => db.database.pool.query(`INSERT INTO projects (key, name) VALUES ('IT', 'x')`),
  };

  it.each(Object.entries(ways))('knows one from %s, and its name', async (_name, insert) => {
    const error = await insert().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'projects_key_key')).toBe(true);
    expect(isUniqueViolation(error, 'projects_pkey')).toBe(false);
  });

  it.each([
    ['an ordinary error', new Error('x')],
    ['nothing', null],
    ['another violation', { code: '23503' }],
    ["Prisma's own code", { code: 'P2025' }],
  ])('is false for %s', (_name, error) => {
    expect(isUniqueViolation(error)).toBe(false);
  });
});

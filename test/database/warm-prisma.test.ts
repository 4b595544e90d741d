/** The tests' own clients go from database to database: none may reach one that it was not lent for. */
import { expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const create = { data: { key: 'IT', name: 'IT Support' } };

async function keysIn({ database }: TestDatabase): Promise<string[]> {
  return (await database.prisma.project.findMany()).map(({ key }) => key);
}

it('a client that is lent again is another database’s, and what was closed stays closed', async () => {
  const first = await createTestDatabase();
  const held = first.database.prisma;
  await held.project.create(create);
  await first.drop();
  expect(() => held.project).toThrow(TypeError);

  const second = await createTestDatabase();
  expect(await keysIn(second)).toEqual([]);
  await second.drop();
});

it('a transaction that was in hand when its database closed writes nothing into the next', async () => {
  const first = await createTestDatabase();
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let begun = (): void => undefined;
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const writing = first.database.prisma.$transaction(async (tx) => {
    await tx.project.findMany();
    begun();
    await held;
    await tx.project.create(create);
  });
  writing.catch(() => undefined);
  await isBegun;
  await first.drop();
  const second = await createTestDatabase();
  goOn();
  await expect(writing).rejects.toThrow();
  expect(await keysIn(second)).toEqual([]);
  await second.drop();
});

it('databases that are open beside each other have a client each', async () => {
  const [one, other] = [await createTestDatabase(), await createTestDatabase()];
  await one.database.prisma.project.create(create);
  expect([await keysIn(one), await keysIn(other)]).toEqual([['IT'], []]);
  await one.drop();
  await other.drop();
});

/** One pool for Prisma and hand-written SQL, right about time and calm about broken connections. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../src/database/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runSql } from '../support/run-sql.js';

let db: TestDatabase;

beforeEach(async () => {
  db = await createTestDatabase({ poolMax: 2 });
});

afterEach(async () => {
  await db.drop();
});

describe('an instant', () => {
  it.each(['America/New_York', 'Asia/Kathmandu'])(
    'is the same on a server whose zone is %s',
    async (zone) => {
      await runSql(
        db.url,
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), '${zone}'); END $$`,
      );
      const there = createDatabase(db.url, { poolMax: 1 });
      try {
        const profileReadAt = new Date('2026-03-29T01:30:00.123Z');
        const { id } = await there.prisma.user.create({ data: { slackUserId: 'U1', profileReadAt } });
        expect((await there.prisma.user.findUniqueOrThrow({ where: { id } })).profileReadAt).toEqual(
          profileReadAt,
        );
        const { rows } = await there.pool.query('SELECT profile_read_at FROM users');
        expect(rows).toEqual([{ profile_read_at: profileReadAt }]);
      } finally {
        await there.close();
      }
    },
  );
});

describe('the pool', () => {
  it('survives the loss of every connection, and tells of it', async () => {
    const errors: unknown[] = [];
    const database = createDatabase(db.url, { poolMax: 1, onError: (error) => errors.push(error) });
    try {
      await database.prisma.user.count();
      await runSql(
        db.url,
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'threadesk'`,
      );
      // The pool hears of the loss in its own time; the query after it must find a new connection.
      await expect.poll(() => errors.length).toBeGreaterThan(0);
      expect(await database.prisma.user.count()).toBe(0);
    } finally {
      await database.close();
    }
  });

  it('is shared: one connection serves Prisma and hand-written SQL in turn', async () => {
    const database = createDatabase(db.url, { poolMax: 1 });
    try {
      await database.prisma.user.create({ data: { slackUserId: 'U1' } });
      const { rows } = await database.pool.query('SELECT slack_user_id FROM users');
      expect(rows).toEqual([{ slack_user_id: 'U1' }]);
      expect(database.pool.totalCount).toBe(1);
    } finally {
      await database.close();
    }
  });

  it('can be closed twice', async () => {
    const database = createDatabase(db.url);
    await database.prisma.user.count();
    await Promise.all([database.close(), database.close()]);
    expect(database.pool.ended).toBe(true);
  });
});

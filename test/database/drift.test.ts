/** `schema.prisma` and the migrations say the same. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/database/package-root.js';
import { diffSchema } from '../../src/database/schema-diff.js';
import { createEmptyDatabase } from '../support/database.js';
import { runSql } from '../support/run-sql.js';

let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;

beforeEach(async () => {
  empty = await createEmptyDatabase();
});

afterEach(async () => {
  await empty.drop();
});

describe('the schema', () => {
  it('is what the migrations build', async () => {
    expect(await diffSchema(empty.url), 'run `npm run migration:new -- what_changes`').toBeNull();
  });

  it.each([
    ['a column added', /^(model Asset \{)$/m, '$1\n  colour String?', /ADD COLUMN\s+"colour" TEXT/],
    ['a column widened', /@db\.VarChar\(200\)/, '@db.VarChar(300)', /"title" SET DATA TYPE VARCHAR\(300\)/],
    [
      'an index dropped',
      /^ {2}@@index\(\[createdAt\]\)\n {2}@@index\(\[status\]\)$/m,
      '',
      /DROP INDEX "tickets_status_idx"/,
    ],
    [
      'a value added to an enumeration',
      /^ {2}blocked$/m,
      '  blocked\n  lost',
      /ADD VALUE 'lost'|"ticket_status_new"/,
    ],
  ])('would be seen to differ by %s', async (_name, pattern, replacement, expected) => {
    const schema = await readFile(join(findPackageRoot(), 'prisma', 'schema.prisma'), 'utf8');
    const changed = schema.replace(pattern, replacement);
    expect(changed).not.toBe(schema);
    expect(await diffSchema(empty.url, changed)).toMatch(expected);
  });

  it('is compared in a database of its own, which is gone afterwards', async () => {
    await diffSchema(empty.url);
    expect(await runSql(empty.url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual(
      [],
    );
    expect(
      await runSql(empty.url, `SELECT datname FROM pg_database WHERE datname LIKE 'threadesk_shadow_%'`),
    ).toEqual([]);
  });
});

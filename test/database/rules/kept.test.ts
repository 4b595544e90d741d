/** What has been said is kept, and every update says when. */
import { describe, expect, it } from 'vitest';
import { comment, ENTRY, HISTORY, ticket, useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();

describe('nothing that has been said is removed', () => {
  const said = `${comment('content', `'b'`)}; ${HISTORY} VALUES (1, 1, 'a', now()); ${ENTRY} VALUES (1, 'created', now());
    INSERT INTO audit_entries (action) VALUES ('exported')`;
  const kept = [
    ['tickets', 'tickets_kept'],
    ['comments', 'comments_kept'],
    ['comment_edit_history', 'comment_edit_history_kept'],
    ['projects', 'projects_kept'],
    ['users', 'users_kept'],
    ['changelog_entries', 'changelog_entries_append_only'],
    ['audit_entries', 'audit_entries_append_only'],
  ] as const;

  it.each(kept)('%s refuse DELETE and TRUNCATE, also of no row', async (table, by) => {
    await sql(said);
    expect(await refusedBy(`DELETE FROM ${table}`)).toBe(by);
    expect(await refusedBy(`DELETE FROM ${table} WHERE false`)).toBe(by);
    expect(await refusedBy(`TRUNCATE ${table} CASCADE`)).toMatch(/_kept$|_append_only$/);
    expect((await sql(`SELECT FROM ${table}`)).rowCount).toBeGreaterThan(0);
  });

  it.each([
    ['changelog_entries', `action = 'x'`],
    ['audit_entries', `action = 'x'`],
  ])('%s refuse UPDATE', async (table, assignment) => {
    await sql(said);
    expect(await refusedBy(`UPDATE ${table} SET ${assignment}`)).toBe(`${table}_append_only`);
  });
});

describe('updated_at', () => {
  it.each(['tickets', 'comments', 'projects', 'users'])('of %s follows every update', async (table) => {
    await sql(comment('content', `'x'`));
    const long = `'2001-02-03 04:05:06Z'`;
    await sql(`UPDATE ${table} SET updated_at = ${long}`);
    const { rows } = await sql(`SELECT updated_at > now() - interval '1 minute' AS is_fresh FROM ${table}`);
    expect(rows).toEqual([{ is_fresh: true }]);
  });

  it('keeps what an insert says', async () => {
    await sql(ticket('updated_at', `'2001-02-03 04:05:06Z'`));
    const { rows } = await sql(`SELECT updated_at FROM tickets WHERE ticket_number = 'IT-2'`);
    expect(rows).toEqual([{ updated_at: new Date('2001-02-03T04:05:06Z') }]);
  });
});

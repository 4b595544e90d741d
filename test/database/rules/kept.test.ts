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

describe('the changelog holds no words', () => {
  it.each([
    ['title', `'"Old"'`, `'"New"'`, ['Old', 'New']],
    ['start_reason', 'NULL', `'"logs"'`, ['logs']],
    ['start_moved', `'{"startedAt": "a"}'`, `'{"startedAt": "b", "reason": "logs"}'`, ['logs']],
  ])('%s: they stand beside it, whoever writes', async (action, old, value, texts) => {
    await sql(`INSERT INTO changelog_entries (ticket_id, action, occurred_at, old_value, new_value)
               VALUES (1, '${action}', now(), ${old}, ${value})`);
    const beside = await sql('SELECT id, text, action FROM changelog_texts ORDER BY id');
    expect(beside.rows).toEqual(texts.map((text) => ({ id: expect.any(Number), text, action })));
    const { rows } = await sql('SELECT old_value, new_value FROM changelog_entries');
    expect(JSON.stringify(rows)).not.toMatch(/Old|New|logs/);
    expect(rows[0].new_value).toMatchObject({ textId: beside.rows.at(-1).id });
  });

  it('nor does what stands beside it once it was redacted', async () => {
    await sql(
      `INSERT INTO changelog_entries (ticket_id, action, occurred_at, new_value) VALUES (1, 'title', now(), '"Old"')`,
    );
    const by = 'changelog_texts_redacted_is_empty';
    expect(await refusedBy('UPDATE changelog_texts SET redacted_at = now()')).toBe(by);
    await sql(`UPDATE changelog_texts SET redacted_at = now(), text = ''`);
    expect(await refusedBy(`UPDATE changelog_texts SET text = 'Old'`)).toBe(by);
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

/** When a ticket is looked after next is set with its status, whoever sets that: hand-written SQL, or the version before. */
import { describe, expect, it } from 'vitest';
import { useRules } from './use-rules.js';

const { sql, refusedBy } = useRules();
const SINCE = '2026-03-02T10:00:00.000Z';
const NEXT = '2026-03-09T10:00:00.000Z';

it.each([
  ['waiting', `status = 'waiting', status_category = 'in_progress'`, SINCE],
  ['resolved', `status = 'resolved', status_category = 'done', resolved_at = now()`, SINCE],
  ['on hold', `status = 'on_hold', status_category = 'in_progress'`, null],
  ['as it was', `status = 'new', status_category = 'todo'`, NEXT],
])('a ticket that becomes %s', async (_name, assignments, expected) => {
  await sql(`UPDATE tickets SET follow_up_at = '${NEXT}'`);
  const { rows } = await sql(
    `UPDATE tickets SET ${assignments}, status_changed_at = '${SINCE}' RETURNING follow_up_at`,
  );
  expect(rows).toEqual([{ follow_up_at: expected === null ? null : new Date(expected) }]);
});

describe('a ticket that is held until some day', () => {
  const HELD = `UPDATE tickets SET status = 'on_hold', status_category = 'in_progress', held_until_at = '${NEXT}'`;
  const rowsAfter = async (assignments: string) => {
    await sql(HELD);
    const { rows } = await sql(`UPDATE tickets SET ${assignments} RETURNING held_until_at, follow_up_at`);
    return rows;
  };

  it('is looked after on that day, also once that is another one', async () => {
    expect(await rowsAfter(`title = 'Mail'`)).toEqual([
      { held_until_at: new Date(NEXT), follow_up_at: new Date(NEXT) },
    ]);
    expect(await rowsAfter(`held_until_at = '${SINCE}'`)).toEqual([
      { held_until_at: new Date(SINCE), follow_up_at: new Date(SINCE) },
    ]);
  });

  it('is held no more once it is in another status, whoever sets that', async () => {
    expect(await rowsAfter(`status = 'in_progress'`)).toEqual([{ held_until_at: null, follow_up_at: null }]);
  });

  it('is on hold', async () => {
    const insert = `INSERT INTO tickets (ticket_number, title, reporter_id, project_id, held_until_at) VALUES ('IT-2', 'x', 1, 1, now())`;
    expect(await refusedBy(insert)).toBe('tickets_held_until_on_hold');
  });
});

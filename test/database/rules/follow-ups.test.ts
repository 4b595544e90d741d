/** When a ticket is looked after next is set with its status, whoever sets that: hand-written SQL, or the version before. */
import { expect, it } from 'vitest';
import { useRules } from './use-rules.js';

const { sql } = useRules();
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

/** What a stranger writes with plain SQL and nothing but the core columns is taken. */
import { describe, expect, it } from 'vitest';
import { comment, ENTRY, HISTORY, ticket, useRules } from './use-rules.js';

const { refusedBy } = useRules();
const setTicket = (assignments: string) => `UPDATE tickets SET ${assignments} WHERE id = 1`;
const done = `'resolved', 'done', now()`;

describe('plain SQL with nothing but the core columns is taken', () => {
  it.each([
    [
      'a ticket',
      `INSERT INTO tickets (ticket_number, title, reporter_id, project_id) VALUES ('IT-2', 'Mail', 1, 1)`,
    ],
    ['a resolved ticket', ticket('status, status_category, resolved_at', done)],
    [
      'a closed ticket',
      ticket('status, status_category, resolved_at, closed_at', `'closed', 'done', now(), now()`),
    ],
    ['a title of 200 characters', setTicket(`title = repeat('é', 200)`)],
    ['a comment', comment('content', `'Hello'`)],
    ['an internal comment', comment('content, comment_type', `'Hello', 'internal'`)],
    ['a text from before', `${comment('content', `'b'`)}; ${HISTORY} VALUES (1, 1, 'a', now())`],
    [
      'an asset of a project',
      `INSERT INTO assets (name, asset_type, project_id) VALUES ('Printer', 'printer', 1)`,
    ],
    ['an asset of a person', `INSERT INTO assets (name, asset_type, user_id) VALUES ('Laptop', 'laptop', 1)`],
    [
      'two assets without a serial number',
      `INSERT INTO assets (name, asset_type, user_id) VALUES ('A', 'x', 1), ('B', 'x', 1)`,
    ],
    ['a change', `${ENTRY} VALUES (1, 'created', now())`],
  ])('%s', async (_name, statement) => {
    expect(await refusedBy(statement)).toBe('nobody');
  });

  it.each([
    ['new', 'todo'],
    ['open', 'todo'],
    ['in_progress', 'in_progress'],
    ['waiting', 'in_progress'],
    ['on_hold', 'in_progress'],
    ['blocked', 'in_progress'],
    ['resolved', 'done'],
    ['closed', 'done'],
  ])('the status %s in the category %s and in no other', async (status, category) => {
    const resolved = category === 'done' ? 'now()' : 'NULL';
    const closed = status === 'closed' ? 'now()' : 'NULL';
    for (const tried of ['todo', 'in_progress', 'done']) {
      const statement = setTicket(
        `status = '${status}', status_category = '${tried}', resolved_at = ${resolved}, closed_at = ${closed}`,
      );
      expect(await refusedBy(statement)).toBe(
        tried === category ? 'nobody' : 'tickets_status_category_agrees',
      );
    }
  });
});

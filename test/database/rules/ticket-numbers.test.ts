/** A number is one ticket's for good, and a thread that a ticket has left is no triage thread. */
import { describe, expect, it } from 'vitest';
import { ticket, useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();
const ALIAS = `INSERT INTO ticket_aliases (ticket_number, ticket_id) VALUES ('HR-7', 1)`;

describe('links between tickets', () => {
  const other = ticket('description', `'x'`);
  const link = (from: number, to: number, kind = 'duplicate') =>
    `INSERT INTO ticket_links (from_ticket_id, to_ticket_id, kind) VALUES (${from}, ${to}, '${kind}')`;
  it.each([
    [
      'a ticket as a duplicate of two',
      `${other}; ${other.replace('IT-2', 'IT-3')}; ${link(1, 2)}; ${link(1, 3)}`,
      'ticket_links_one_duplicate_key',
    ],
    ['a ticket as a duplicate of itself', link(1, 1), 'ticket_links_of_two'],
    ['nothing else', `${other}; ${link(1, 2)}; ${link(1, 2, 'follows_up')}; ${link(2, 1)}`, 'nobody'],
  ])('refuse %s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });
});

describe('numbers of moved tickets', () => {
  it.each([
    [
      'another ticket’s number as a former one',
      `${ticket('description', `'x'`)}; INSERT INTO ticket_aliases (ticket_number, ticket_id) VALUES ('IT-2', 1)`,
      'ticket_aliases_number_is_free',
    ],
    [
      'a former number for another ticket',
      `${ALIAS}; ${ticket('description', `'x'`).replace('IT-2', 'HR-7')}`,
      'tickets_number_is_no_alias',
    ],
    [
      'a former number that another ticket moves to',
      `${ALIAS}; ${ticket('description', `'x'`)}; UPDATE tickets SET ticket_number = 'HR-7' WHERE ticket_number = 'IT-2'`,
      'tickets_number_is_no_alias',
    ],
    ['one that is no number', ALIAS.replace('HR-7', 'hr7'), 'ticket_aliases_ticket_number_format'],
    ['one that is taken away', `${ALIAS}; DELETE FROM ticket_aliases`, 'ticket_aliases_kept'],
    [
      'one that finds another ticket',
      `${ALIAS}; UPDATE ticket_aliases SET ticket_id = 1`,
      'ticket_aliases_kept',
    ],
    [
      'a triage thread that was left',
      `INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, project_id) VALUES (1, 1, '1.000001', 'triage', 1)`,
      'ticket_threads_left_is_linked',
    ],
  ])('%s is refused', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });

  it('come back to their own ticket', async () => {
    await sql(`${ALIAS}; UPDATE tickets SET ticket_number = 'HR-7' WHERE id = 1`);
  });
});

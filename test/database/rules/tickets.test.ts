/** The database refuses tickets that cannot be. */
import { describe, expect, it } from 'vitest';
import { NO_SUCH_VALUE, NOT_NULL, TOO_LONG, ticket, useRules } from './use-rules.js';

const { refusedBy } = useRules();
const setTicket = (assignments: string) => `UPDATE tickets SET ${assignments} WHERE id = 1`;
const done = `'resolved', 'done', now()`;

describe('tickets refuse', () => {
  it.each([
    ['no title', setTicket('title = NULL'), NOT_NULL],
    ['a title of blanks', setTicket(`title = E' \\t '`), 'tickets_title_not_blank'],
    ['a title of 201 characters', setTicket(`title = repeat('x', 201)`), TOO_LONG],
    ['no description', setTicket('description = NULL'), NOT_NULL],
    [
      'a description for what was redacted',
      `${setTicket(`description = '', description_redacted_at = now()`)}; ${setTicket(`description = 'x'`)}`,
      'tickets_redacted_description_is_empty',
    ],
    [
      'a redaction that is taken back',
      `${setTicket(`description = '', description_redacted_at = now()`)}; ${setTicket('description_redacted_at = NULL')}`,
      'tickets_redaction_stays',
    ],
    ['one that is forgotten while open', setTicket('forgotten_at = now()'), 'tickets_forgotten_is_closed'],
    ['no reporter', setTicket('reporter_id = NULL'), NOT_NULL],
    ['no project', setTicket('project_id = NULL'), NOT_NULL],
    ['a reporter that is not there', setTicket('reporter_id = 99'), 'tickets_reporter_id_fkey'],
    ['an assignee that is not there', setTicket('assignee_id = 99'), 'tickets_assignee_id_fkey'],
    ['a project that is not there', setTicket('project_id = 99'), 'tickets_project_id_fkey'],
    ['no number', setTicket('ticket_number = NULL'), NOT_NULL],
    ['a number in small letters', setTicket(`ticket_number = 'it-2'`), 'tickets_ticket_number_format'],
    ['a number with a leading zero', setTicket(`ticket_number = 'IT-02'`), 'tickets_ticket_number_format'],
    [
      'a number with a line after it',
      setTicket(`ticket_number = E'IT-2\\n'`),
      'tickets_ticket_number_format',
    ],
    ['a number twice', ticket('source_key', `'x'`).replace('IT-2', 'IT-1'), 'tickets_ticket_number_key'],
    [
      'a source twice',
      `${setTicket(`source_key = 'v'`)}; ${ticket('source_key', `'v'`)}`,
      'tickets_source_key_key',
    ],
    ['an unknown status', setTicket(`status = 'lost'`), NO_SUCH_VALUE],
    ['an unknown priority', setTicket(`priority = 'urgent'`), NO_SUCH_VALUE],
    ['an unknown type', setTicket(`issue_type = 'wish'`), NO_SUCH_VALUE],
    [
      'resolved without a time',
      ticket('status, status_category', `'resolved', 'done'`),
      'tickets_resolved_at_agrees',
    ],
    ['a time of resolution while open', setTicket('resolved_at = now()'), 'tickets_resolved_at_agrees'],
    [
      'closed without a time',
      ticket('status, status_category, resolved_at', `'closed', 'done', now()`),
      'tickets_closed_at_agrees',
    ],
    ['a time of closing while open', setTicket('closed_at = now()'), 'tickets_closed_at_agrees'],
    [
      'a time of closing while resolved',
      ticket('status, status_category, resolved_at, closed_at', `${done}, now()`),
      'tickets_closed_at_agrees',
    ],
    ['a resolution while open', setTicket(`resolution = 'done'`), 'tickets_resolution_only_when_done'],
    ['a clock version of zero', setTicket('clock_version = 0'), 'tickets_clock_version_positive'],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });
});

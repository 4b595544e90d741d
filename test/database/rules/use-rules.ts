/** A database with one of each, and the name of whatever refuses a statement. */
import { beforeEach } from 'vitest';
import { postgresErrorOf } from '../../../src/database/errors.js';
import { useTestDatabase } from '../../support/database.js';
import { insertBasics } from '../insert-basics.js';

/** PostgreSQL's codes for what no named constraint refuses. */
export const NOT_NULL = '23502';
export const TOO_LONG = '22001';
export const NO_SUCH_VALUE = '22P02';

export function useRules() {
  const db = useTestDatabase();
  const sql = (text: string) => db.database.pool.query(text);
  beforeEach(async () => {
    await db.reset();
    await insertBasics(db.database.pool);
  });
  /** Name of the constraint, index or trigger; without one, PostgreSQL's code; `nobody` where it was taken. */
  const refusedBy = async (statement: string): Promise<string> => {
    const error = await sql(statement).then(
      () => null,
      (reason: unknown) => postgresErrorOf(reason),
    );
    return error === null ? 'nobody' : (error.constraint ?? error.code);
  };
  return { sql, refusedBy };
}

/** A second ticket, with the columns that are not at issue filled in. */
export const ticket = (columns: string, values: string) =>
  `INSERT INTO tickets (ticket_number, title, reporter_id, project_id, ${columns})
   VALUES ('IT-2', 'Mail', 1, 1, ${values})`;

export const comment = (columns: string, values: string) =>
  `INSERT INTO comments (ticket_id, author_id, ${columns}) VALUES (1, 1, ${values})`;

/** Needs its `VALUES`: comment, who edited, what it said before, when. */
export const HISTORY = `INSERT INTO comment_edit_history (comment_id, edited_by_id, previous_content, edited_at)`;

/** Needs its `VALUES`: ticket, action, when. */
export const ENTRY = `INSERT INTO changelog_entries (ticket_id, action, occurred_at)`;

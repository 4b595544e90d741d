/** A desk with a row of every kind and every text that is hard to copy, for the tests of backups. */
import type { BackupTrouble } from '../../src/database/backup/backup-error.js';
import { createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { BASICS_SQL } from './insert-basics.js';

export const MADE_AT = new Date('2026-03-02T10:00:00.000Z');

/** What has a meaning in `COPY`, in JSON or in a line; and a row longer than a chunk. */
export const HARD_TEXTS = [
  'a\ttab, a\nline, a\rreturn and a \\ backslash',
  '\\.',
  '\\N',
  'first\n\\.\nlast',
  '',
  ' 👩🏽‍💻 \u202e ünïcode \u0001',
  'x'.repeat(300_000),
];

export const ROWS_SQL = `
  ${BASICS_SQL}
  UPDATE projects SET ticket_counter = 1;
  INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role) VALUES (1, 1, '1700000000.000100', 'origin');
  INSERT INTO changelog_entries (ticket_id, action, new_value, occurred_at) VALUES (1, 'created', '{"a": [1, null, "\\\\n"]}', now());
  INSERT INTO audit_entries (action) VALUES ('project_created');
  INSERT INTO posts (key, kind, ticket_id, channel_id) VALUES ('waiting', 'origin_card', 1, 1);
  INSERT INTO posts (key, kind, ticket_id, channel_id, state, last_error) VALUES ('refused', 'alert', 1, 1, 'failed', 'is_archived');
  INSERT INTO posts (key, kind, ticket_id, channel_id, state, message_ts, sent_version) VALUES ('shown', 'alert', 1, 1, 'sent', '1700000000.000200', 1);
  INSERT INTO early_events (slack_channel_id, thread_ts, event_key, message) VALUES ('C1', '1.000001', 'k', '{"text": "early"}');
  INSERT INTO attachments (ticket_id, slack_file_id, name, size_bytes) VALUES (1, 'F1', 'log.txt', 9007199254740993);
`;
export const drops: (() => Promise<void>)[] = [];

export async function deskWithRows(): Promise<string> {
  const { database, url, drop } = await createTestDatabase();
  drops.push(drop);
  await database.pool.query(ROWS_SQL);
  for (const text of HARD_TEXTS.filter((each) => each.trim() !== '')) {
    const { rows } = await database.pool.query<{ id: number }>(
      'INSERT INTO comments (ticket_id, author_id, content) VALUES (1, 1, $1) RETURNING id',
      [text],
    );
    await database.pool.query(
      'INSERT INTO comment_edit_history (comment_id, edited_by_id, previous_content, edited_at) VALUES ($1, 1, $2, now())',
      [rows[0]?.id, text],
    );
  }
  // Its pool would count as a bot's.
  await database.close();
  return url;
}

export async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createEmptyDatabase();
  drops.push(drop);
  return url;
}

export const troubleOf = (work: Promise<unknown>): Promise<BackupTrouble | 'none' | 'another'> =>
  work.then(
    () => 'none' as const,
    (error: { trouble?: BackupTrouble }) => error.trouble ?? ('another' as const),
  );

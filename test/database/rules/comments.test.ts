/** The database refuses comments that cannot be. */
import { describe, expect, it } from 'vitest';
import { comment, HISTORY, NO_SUCH_VALUE, NOT_NULL, useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();

const REDACT = `UPDATE comments SET content = '', redacted_at = now()`;

describe('comments refuse', () => {
  const insert = comment('content, channel_id, message_ts', `'Hello', 1, '1700000000.000100'`);
  it.each([
    ['no content', comment('content', 'NULL'), NOT_NULL],
    ['an empty text without an attachment', comment('content', `''`), 'comments_content_not_empty'],
    [
      'an empty text after an edit',
      `${insert}; UPDATE comments SET content = ' '`,
      'comments_content_not_empty',
    ],
    [
      'an empty text of a deleted comment',
      `${insert}; UPDATE comments SET content = '', deleted_at = now()`,
      'comments_content_not_empty',
    ],
    [
      'words beside a redaction',
      `${insert}; UPDATE comments SET redacted_at = now()`,
      'comments_redacted_is_empty',
    ],
    [
      'words for what was redacted',
      `${insert}; ${REDACT}; UPDATE comments SET content = 'Hello again'`,
      'comments_redacted_is_empty',
    ],
    [
      'a redaction that is taken back',
      `${insert}; ${REDACT}; UPDATE comments SET redacted_at = NULL, content = 'Hello again'`,
      'comments_redaction_stays',
    ],
    [
      'earlier words of what was redacted',
      `${insert}; ${REDACT}; INSERT INTO comment_edit_history (comment_id, edited_by_id, previous_content, edited_at)
       SELECT id, 1, 'Hello', now() FROM comments`,
      'comment_edit_history_redacted_is_empty',
    ],
    [
      'a file with a name on what was redacted',
      `${insert}; ${REDACT}; INSERT INTO attachments (ticket_id, comment_id, slack_file_id, name)
       SELECT 1, id, 'F1', 'passwords.txt' FROM comments`,
      'attachments_redacted_is_nameless',
    ],
    ['an unknown type', comment('content, comment_type', `'x', 'secret'`), NO_SUCH_VALUE],
    ['no type', comment('content, comment_type', `'x', NULL`), NOT_NULL],
    [
      'an author that is not there',
      comment('content', `'x'`).replace('(1, 1', '(1, 99'),
      'comments_author_id_fkey',
    ],
    [
      'a ticket that is not there',
      comment('content, project_id', `'x', 1`).replace('(1, 1', '(99, 1'),
      'comments_ticket_id_fkey',
    ],
    ['one message twice', `${insert}; ${insert}`, 'comments_channel_id_message_ts_key'],
    [
      'a message without its channel',
      comment('content, message_ts', `'x', '1.000001'`),
      'comments_message_in_channel',
    ],
    [
      'a channel without its message',
      comment('content, channel_id', `'x', 1`),
      'comments_message_in_channel',
    ],
    ['another kind of time', insert.replace('1700000000.000100', '2026-11-23'), 'comments_message_ts_format'],
    [
      'a pending one that is public',
      comment('content, is_pending', `'x', true`),
      'comments_pending_is_internal',
    ],
    [
      'an internal one turned public',
      `${comment('content, comment_type', `'x', 'internal'`)}; UPDATE comments SET comment_type = 'public'`,
      'comments_type_is_frozen',
    ],
    [
      'a source twice',
      `${comment('content, source_key', `'x', 'v'`)}; ${comment('content, source_key', `'x', 'v'`)}`,
      'comments_source_key_key',
    ],
    [
      'an earlier text of no comment',
      `${HISTORY} VALUES (99, 1, 'a', now())`,
      'comment_edit_history_comment_id_fkey',
    ],
    [
      'an earlier text by nobody',
      `${insert}; ${HISTORY} VALUES (1, 99, 'a', now())`,
      'comment_edit_history_edited_by_id_fkey',
    ],
  ])('%s', async (_name, statement, by) => {
    expect(await refusedBy(statement)).toBe(by);
  });

  it('take an empty text beside an attachment, which then stays', async () => {
    const file = `INSERT INTO attachments (ticket_id, comment_id, slack_file_id, name) VALUES (1, 1, 'F1', 'a.png')`;
    expect(await refusedBy(`${comment('content', `''`)}; ${file}`)).toBe('nobody');
    expect(await refusedBy('DELETE FROM attachments')).toBe('comments_content_not_empty');
    expect(await refusedBy('UPDATE attachments SET comment_id = NULL')).toBe('comments_content_not_empty');
    expect(await refusedBy(`UPDATE comments SET content = 'x'; DELETE FROM attachments`)).toBe('nobody');
  });

  it('are of the project that their ticket is in, unless it is said otherwise', async () => {
    await sql(`INSERT INTO projects (key, name) VALUES ('HR', 'Human Resources')`);
    await sql(`${comment('content', `'x'`)}; ${comment('content, project_id', `'y', 2`)}`);
    const { rows } = await sql('SELECT content, project_id FROM comments ORDER BY id');
    expect(rows).toEqual([
      { content: 'x', project_id: 1 },
      { content: 'y', project_id: 2 },
    ]);
  });

  it('let a pending one be decided, once', async () => {
    await sql(comment('content, comment_type, is_pending', `'x', 'internal', true`));
    expect(await refusedBy(`UPDATE comments SET comment_type = 'public', is_pending = false`)).toBe('nobody');
    expect(await refusedBy(`UPDATE comments SET comment_type = 'internal'`)).toBe('comments_type_is_frozen');
  });
});

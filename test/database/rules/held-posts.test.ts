/** The database refuses settings that cannot be, and has a message of several follow what it tells. */
import { beforeEach, describe, expect, it } from 'vitest';
import { useRules } from './use-rules.js';

const { refusedBy, sql } = useRules();
const setting = (values: string) =>
  `INSERT INTO notice_settings (user_id, digest_hour, quiet_from, quiet_to) VALUES (1, ${values})`;
const post = (id: number, columns = '', values = '') =>
  `INSERT INTO posts (id, key, kind, user_id${columns}) VALUES (${id}, 'p${id}', 'status_line', 1${values})`;

describe('somebody’s settings', () => {
  it.each([
    ['without quiet hours', '9, NULL, NULL', 'nobody'],
    ['with quiet hours over midnight', '0, 1320, 420', 'nobody'],
    ['before the day', '-1, NULL, NULL', 'notice_settings_digest_hour'],
    ['after the day', '24, NULL, NULL', 'notice_settings_digest_hour'],
    ['with quiet hours without an end', '9, 60, NULL', 'notice_settings_quiet_both'],
    ['with quiet hours without a beginning', '9, NULL, 60', 'notice_settings_quiet_both'],
    ['with quiet hours before the day', '9, -1, 60', 'notice_settings_quiet_minutes'],
    ['with quiet hours after the day', '9, 60, 1440', 'notice_settings_quiet_minutes'],
    ['with quiet hours of no time, or all of it', '9, 60, 60', 'notice_settings_quiet_differs'],
  ])('%s', async (_what, values, by) => {
    expect(await refusedBy(setting(values))).toBe(by);
  });

  it('are one of each person, kind and ticket', async () => {
    const once = [
      setting('9, NULL, NULL'),
      `INSERT INTO notice_choices (user_id, kind, mode) VALUES (1, 'watching', 'off')`,
      `INSERT INTO ticket_mutes (user_id, ticket_id) VALUES (1, 1)`,
    ];
    for (const statement of once) {
      expect([await refusedBy(statement), await refusedBy(statement)]).toEqual([
        'nobody',
        expect.stringMatching(/_pkey$/),
      ]);
    }
  });
});

describe('a message that is kept back', () => {
  it('is for somebody', async () => {
    expect(await refusedBy(post(1, ', held_until_at', ', now()'))).toBe('posts_held_for_somebody');
    expect(await refusedBy(post(1, ', held_until_at, held_for_id', ', now(), 1'))).toBe('nobody');
  });
});

describe('a message that is told among others', () => {
  beforeEach(async () => {
    await sql(post(1));
    await sql(post(2, ', gathered_in_id, state', `, 1, 'withdrawn'`));
  });
  const gatherer = async () =>
    (await sql('SELECT wanted_version, is_reworded FROM posts WHERE id = 1')).rows[0];

  it('is never sent by itself', async () => {
    expect(await refusedBy(`UPDATE posts SET state = 'pending' WHERE id = 2`)).toBe(
      'posts_gathered_is_not_sent',
    );
    expect(await refusedBy(post(3, ', gathered_in_id', ', 1'))).toBe('posts_gathered_is_not_sent');
  });

  it.each([
    ['is taken back', 'is_withdrawn = true, wanted_version = wanted_version + 1', false, 2],
    ['is reworded', 'is_reworded = true, wanted_version = wanted_version + 1', true, 2],
    ['is counted otherwise', 'attempts = 1', false, 1],
  ])('is followed by the one that tells it when it %s', async (_what, change, isReworded, version) => {
    await sql(`UPDATE posts SET ${change} WHERE id = 2`);
    expect(await gatherer()).toEqual({ wanted_version: version, is_reworded: isReworded });
  });

  it('is not followed by what was taken back itself', async () => {
    await sql(`UPDATE posts SET is_withdrawn = true WHERE id = 1`);
    await sql(`UPDATE posts SET wanted_version = wanted_version + 1 WHERE id = 2`);
    expect(await gatherer()).toMatchObject({ wanted_version: 1 });
  });
});

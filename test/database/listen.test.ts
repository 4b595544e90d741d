/** Whoever enqueues work wakes who does it, at commit, also after the connection was lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IMPORTS_CHANNEL, type Listener, listen, POSTS_CHANNEL } from '../../src/database/listen.js';
import { useTestDatabase } from '../support/database.js';
import { insertBasics } from './insert-basics.js';

const db = useTestDatabase();

type Inbox = { heard: string[]; next(): Promise<string>; errors: unknown[] };

let inbox: Inbox;
let listener: Listener;

/** Collects what is heard; `next` waits for the next one, or gives up with the test. */
function createInbox(): Inbox & { onNotify(channel: string): void } {
  const heard: string[] = [];
  const waiting: ((channel: string) => void)[] = [];
  return {
    heard,
    errors: [],
    onNotify: (channel) => {
      const waiter = waiting.shift();
      if (waiter === undefined) heard.push(channel);
      else waiter(channel);
    },
    next: () => {
      const first = heard.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
  };
}

beforeEach(async () => {
  await db.reset();
  await insertBasics(db.database.pool);
  const created = createInbox();
  inbox = created;
  listener = await listen(db.url, [POSTS_CHANNEL, IMPORTS_CHANNEL, 'fence'], created.onNotify, (error) =>
    created.errors.push(error),
  );
});

afterEach(async () => {
  await listener.close();
});

const sql = (text: string) => db.database.pool.query(text);

/** What has been heard by now: notifications arrive in the order of commits, so nothing is still under way. */
async function heardBy(statements: () => Promise<unknown>): Promise<string[]> {
  await statements();
  await sql(`SELECT pg_notify('fence', '')`);
  const heard: string[] = [];
  for (let channel = await inbox.next(); channel !== 'fence'; channel = await inbox.next())
    heard.push(channel);
  return heard;
}

const POST = `INSERT INTO posts (key, kind, channel_id) VALUES ('a', 'triage_card', 1), ('b', 'triage_card', 1)`;
const THREAD = `INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, import_after_ts)`;

describe('what wakes', () => {
  it.each([
    ['several new posts of one statement, once', '', POST, [POSTS_CHANNEL]],
    ['a newer version wanted', POST, 'UPDATE posts SET wanted_version = wanted_version + 1', [POSTS_CHANNEL]],
    ['a post taken back', POST, 'UPDATE posts SET is_withdrawn = true', [POSTS_CHANNEL]],
    [
      'a failed post tried again',
      `${POST}; UPDATE posts SET state = 'failed'`,
      `UPDATE posts SET state = 'pending'`,
      [POSTS_CHANNEL],
    ],
    [
      'what a sender writes of its own work: nobody',
      POST,
      `UPDATE posts SET state = 'sending', attempts = 1`,
      [],
    ],
    ['an update of no row: nobody', POST, 'UPDATE posts SET wanted_version = 9 WHERE false', []],
    [
      'a thread with earlier replies',
      '',
      `${THREAD} VALUES (1, 1, '1.000001', 'origin', '1.000001')`,
      [IMPORTS_CHANNEL],
    ],
    ['a thread without', '', `${THREAD} VALUES (1, 1, '1.000001', 'origin', NULL)`, []],
    [
      'an import under way: nobody',
      `${THREAD} VALUES (1, 1, '1.000001', 'origin', '1.000001')`,
      `UPDATE ticket_threads SET import_after_ts = '1.000002'`,
      [],
    ],
    [
      'a thread to be read again',
      `${THREAD} VALUES (1, 1, '1.000001', 'origin', NULL)`,
      `UPDATE ticket_threads SET import_after_ts = '1.000001'`,
      [IMPORTS_CHANNEL],
    ],
  ])('%s', async (_name, before, statement, expected) => {
    await heardBy(() => sql(before));
    expect(await heardBy(() => sql(statement))).toEqual(expected);
  });

  it('nobody, when the transaction is rolled back', async () => {
    expect(await heardBy(() => sql(`BEGIN; ${POST}; ROLLBACK`))).toEqual([]);
  });
});

describe('a lost connection', () => {
  it('is made again, told of, and followed by a look at every channel', async () => {
    await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'threadesk-listener'`,
    );
    expect([await inbox.next(), await inbox.next(), await inbox.next()]).toEqual([
      POSTS_CHANNEL,
      IMPORTS_CHANNEL,
      'fence',
    ]);
    expect(inbox.errors.length).toBeGreaterThan(0);
    expect(await heardBy(() => sql(POST))).toEqual([POSTS_CHANNEL]);
  });
});

describe('listen', () => {
  it('refuses to start where the database cannot be reached', async () => {
    const url = new URL(db.url);
    url.pathname = '/no_such_database';
    await expect(
      listen(
        url.href,
        ['fence'],
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow(/does not exist/);
  });
});

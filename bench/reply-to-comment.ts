/** A thread reply to its committed comment: the desk's ingest against hand-written SQL with `pg` making the same rows. */
import pg from 'pg';
import { systemClock } from '../src/clock.js';
import { createDatabase, type Database } from '../src/database/client.js';
import type { IncomingMessage } from '../src/domain/incoming-message.js';
import { dateToTs } from '../src/domain/slack-ts.js';
import { ingestMessage } from '../src/services/comments/ingest-message.js';
import type { Desk, SlackDirectory } from '../src/services/desk.js';
import { isCommandToBot } from '../src/slack/commands/grammar.js';
import { median, rateOf } from './statistics.js';
import { withTemporaryPostgres } from './temporary-postgres.js';

const REPLIES = 2_000;
const ROUNDS = 5;
const WIDTH = 10;
const BOT = 'UBENCHBOT';

type Thread = {
  ticketId: number;
  projectId: number;
  threadId: number;
  channelId: number;
  triageId: number;
  threadTs: string;
};

/** Replies of the reporter in a public channel: each makes a comment, a changelog entry and a post to mirror. */
export async function benchReplyToComment(): Promise<{ desk: number; sql: number; ratio: number }> {
  return withTemporaryPostgres(async (url) => {
    const database = createDatabase(url, { poolMax: WIDTH });
    const pool = new pg.Pool({ connectionString: url, max: WIDTH });
    try {
      const threads = await prepare(database);
      const desk = deskOn(database);
      const rates: { desk: number; sql: number }[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const first = round * REPLIES;
        const sql = await rateOf(REPLIES, WIDTH, (index) => insertBySql(pool, threads, first + index));
        const own = await rateOf(REPLIES, WIDTH, (index) => ingestByDesk(desk, threads, first + index));
        // The first round warms both up.
        if (round > 0) rates.push({ desk: own, sql });
      }
      await compareRows(pool);
      return {
        desk: median(rates.map((rate) => rate.desk)),
        sql: median(rates.map((rate) => rate.sql)),
        ratio: median(rates.map((rate) => rate.desk / rate.sql)),
      };
    } finally {
      await pool.end();
      await database.close();
    }
  });
}

const THREADS = 50;
const EPOCH_S = 1_760_000_000;

function tsOf(index: number, who: 'desk' | 'sql'): string {
  return `${EPOCH_S + index}.${who === 'desk' ? '000100' : '000200'}`;
}

async function prepare({ prisma }: Database): Promise<Thread[]> {
  const reporter = await prisma.user.create({
    data: { slackUserId: 'UBO', displayName: 'Bo', profileReadAt: new Date() },
  });
  const project = await prisma.project.create({ data: { key: 'IT', name: 'IT Support' } });
  const channel = (slackChannelId: string, kind: 'public' | 'private', role: 'request' | 'triage') =>
    prisma.channel.create({
      data: { slackChannelId, kind, role, projectId: project.id, isBotMember: true, readAt: new Date() },
    });
  const help = await channel('CHELP', 'public', 'request');
  const triage = await channel('CTRIAGE', 'private', 'triage');
  const threads: Thread[] = [];
  for (let index = 1; index <= THREADS; index += 1) {
    const ticket = await prisma.ticket.create({
      data: {
        ticketNumber: `IT-${index}`,
        title: 'VPN down',
        reporterId: reporter.id,
        projectId: project.id,
      },
    });
    const threadTs = dateToTs(new Date((EPOCH_S - index) * 1000));
    const thread = await prisma.ticketThread.create({
      data: { ticketId: ticket.id, channelId: help.id, threadTs, role: 'origin' },
    });
    threads.push({
      ticketId: ticket.id,
      projectId: project.id,
      threadId: thread.id,
      channelId: help.id,
      triageId: triage.id,
      threadTs,
    });
  }
  return threads;
}

function threadOf(threads: readonly Thread[], index: number): Thread {
  const thread = threads[index % threads.length];
  if (thread === undefined) throw new Error('no thread to reply in');
  return thread;
}

async function ingestByDesk(desk: Desk, threads: readonly Thread[], index: number): Promise<void> {
  const message: IncomingMessage = {
    kind: 'posted',
    channel: 'CHELP',
    channelType: 'channel',
    ts: tsOf(index, 'desk'),
    threadTs: threadOf(threads, index).threadTs,
    user: 'UBO',
    userTeam: 'T1',
    text: `reply ${index}`,
    files: [],
    parentUser: 'UBO',
    isBroadcast: false,
    isMe: false,
  };
  const { outcome } = await ingestMessage(desk, message);
  if (outcome !== 'added') throw new Error(`reply ${index} was ${outcome}`);
}

/** What a careful programmer writes by hand: look, then insert three rows, in one transaction with prepared statements. */
async function insertBySql(pool: pg.Pool, threads: readonly Thread[], index: number): Promise<void> {
  const { threadTs, triageId } = threadOf(threads, index);
  const ts = tsOf(index, 'sql');
  const at = new Date((EPOCH_S + index) * 1000);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{
      ticket: number;
      project: number;
      thread: number;
      channel: number;
      author: number;
    }>({
      name: 'look',
      text: `SELECT t.id AS ticket, t.project_id AS project, th.id AS thread, c.id AS channel, u.id AS author
             FROM channels c JOIN ticket_threads th ON th.channel_id = c.id AND th.thread_ts = $2
             JOIN tickets t ON t.id = th.ticket_id JOIN users u ON u.slack_user_id = $3
             WHERE c.slack_channel_id = $1 FOR SHARE OF t`,
      values: ['CHELP', threadTs, 'UBO'],
    });
    const found = rows[0];
    if (found === undefined) throw new Error('no thread');
    const comment = await client.query<{ id: number }>({
      name: 'comment',
      text: `INSERT INTO comments (ticket_id, author_id, content, comment_type, created_at, updated_at, channel_id, message_ts,
                                   thread_id, project_id)
             VALUES ($1, $2, $3, 'public', $4, now(), $5, $6, $7, $8)
             ON CONFLICT (channel_id, message_ts) DO NOTHING RETURNING id`,
      values: [
        found.ticket,
        found.author,
        `reply ${index}`,
        at,
        found.channel,
        ts,
        found.thread,
        found.project,
      ],
    });
    const id = comment.rows[0]?.id;
    await client.query({
      name: 'changelog',
      text: `INSERT INTO changelog_entries (ticket_id, actor_id, action, new_value, visibility, occurred_at, source_key)
             VALUES ($1, $2, 'comment_added', jsonb_build_object('commentId', $3::int), 'public', $4, $5)`,
      values: [found.ticket, found.author, id, at, `comment:${found.channel}:${ts}`],
    });
    await client.query({
      name: 'mirror',
      text: `INSERT INTO posts (key, kind, ticket_id, comment_id, channel_id, thread_role)
             VALUES ($1, 'mirror', $2, $3, $4, 'triage')`,
      values: [`mirror:${id}`, found.ticket, id, triageId],
    });
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** Both have made the same rows, or the comparison means nothing. */
async function compareRows(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ who: string; comments: string; changes: string; mirrors: string }>(`
    SELECT right(c.message_ts, 6) AS who, count(*) AS comments, count(e.id) AS changes, count(p.id) AS mirrors
    FROM comments c
    LEFT JOIN changelog_entries e ON e.source_key = 'comment:' || c.channel_id || ':' || c.message_ts
      AND e.new_value = jsonb_build_object('commentId', c.id)
    LEFT JOIN posts p ON p.key = 'mirror:' || c.id AND p.kind = 'mirror' AND p.thread_role = 'triage'
    GROUP BY 1`);
  const expected = String((ROUNDS + 1) * REPLIES);
  const isSame = rows.every((row) =>
    [row.comments, row.changes, row.mirrors].every((count) => count === expected),
  );
  if (rows.length !== 2 || !isSame) throw new Error(`not the same rows: ${JSON.stringify(rows)}`);
}

function deskOn(database: Database): Desk {
  const unasked = (): never => {
    throw new Error('Slack is not asked for people and channels that are known');
  };
  const directory = new Proxy({} as SlackDirectory, { get: () => unasked });
  const log = { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error };
  return {
    database,
    clock: systemClock,
    log,
    directory,
    botUserId: BOT,
    adminUserIds: [],
    isCommandToBot: (text) => isCommandToBot(text, BOT),
  };
}

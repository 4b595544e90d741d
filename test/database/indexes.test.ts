/** What is asked every second is answered from indexes, however much has piled up: the statements themselves are explained. */
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Prisma } from '../../src/database/generated/client.js';
import { alertSettingsSql } from '../../src/database/sql/alert-settings.js';
import { cardlessTicketsSql } from '../../src/database/sql/cardless-tickets.js';
import { countThreadMessagesSql } from '../../src/database/sql/count-thread-messages.js';
import { deskFiguresSql } from '../../src/database/sql/desk-figures.js';
import { dueFollowUpsSql } from '../../src/database/sql/due-follow-ups.js';
import { dueForgettingSql } from '../../src/database/sql/due-forgetting.js';
import { claimHomesSql, nextHomeSql } from '../../src/database/sql/due-homes.js';
import { dueImportsSql } from '../../src/database/sql/due-imports.js';
import {
  alertPlaceSql,
  duePlacesSql,
  noticeFactsSql,
  takeDueNoticesSql,
} from '../../src/database/sql/due-notices.js';
import { dueThreadsSql } from '../../src/database/sql/due-readings.js';
import { claimRemindersSql } from '../../src/database/sql/due-reminders.js';
import { claimDueTicketsSql } from '../../src/database/sql/due-tickets.js';
import { rewordStalePostsSql } from '../../src/database/sql/erase-mentions.js';
import { finishRunsSql } from '../../src/database/sql/finish-runs.js';
import { hastenNoticesSql } from '../../src/database/sql/hasten-notices.js';
import { hastenHeldSql, peopleHeldSql, takeHeldSql } from '../../src/database/sql/held-posts.js';
import { markHomesSql } from '../../src/database/sql/home-changes.js';
import { hasHomeTicketsSql, homeTicketsSql } from '../../src/database/sql/home-tickets.js';
import { listTicketsSql } from '../../src/database/sql/list-tickets.js';
import { lockedTicketSql, lockTicketSql } from '../../src/database/sql/lock-ticket.js';
import { matchingSql } from '../../src/database/sql/matching-tickets.js';
import { claimOutdatedSql, countOutdatedSql } from '../../src/database/sql/outdated-clocks.js';
import { headPostSql, outstandingLanesSql } from '../../src/database/sql/outstanding-posts.js';
import { pendingChannelsSql } from '../../src/database/sql/pending-channels.js';
import { MESSAGE_FACTS_SQL } from '../../src/database/sql/read-message-facts.js';
import { refusedGroupsSql } from '../../src/database/sql/refused-posts.js';
import { rewordTicketPostsSql } from '../../src/database/sql/reword-ticket-posts.js';
import { searchCommentsSql, searchTextsSql, searchTitlesSql } from '../../src/database/sql/search-tickets.js';
import { tagsInUseSql } from '../../src/database/sql/tags-in-use.js';
import { takeOutLeftSql } from '../../src/database/sql/take-out-left.js';
import { untoldAlertsSql } from '../../src/database/sql/untold-alerts.js';
import { readableNotesSql, visibleSql } from '../../src/database/sql/visible-tickets.js';
import type { Actor } from '../../src/domain/permissions.js';
import { phrasesOf, tsqueryOf } from '../../src/domain/search-words.js';
import type { TicketListQuery } from '../../src/domain/ticket-query.js';
import { findWithoutSlack } from '../../src/services/doctor/examine-desk.js';
import { loadHome } from '../../src/services/home/load-home.js';
import { mayStand } from '../../src/services/posts/may-stand.js';
import { refreshTold } from '../../src/services/posts/refresh-posts.js';
import { loadActor } from '../../src/services/users/load-actor.js';
import { useTestDatabase } from '../support/database.js';
import { deskOn } from '../support/desk.js';
import { insertBasics } from './insert-basics.js';

const db = useTestDatabase();
const TICKETS = 5_000;
const NOW = new Date('2026-03-02T10:00:00Z');
const DUE = { now: NOW, writtenBefore: NOW, limit: 100 };

/** A desk of some years: one ticket in a hundred is open, one post in two hundred is still to be sent. */
beforeAll(async () => {
  await insertBasics(db.database.pool);
  await db.database.pool.query(`
    INSERT INTO users (slack_user_id) SELECT 'W' || n FROM generate_series(2, 500) AS n;
    INSERT INTO channels (slack_channel_id) SELECT 'C' || n FROM generate_series(2, 20) AS n;
    INSERT INTO tickets (ticket_number, title, reporter_id, project_id, status, status_category, resolved_at, next_wake_at)
    SELECT 'IT-' || n, 'x', 1 + n % 500, 1, 'resolved', 'done', now(), NULL
    FROM generate_series(2, ${TICKETS}) AS n WHERE n % 100 > 0;
    INSERT INTO tickets (ticket_number, title, reporter_id, project_id, next_wake_at)
    SELECT 'IT-' || n, 'x', 1 + n % 500, 1, '2026-03-02T09:00:00Z' FROM generate_series(100, ${TICKETS}, 100) AS n;
    UPDATE tickets SET follow_up_at = CASE WHEN id % 100 = 0 THEN '2026-03-02T09:00:00Z' ELSE '2026-03-09T09:00:00Z' END::timestamptz
    WHERE status = 'resolved' AND id % 10 = 0;
    INSERT INTO ticket_threads (ticket_id, channel_id, thread_ts, role, import_after_ts, imported_at)
    SELECT id, 2, id || '.000001', 'triage'::thread_role, NULL, NULL::timestamptz FROM tickets
    UNION ALL
    SELECT id, 3 + id % 17, id || '.000002', 'origin', '1.000001', CASE WHEN id % 500 > 0 THEN now() END FROM tickets;
    INSERT INTO comments (ticket_id, author_id, content, comment_type, is_pending, channel_id, message_ts, thread_id)
    SELECT ticket_id, 1, 'x', 'internal', id % 500 = 0, channel_id, id || '.00001' || n, id
    FROM ticket_threads, generate_series(0, 1) AS n;
    INSERT INTO posts (key, kind, ticket_id, channel_id, thread_role, state, sent_version)
    SELECT 'ticket:' || id || ':' || kind, kind, id, CASE kind WHEN 'triage_card' THEN 2 ELSE 3 + id % 17 END,
           CASE kind WHEN 'mirror' THEN 'triage'::thread_role END, CASE WHEN id % 200 = 0 THEN 'pending' ELSE 'sent' END::post_state, 1
    FROM tickets, unnest(ARRAY['triage_card', 'origin_card', 'mirror']) AS kind;
    INSERT INTO posts (key, kind, ticket_id, user_id, channel_id, state, sent_version)
    SELECT 'told:' || id, 'assigned', id, 1 + id % 500, CASE WHEN id % 200 > 0 THEN 1 END,
           CASE WHEN id % 200 = 0 THEN 'pending' ELSE 'sent' END::post_state, 1
    FROM tickets;
    INSERT INTO posts (key, kind, ticket_id, user_id, held_for_id, held_until_at, state, gathered_in_id)
    SELECT 'kept:' || id, 'status_line', id, 1 + id % 500, 1 + id % 500, CASE WHEN id % 20 = 0 THEN '2026-03-02T09:00:00Z'::timestamptz END,
           CASE WHEN id % 20 = 0 THEN 'pending' ELSE 'withdrawn' END::post_state, CASE WHEN id % 20 > 0 THEN 1 + id % 900 END
    FROM tickets;
    INSERT INTO early_events (event_key, slack_channel_id, thread_ts, message)
    SELECT n, 'C1', n || '.000001', '{}' FROM generate_series(1, ${TICKETS}) AS n;
    INSERT INTO sla_alerts (ticket_id, target_kind, threshold, clock_version, occurred_at)
    SELECT id, 'response', threshold, 1, '2026-03-02T09:00:00Z' FROM tickets, unnest(ARRAY[80, 100]) AS threshold;
    INSERT INTO changelog_entries (ticket_id, action, occurred_at, new_value, source_key)
    SELECT ticket_id, 'breached', occurred_at, '{}', 'breach:' || ticket_id || ':response:1' || CASE threshold WHEN 80 THEN ':80' ELSE '' END
    FROM sla_alerts;
    INSERT INTO alert_notices (key, alert_id, ticket_id, audience, channel_id, deliver_at, told_at, outcome, post_key)
    SELECT id || ':channel:2', id, ticket_id, 'triage', 2, '2026-03-02T09:00:00Z',
           CASE WHEN id % 200 > 0 THEN now() END, CASE WHEN id % 200 > 0 THEN 'posted'::notice_outcome END,
           CASE WHEN id % 200 > 0 THEN 'told:' || id END
    FROM sla_alerts;
    INSERT INTO reminders (ticket_id, user_id, remind_at, told_at, source_key)
    SELECT id, 1, '2026-03-02T09:00:00Z', CASE WHEN id % 200 > 0 THEN now() END, id FROM tickets;
    INSERT INTO home_viewers (user_id, opened_at, due_at, wanted_version, claimed_version, published_version)
    SELECT id, now(), '2026-03-02T09:00:00Z', 1 + CASE WHEN id % 50 = 0 THEN 1 ELSE 0 END, 1, 1 FROM users;
    INSERT INTO project_agents (project_id, user_id, is_member) SELECT 1, id, true FROM users WHERE id <= 20;
    UPDATE users SET profile_read_at = now(), is_superuser = id = 500;
    DELETE FROM home_changes;
    INSERT INTO home_changes (project_id, user_ids) SELECT 1, ARRAY[id] FROM users;
    ANALYZE;
  `);
});

type Asked = Pick<pg.ClientBase, 'query'>;

async function explain(text: string, values: unknown[] = [], on: Asked = db.database.pool): Promise<string> {
  const { rows } = await on.query<{ 'QUERY PLAN': string }>({
    text: `EXPLAIN (COSTS OFF) ${text}`,
    values,
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** What the driver is asked meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<{ text: string; values: unknown[] }[]> {
  const { query } = pg.Client.prototype;
  const asked: { text: string; values: unknown[] }[] = [];
  pg.Client.prototype.query = function kept(this: pg.Client, ...parameters: unknown[]) {
    const [statement] = parameters;
    if (isStatement(statement)) asked.push(statement);
    return Reflect.apply(query, this, parameters);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return asked;
}

function isStatement(value: unknown): value is { text: string; values: unknown[] } {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}

const plan = ({ text, values }: Prisma.Sql) => explain(text, values);

/** The tables that grow with every ticket. */
const WALKED =
  /Seq Scan on (?:tickets|ticket_threads|posts|comments|early_events|sla_alerts|alert_notices|changelog_entries|reminders)\b/;

describe('looks into indexes, and reads no table that grows from end to end', () => {
  it.each([
    ['the conversations with something left to send', outstandingLanesSql(NOW), ['posts_work_idx']],
    [
      'the lock of a ticket, by a number that may be an earlier one',
      lockTicketSql({ ticketNumber: 'IT-500' }),
      ['tickets_pkey', 'tickets_ticket_number_key'],
    ],
    [
      'what is decided about a locked ticket',
      lockedTicketSql(500),
      ['tickets_pkey', 'ticket_threads_ticket_id_role_idx'],
    ],
    [
      'the next post of a conversation',
      headPostSql(2, NOW),
      ['posts_work_idx', 'ticket_threads_ticket_id_role_idx'],
    ],
    [
      'the clocks that are due',
      claimDueTicketsSql({ at: NOW, limit: 100 }),
      ['tickets_next_wake_at_due_idx'],
    ],
    [
      'who could be told of alerts',
      alertSettingsSql([7, 8, 9]),
      ['tickets_pkey', 'ticket_threads_one_triage_key'],
    ],
    ['the places with alerts to tell', duePlacesSql(DUE), ['alert_notices_due_idx']],
    [
      'the alerts to tell in a place',
      takeDueNoticesSql({ channelId: 2, userId: null }, DUE),
      ['alert_notices_due_idx', 'sla_alerts_pkey', 'changelog_entries_source_key_key'],
    ],
    [
      'what decides about one alert',
      noticeFactsSql(7),
      ['alert_notices_pkey', 'sla_alerts_pkey', 'changelog_entries_source_key_key'],
    ],
    [
      'what a place is told of a ticket',
      alertPlaceSql({ ticketId: 7, channelId: 2, userId: null }),
      ['alert_notices_ticket_id_idx'],
    ],
    [
      'what the desk tells of itself',
      deskFiguresSql(),
      [
        ...['posts_work_idx', 'posts_failed_idx', 'tickets_open_idx', 'tickets_next_wake_at_due_idx'],
        ...['ticket_threads_reconcile_due_idx', 'ticket_threads_unchecked_idx'],
      ],
    ],
    [
      'the alerts that wait though their ticket is urgent',
      hastenNoticesSql(NOW, ['critical']),
      ['alert_notices_due_idx', 'tickets_pkey'],
    ],
    [
      'the alerts that nobody was told of',
      untoldAlertsSql({ afterId: 0, limit: 100 }),
      ['tickets_open_idx', 'alert_notices_alert_id_idx', 'changelog_entries_source_key_key'],
    ],
    ['the threads to read', dueImportsSql(20), ['ticket_threads_import_due_idx']],
    ['the conversations to ask about again', pendingChannelsSql(20), ['comments_pending_idx']],
    ['the clocks of an old policy', claimOutdatedSql([1], 100), ['tickets_open_idx']],
    ['how many of them are left', countOutdatedSql(), ['tickets_open_idx']],
    ['the tickets to look after', dueFollowUpsSql({ now: NOW, limit: 200 }), ['tickets_follow_up_due_idx']],
    [
      'the people to remind',
      claimRemindersSql({ now: NOW, limit: 500 }),
      ['reminders_due_idx', 'reminders_pkey'],
    ],
    ['the people from whom something is kept', peopleHeldSql({ now: NOW, limit: 200 }), ['posts_held_idx']],
    [
      'what is kept from one of them',
      takeHeldSql(7, { now: NOW, limit: 500, urgentPriorities: ['critical'] }),
      ['posts_held_for_idx', 'alert_notices_post_key_idx'],
    ],
    [
      'the alerts that are kept though urgent',
      hastenHeldSql({ now: NOW, urgentPriorities: ['critical'] }),
      ['posts_held_idx', 'alert_notices_post_key_idx'],
    ],
    ['the tickets to forget', dueForgettingSql(NOW, 10), ['tickets_forgettable_idx']],
    ['the messages to reword', rewordStalePostsSql(30), ['posts_name_stale_idx']],
    [
      'the messages that show a ticket’s words',
      rewordTicketPostsSql(7),
      ['posts_ticket_id_idx', 'alert_notices_ticket_id_idx'],
    ],
    ['what an earlier reporter was told of it', takeOutLeftSql(7, null), []],
    ['the threads to read again', dueThreadsSql(NOW, 20), ['ticket_threads_reconcile_due_idx']],
    ['what Slack refused for good', refusedGroupsSql(), ['posts_failed_idx']],
    ['the runs of which nothing is left', finishRunsSql(NOW), ['ticket_threads_reconcile_due_idx']],
    [
      'the messages of a thread',
      countThreadMessagesSql(2, '7.000001'),
      ['ticket_threads_channel_id_thread_ts_key'],
    ],
    ['the Homes to publish', claimHomesSql({ now: NOW, heldUntil: NOW, limit: 4 }), ['home_viewers_due_idx']],
    ['the Home that is due next', nextHomeSql(), []],
    [
      'whose Homes could show what has changed',
      markHomesSql({ now: NOW, settledAt: NOW, lookedSince: NOW }),
      [],
    ],
    ['the tickets without a card', cardlessTicketsSql(1, 100), ['tickets_open_idx', 'posts_ticket_id_idx']],
  ])('%s', async (_name, statement, indexes) => {
    const found = await plan(statement);
    expect(found).not.toMatch(WALKED);
    for (const index of indexes) expect(found).toContain(index);
  });

  it('what a message means, planned once for all messages', async () => {
    const client = await db.database.pool.connect();
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE facts AS ${MESSAGE_FACTS_SQL}`);
    const found = await explain("EXECUTE facts ('C1', '1.000001', '1.000001', 'U1')", [], client);
    client.release(true);
    expect(found).not.toMatch(WALKED);
    expect(found).toContain('ticket_threads_channel_id_thread_ts_key');
    expect(found).toContain('comments_channel_id_message_ts_key');
  });

  it('everything that an agent’s Home shows, as Prisma asks for it', async () => {
    const asked = await statementsOf(() => loadHome(deskOn(db.database), 3));
    const plans: string[] = [];
    for (const { text, values } of asked) {
      if (/\btickets\b/.test(text)) plans.push(await explain(text, values));
    }
    expect(plans.length).toBeGreaterThan(1);
    expect(plans.filter((found) => WALKED.test(found))).toEqual([]);
  });

  const examineWithoutSlack = async () =>
    findWithoutSlack(deskOn(db.database), await loadActor(deskOn(db.database), 'W500'));
  const CONFIDENTIAL = { key: 'told:7', kind: 'assigned', threadRole: null, userId: 8, ticketId: 7 } as const;

  it.each<[string, () => Promise<unknown>]>([
    [
      'whether a message may stand whose update Slack refuses',
      () =>
        mayStand(db.database.prisma, {
          ...CONFIDENTIAL,
          commentId: 7,
          isReworded: false,
          isWithdrawn: false,
        }),
    ],
    ['what tells of a ticket elsewhere', () => refreshTold(db.database.prisma, 7)],
    ['what the doctor finds without Slack', () => examineWithoutSlack()],
  ])('%s, as Prisma asks for it', async (_name, work) => {
    const asked = await statementsOf(work);
    const plans: string[] = [];
    for (const { text, values } of asked) {
      if (/^\s*(?:SELECT|UPDATE|DELETE)/i.test(text)) plans.push(await explain(text, values));
    }
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((found) => WALKED.test(found))).toEqual([]);
  });

  it('what a message of several tells, by the conditions that Prisma writes', async () => {
    const found = await explain(
      `SELECT id FROM posts WHERE gathered_in_id = $1 AND NOT is_withdrawn ORDER BY id LIMIT 300`,
      [7],
    );
    expect(found).not.toMatch(WALKED);
    expect(found).toContain('posts_gathered_idx');
  });

  const agent: Actor = {
    ...{ userId: 3, isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false },
    ...{ agentOf: new Set([1]), observerOf: new Set([2]), openedTickets: new Set() },
  };
  const requester: Actor = { ...agent, agentOf: new Set(), observerOf: new Set() };
  const query = { scope: 'open', filters: {}, words: [] } as const;
  const listed = (actor: Actor, asked: Partial<TicketListQuery> = {}) =>
    listTicketsSql(
      [
        visibleSql(actor),
        matchingSql({ ...query, ...asked }, actor, { now: NOW, timeZone: 'Europe/Lisbon' }),
      ],
      1_001,
    );
  const wanted = { tsquery: tsqueryOf(['vpn', 'porto']) ?? '', tickets: visibleSql(agent) };
  const inOnePiece = { ...wanted, phrases: phrasesOf(['vpn-porto']) };

  it.each([
    ['a list of open tickets', listed(agent), []],
    ['a list of everything', listed(requester, { scope: 'all' }), ['tickets_created_at_idx']],
    ['a list of one’s own', listed(requester, { scope: 'mine' }), []],
    ['a list of what is overdue', listed(agent, { scope: 'breached' }), []],
    ['a list with words', listed(agent, { scope: 'all', words: ['vpn', '12'] }), ['tickets_words_idx']],
    ['a list by tag', listed(agent, { scope: 'all', filters: { tag: 'vpn' } }), ['ticket_tags']],
    [
      'a list by the days of opening',
      listed(agent, { scope: 'all', filters: { created: { since: '2026-03-01' }, confidential: false } }),
      ['tickets_created_at_idx'],
    ],
    [
      'a list of what has changed since a day',
      listed(agent, { scope: 'all', filters: { updated: { since: 'mon' } } }),
      ['changelog_entries_ticket_id_occurred_at_id_idx'],
    ],
    [
      'a list of what nobody has touched for long',
      listed({ ...requester, isAdmin: true }, { filters: { updated: { before: '30d' } } }),
      ['changelog_entries_ticket_id_occurred_at_id_idx'],
    ],
    ['a search in titles', searchTitlesSql(wanted), ['tickets_title_words_idx']],
    ['a search in texts', searchTextsSql(wanted), ['tickets_words_idx']],
    ['a search for words that follow each other', searchTextsSql(inOnePiece), ['tickets_words_idx']],
    [
      'a search for them in comments and notes',
      searchCommentsSql({ ...inOnePiece, notes: readableNotesSql(agent) }),
      ['comments_public_words_idx', 'comments_internal_words_idx'],
    ],
    [
      'a search in comments and notes',
      searchCommentsSql({ ...wanted, notes: readableNotesSql(agent) }),
      ['comments_public_words_idx', 'comments_internal_words_idx'],
    ],
    [
      'the tickets of an agent’s Home',
      homeTicketsSql(
        agent,
        { tab: 'assigned', others: ['unassigned', 'risk', 'mine'], projectId: null, priority: null },
        NOW,
      ),
      [],
    ],
    ['whether anything is assigned to an agent', hasHomeTicketsSql(agent, 'assigned', NOW), []],
  ])('%s', async (_name, statement, indexes) => {
    const found = await plan(statement);
    expect(found).not.toMatch(WALKED);
    for (const index of indexes) expect(found).toContain(index);
  });

  it('a search by somebody who reads no notes, without the index that knows of any', async () => {
    expect(readableNotesSql(requester)).toBeNull();
    const found = await plan(searchCommentsSql({ ...wanted, notes: null }));
    expect(found).toContain('comments_public_words_idx');
    expect(found).not.toContain('comments_internal_words_idx');
  });

  it.each([
    ['an agent', agent],
    ['an admin', { ...requester, isAdmin: true }],
  ])('the tags in use that %s is offered', async (_name, actor) => {
    await db.database.pool.query(`
      INSERT INTO ticket_tags SELECT id, 'tag-' || id % 50 || n FROM tickets, generate_series(1, 3) AS n ON CONFLICT DO NOTHING;
      ANALYZE ticket_tags`);
    const statement = tagsInUseSql(actor, 'vp', 100);
    if (statement === null) throw new Error('They work tickets');
    const found = await plan(statement);
    expect(found).not.toMatch(WALKED);
    expect(found).not.toContain('Seq Scan on ticket_tags');
    expect(found.match(/ticket_tags_tag_ticket_id_idx/g)).toHaveLength(3);
    expect(tagsInUseSql(requester, 'vp', 100)).toBeNull();
  });

  it('the words that a misspelled one is like', async () => {
    await db.database.pool.query(
      `INSERT INTO title_words SELECT md5(n::text) FROM generate_series(1, 50000) AS n ON CONFLICT DO NOTHING; ANALYZE title_words`,
    );
    const found = await explain(`SELECT word FROM title_words WHERE lower(word) % $1`, ['pritner']);
    expect(found).toContain('title_words_like_idx');
  });

  it('the direct conversation of a person, by the conditions that Prisma writes', async () => {
    const found = await explain(
      `SELECT p.channel_id FROM posts p LEFT JOIN channels c ON c.id = p.channel_id
       WHERE p.user_id = $1 AND c.kind = $2::channel_kind ORDER BY p.id DESC LIMIT 1`,
      [7, 'im'],
    );
    expect(found).not.toMatch(WALKED);
    expect(found).toContain('posts_user_id_id_idx');
  });
});

/** What is asked every second is answered from indexes, however much has piled up: the statements themselves are explained. */
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
import { duplicateChainSql } from '../../src/database/sql/duplicate-chain.js';
import { rewordStalePostsSql } from '../../src/database/sql/erase-mentions.js';
import { finishRunsSql } from '../../src/database/sql/finish-runs.js';
import { hastenNoticesSql } from '../../src/database/sql/hasten-notices.js';
import {
  hastenHeldSql,
  peopleHeldSql,
  takeHeldSql,
  unfitHeldSql,
} from '../../src/database/sql/held-posts.js';
import { markHomesSql } from '../../src/database/sql/home-changes.js';
import { lockedTicketSql, lockTicketSql } from '../../src/database/sql/lock-ticket.js';
import { claimOutdatedSql, countOutdatedSql } from '../../src/database/sql/outdated-clocks.js';
import { headPostSql, outstandingLanesSql } from '../../src/database/sql/outstanding-posts.js';
import { pendingChannelsSql } from '../../src/database/sql/pending-channels.js';
import { MESSAGE_FACTS_SQL } from '../../src/database/sql/read-message-facts.js';
import { refusedGroupsSql } from '../../src/database/sql/refused-posts.js';
import { rewordTicketPostsSql } from '../../src/database/sql/reword-ticket-posts.js';
import { takeOutLeftSql } from '../../src/database/sql/take-out-left.js';
import { untoldAlertsSql } from '../../src/database/sql/untold-alerts.js';
import { findWithoutSlack } from '../../src/services/doctor/examine-desk.js';
import { loadHome } from '../../src/services/home/load-home.js';
import { mayStand } from '../../src/services/posts/may-stand.js';
import { refreshTold } from '../../src/services/posts/refresh-posts.js';
import { groupWhere } from '../../src/services/posts/refused-posts.js';
import { readTicketLinks } from '../../src/services/tickets/ticket-links.js';
import { loadActor } from '../../src/services/users/load-actor.js';
import { useTestDatabase } from '../support/database.js';
import { deskOn } from '../support/desk.js';
import { explain, statementsOf } from '../support/query-plans.js';
import { fillDeskOfYears, NOW, WALKED } from './desk-of-years.js';

const db = useTestDatabase();
const DUE = { now: NOW, writtenBefore: NOW, limit: 100 };

beforeAll(() => fillDeskOfYears(db.database));

const plan = ({ text, values }: Prisma.Sql) => explain(db.database.pool, text, values);

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
    [
      'the alerts that are kept for whoever has the ticket no more',
      unfitHeldSql({ now: NOW, limit: 200 }),
      ['posts_held_idx', 'alert_notices_post_key_idx', 'tickets_pkey'],
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
    [
      'the messages of the threads of a channel that are to be read again',
      countThreadMessagesSql(2, null),
      ['ticket_threads_reconcile_due_idx', 'comments_thread_message_idx', 'posts_ticket_id_idx'],
    ],
    ['the Homes to publish', claimHomesSql({ now: NOW, heldUntil: NOW, limit: 4 }), ['home_viewers_due_idx']],
    ['the Home that is due next', nextHomeSql(), []],
    [
      'whose Homes could show what has changed',
      markHomesSql({ now: NOW, settledAt: NOW, lookedSince: NOW }),
      [],
    ],
    [
      'what a ticket is a duplicate of, and so on',
      duplicateChainSql(7),
      ['ticket_links_one_duplicate_key', 'tickets_pkey'],
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
    const found = await explain(client, "EXECUTE facts ('C1', '1.000001', '1.000001', 'U1')");
    client.release(true);
    expect(found).not.toMatch(WALKED);
    expect(found).toContain('ticket_threads_channel_id_thread_ts_key');
    expect(found).toContain('comments_channel_id_message_ts_key');
  });

  it('everything that an agent’s Home shows, as Prisma asks for it', async () => {
    const asked = await statementsOf(() => loadHome(deskOn(db.database), 3));
    const plans: string[] = [];
    for (const { text, values } of asked) {
      if (/\btickets\b/.test(text)) plans.push(await explain(db.database.pool, text, values));
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
    ['what a card says of other tickets', () => readTicketLinks(db.database.prisma, 7, { projectId: 1 })],
    ['what tells of a ticket elsewhere', () => refreshTold(db.database.prisma, 7)],
    ['what the doctor finds without Slack', () => examineWithoutSlack()],
    [
      'how many posts Slack refused in a conversation',
      () =>
        db.database.prisma.post.count({ where: groupWhere({ channelId: 5, userId: null, lastError: 'x' }) }),
    ],
    [
      'how many posts Slack refused to a person whose conversation is not open',
      () =>
        db.database.prisma.post.count({ where: groupWhere({ channelId: null, userId: 7, lastError: 'x' }) }),
    ],
  ])('%s, as Prisma asks for it', async (_name, work) => {
    const asked = await statementsOf(work);
    const plans: string[] = [];
    for (const { text, values } of asked) {
      if (/^\s*(?:SELECT|UPDATE|DELETE)/i.test(text))
        plans.push(await explain(db.database.pool, text, values));
    }
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((found) => WALKED.test(found))).toEqual([]);
  });

  it('what a message of several tells, by the conditions that Prisma writes', async () => {
    const found = await explain(
      db.database.pool,
      `SELECT id FROM posts WHERE gathered_in_id = $1 AND NOT is_withdrawn ORDER BY id LIMIT 300`,
      [7],
    );
    expect(found).not.toMatch(WALKED);
    expect(found).toContain('posts_gathered_idx');
  });

  it('the direct conversation of a person, by the conditions that Prisma writes', async () => {
    const found = await explain(
      db.database.pool,
      `SELECT p.channel_id FROM posts p LEFT JOIN channels c ON c.id = p.channel_id
       WHERE p.user_id = $1 AND c.kind = $2::channel_kind ORDER BY p.id DESC LIMIT 1`,
      [7, 'im'],
    );
    expect(found).not.toMatch(WALKED);
    expect(found).toContain('posts_user_id_id_idx');
  });
});

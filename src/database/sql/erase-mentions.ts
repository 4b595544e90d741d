/** Writes something else where a person is mentioned in what people wrote, some rows at a time. */
import { Prisma } from '../generated/client.js';
import { STATE_TO_REWORD } from './reword-ticket-posts.js';

/**
 * Every column that holds what people write in Slack's format; `lengthMax` where it is bounded. `shownBy` is what messages of the bot that
 * show it are found by, null where none does: the comment, or the ticket.
 */
const COLUMNS = [
  { table: 'comments', column: 'content', lengthMax: null, shownBy: 'comment_id' },
  { table: 'comment_edit_history', column: 'previous_content', lengthMax: null, shownBy: null },
  { table: 'tickets', column: 'title', lengthMax: 200, shownBy: 'ticket_id' },
  { table: 'tickets', column: 'description', lengthMax: null, shownBy: 'ticket_id' },
  { table: 'tickets', column: 'clock_start_reason', lengthMax: 500, shownBy: null },
  { table: 'confidential_readings', column: 'reason', lengthMax: 500, shownBy: 'ticket_id' },
  { table: 'reminders', column: 'text', lengthMax: 500, shownBy: 'ticket_id' },
  { table: 'changelog_texts', column: 'text', lengthMax: null, shownBy: null },
  { table: 'canned_responses', column: 'content', lengthMax: 3_000, shownBy: null },
] as const;

export type MentionColumn = (typeof COLUMNS)[number];
export const MENTION_COLUMNS: readonly MentionColumn[] = COLUMNS;

/** Shown by messages about the ticket that their rows name. */
const OF_A_TICKET: ReadonlySet<string> = new Set(['confidential_readings', 'reminders']);

export function newestIdSql({ table }: MentionColumn): Prisma.Sql {
  return Prisma.sql`SELECT coalesce(max(id), 0)::int AS id FROM ${Prisma.raw(table)}`;
}

/**
 * In the rows after `afterId` up to `untilId`, and marks what shows them in Slack to be reworded. `slackUserId` is one: letters and digits
 * alone.
 */
export function eraseMentionsSql(
  { table, column, lengthMax, shownBy }: MentionColumn,
  slackUserId: string,
  name: string,
  { afterId, untilId }: { afterId: number; untilId: number },
): Prisma.Sql {
  const at = Prisma.raw(column);
  const replaced = Prisma.sql`regexp_replace(${at}, ${`<@${slackUserId}(\\|[^<>]*)?>`}, ${`@${name}`}, 'g')`;
  const fitting = lengthMax === null ? replaced : Prisma.sql`left(${replaced}, ${lengthMax}::int)`;
  const erased = Prisma.sql`
    UPDATE ${Prisma.raw(table)} SET ${at} = ${fitting}
    WHERE id > ${afterId} AND id <= ${untilId} AND strpos(${at}, ${`<@${slackUserId}`}) > 0`;
  if (shownBy === null) return erased;
  const owner = Prisma.raw(OF_A_TICKET.has(table) ? 'ticket_id' : 'id');
  const owners = Prisma.sql`SELECT owner FROM erased`;
  const shown = shownBy === 'ticket_id' ? showsOneOf(owners) : Prisma.sql`comment_id IN (${owners})`;
  return Prisma.sql`
    WITH erased AS (${erased} RETURNING ${owner} AS owner)
    UPDATE posts SET is_name_stale = true WHERE NOT is_withdrawn AND ${shown}`;
}

/** What waits to be placed is said by the same row afterwards: a replay finds it by its new id. */
export function eraseEarlySql(slackUserId: string, pseudonym: string, name: string): Prisma.Sql {
  const mentions = Prisma.sql`regexp_replace(message::text, ${`<@${slackUserId}(\\|[^<>"\\\\]*)?>`}, ${`@${name}`}, 'g')`;
  return Prisma.sql`
    UPDATE early_events SET message = replace(${mentions}, ${`"${slackUserId}"`}, ${`"${pseudonym}"`})::jsonb
    WHERE strpos(message::text, ${slackUserId}) > 0`;
}

/** What admins type into the forms of policies is kept for two days; what names them is typed again. */
export function forgetPolicyDraftsSql(slackUserId: string): Prisma.Sql {
  return Prisma.sql`DELETE FROM policy_drafts WHERE saved_policy_id IS NULL AND strpos(form::text, ${slackUserId}) > 0`;
}

/**
 * Every message of the bot that shows them: as reporter, assignee, author, or whoever did something; in digests of such tickets, and where
 * admins were told that nothing reaches them. Also of tickets that were theirs before: a card whose update Slack refused says so still.
 * What is being taken out of Slack needs no other words.
 */
export function markNameStaleSql(userId: number): Prisma.Sql {
  const tickets = Prisma.sql`
    SELECT id FROM tickets WHERE reporter_id = ${userId} OR assignee_id = ${userId}
    UNION SELECT ticket_id FROM changelog_entries WHERE actor_id = ${userId}
      OR (field IN ('reporter_id', 'assignee_id') AND old_value = to_jsonb(${userId}::int))`;
  return Prisma.sql`
    UPDATE posts SET is_name_stale = true
    WHERE NOT is_withdrawn AND (
      comment_id IN (SELECT id FROM comments WHERE author_id = ${userId})
      OR ${showsOneOf(tickets)}
      OR payload @> jsonb_build_object('userId', ${userId}::int)
      OR payload @> jsonb_build_object('assigneeId', ${userId}::int)
      OR (kind = 'undelivered' AND (payload->>'postId')::int IN (SELECT id FROM posts WHERE user_id = ${userId}))
    )`;
}

/** A digest belongs to no ticket: its notices say which it shows. */
function showsOneOf(tickets: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`id IN (
    SELECT id FROM posts WHERE ticket_id IN (${tickets})
    UNION ALL
    SELECT digest.id FROM alert_notices JOIN posts AS digest ON digest.key = post_key
    WHERE outcome = 'digest' AND alert_notices.ticket_id IN (${tickets}))`;
}

/** Some of those, the oldest first; two processes take different ones. */
export function rewordStalePostsSql(limit: number): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET wanted_version = wanted_version + 1, is_reworded = true, is_name_stale = false, state = ${STATE_TO_REWORD}
    WHERE id IN (SELECT id FROM posts WHERE is_name_stale ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
}

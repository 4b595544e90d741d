/** Writes something else where a person is mentioned in what people wrote, some rows at a time. */
import { Prisma } from '../generated/client.js';

/** Every column that holds what people write in Slack's format; `lengthMax` where it is bounded. */
const COLUMNS = [
  { table: 'comments', column: 'content', lengthMax: null },
  { table: 'comment_edit_history', column: 'previous_content', lengthMax: null },
  { table: 'tickets', column: 'title', lengthMax: 200 },
  { table: 'tickets', column: 'description', lengthMax: null },
  { table: 'tickets', column: 'clock_start_reason', lengthMax: 500 },
  { table: 'confidential_readings', column: 'reason', lengthMax: 500 },
  { table: 'changelog_texts', column: 'text', lengthMax: null },
] as const;

export type MentionColumn = (typeof COLUMNS)[number];
export const MENTION_COLUMNS: readonly MentionColumn[] = COLUMNS;

export function newestIdSql({ table }: MentionColumn): Prisma.Sql {
  return Prisma.sql`SELECT coalesce(max(id), 0)::int AS id FROM ${Prisma.raw(table)}`;
}

/** In the rows after `afterId` up to `untilId`. `slackUserId` is one: letters and digits alone. */
export function eraseMentionsSql(
  { table, column, lengthMax }: MentionColumn,
  slackUserId: string,
  name: string,
  { afterId, untilId }: { afterId: number; untilId: number },
): Prisma.Sql {
  const at = Prisma.raw(column);
  const replaced = Prisma.sql`regexp_replace(${at}, ${`<@${slackUserId}(\\|[^<>]*)?>`}, ${`@${name}`}, 'g')`;
  const fitting = lengthMax === null ? replaced : Prisma.sql`left(${replaced}, ${lengthMax}::int)`;
  return Prisma.sql`
    UPDATE ${Prisma.raw(table)} SET ${at} = ${fitting}
    WHERE id > ${afterId} AND id <= ${untilId} AND strpos(${at}, ${`<@${slackUserId}`}) > 0`;
}

/** What waits to be placed is said by the same row afterwards: a replay finds it by its new id. */
export function eraseEarlySql(slackUserId: string, pseudonym: string, name: string): Prisma.Sql {
  const mentions = Prisma.sql`regexp_replace(message::text, ${`<@${slackUserId}(\\|[^<>"\\\\]*)?>`}, ${`@${name}`}, 'g')`;
  return Prisma.sql`
    UPDATE early_events SET message = replace(${mentions}, ${`"${slackUserId}"`}, ${`"${pseudonym}"`})::jsonb
    WHERE strpos(message::text, ${slackUserId}) > 0`;
}

/** Drafts live for two days; one that names them is typed again. */
export function forgetDraftsSql(slackUserId: string): Prisma.Sql {
  return Prisma.sql`DELETE FROM policy_drafts WHERE saved_policy_id IS NULL AND strpos(form::text, ${slackUserId}) > 0`;
}

/** Every message of the bot that shows them: as reporter, assignee, author, or whoever did something. */
export function markNameStaleSql(userId: number): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET is_name_stale = true
    WHERE NOT is_withdrawn AND (
      comment_id IN (SELECT id FROM comments WHERE author_id = ${userId})
      OR ticket_id IN (
        SELECT id FROM tickets WHERE reporter_id = ${userId} OR assignee_id = ${userId}
        UNION SELECT ticket_id FROM changelog_entries WHERE actor_id = ${userId}
      )
      OR payload @> jsonb_build_object('userId', ${userId}::int)
      OR payload @> jsonb_build_object('assigneeId', ${userId}::int)
    )`;
}

/** Some of those, the oldest first; two processes take different ones. */
export function rewordStaleSql(limit: number): Prisma.Sql {
  return Prisma.sql`
    UPDATE posts SET wanted_version = wanted_version + 1, is_reworded = true, is_name_stale = false
    WHERE id IN (SELECT id FROM posts WHERE is_name_stale ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
}

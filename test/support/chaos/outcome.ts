/** What came of a story, without what differs between any two runs: ids, times, and the order of what is independent. */
import { BOT, HELP, TRIAGE } from '../places.js';
import { withoutInstants } from '../times-read.js';
import { askDatabase, type Stage } from './stage.js';

/** What the bot says of the damage itself: how often depends on the moment. */
const ABOUT_DAMAGE = { kinds: ['outage', 'undelivered', 'recovered'], words: /^@?\S+: Recovered / };

const QUERIES = {
  tickets: `SELECT concat_ws(' | ', ticket_number, title, status, confidential, priority, resolution, a.display_name, r.display_name,
      first_responded_at IS NOT NULL, response_breached_at IS NOT NULL, resolution_breached_at IS NOT NULL) AS line
    FROM tickets t JOIN users r ON r.id = t.reporter_id LEFT JOIN users a ON a.id = t.assignee_id`,
  comments: `SELECT concat_ws(' | ', ticket_number, display_name, content, comment_type, edited_at IS NOT NULL, deleted_at IS NOT NULL,
      redacted_at IS NOT NULL) AS line
    FROM comments c JOIN tickets t ON t.id = c.ticket_id JOIN users u ON u.id = c.author_id`,
  edits: `SELECT concat_ws(' | ', ticket_number, previous_content) AS line
    FROM comment_edit_history h JOIN comments c ON c.id = h.comment_id JOIN tickets t ON t.id = c.ticket_id`,
  changelog: `SELECT concat_ws(' | ', ticket_number, action, field, visibility, display_name) AS line
    FROM changelog_entries e JOIN tickets t ON t.id = e.ticket_id LEFT JOIN users u ON u.id = e.actor_id`,
  alerts: `SELECT concat_ws(' | ', ticket_number, target_kind, threshold) AS line
    FROM sla_alerts a JOIN tickets t ON t.id = a.ticket_id`,
  posts: `SELECT concat_ws(' | ', kind, ticket_number, state) AS line
    FROM posts p LEFT JOIN tickets t ON t.id = p.ticket_id
    WHERE kind NOT IN (${ABOUT_DAMAGE.kinds.map((kind) => `'${kind}'`).join(', ')})`,
  readings: `SELECT concat_ws(' | ', ticket_number, display_name, reason) AS line
    FROM confidential_readings g JOIN tickets t ON t.id = g.ticket_id JOIN users u ON u.id = g.user_id`,
  audit: `SELECT concat_ws(' | ', action, display_name) AS line
    FROM audit_entries e LEFT JOIN users u ON u.id = e.actor_id`,
  agents: 'SELECT display_name AS line FROM project_agents JOIN users ON users.id = user_id',
} as const;

export type Outcome = Record<
  keyof typeof QUERIES | 'inHelp' | 'inTriage' | 'inDirect' | 'violations',
  readonly string[]
>;

export async function outcomeOf(stage: Stage): Promise<Outcome> {
  const lines = async (what: keyof typeof QUERIES) =>
    (await askDatabase<{ line: string }>(stage, `${QUERIES[what]} ORDER BY 1`)).map(({ line }) => line);
  return {
    tickets: await lines('tickets'),
    comments: await lines('comments'),
    edits: await lines('edits'),
    changelog: await lines('changelog'),
    alerts: await lines('alerts'),
    posts: await lines('posts'),
    readings: await lines('readings'),
    audit: await lines('audit'),
    agents: await lines('agents'),
    inHelp: reads(stage, 'Bo', HELP),
    inTriage: reads(stage, 'Ana', TRIAGE),
    inDirect: reads(stage, 'Bo', BOT),
    violations: stage.slack.violations.map((violation) => JSON.stringify(violation)),
  };
}

/** Every durable message of the channel and its threads, as the person reads it. */
function reads({ person }: Stage, name: string, channel: string): string[] {
  const roots = person(name)
    .sees(channel)
    .filter(({ isEphemeral }) => !isEphemeral);
  return roots
    .flatMap(({ ts }) => person(name).sees(channel, ts))
    .filter(({ isEphemeral }) => !isEphemeral)
    .map(({ from, shows }) => withoutTimes(`${from}: ${shows}`))
    .filter((line) => !ABOUT_DAMAGE.words.test(line))
    .sort();
}

function withoutTimes(text: string): string {
  return withoutInstants(text.replace(/^(\*(?:First response|Resolution)\* by ).*$/gm, '$1WHEN')).replace(
    /\d+ (?:h|min|s|seconds?|minutes?|hours?)(?: \d+ (?:min|s))?\b/g,
    'SO LONG',
  );
}

/** What is there of one and not of the other, a line each; empty where they are the same. */
export function differences(undisturbed: Outcome, disturbed: Outcome): string[] {
  return (Object.keys(undisturbed) as (keyof Outcome)[]).flatMap((what) => [
    ...without(undisturbed[what], disturbed[what]).map((line) => `missing in ${what}: ${line}`),
    ...without(disturbed[what], undisturbed[what]).map((line) => `too much in ${what}: ${line}`),
  ]);
}

/** The first without the second, counting: what stands there twice must stand there twice. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

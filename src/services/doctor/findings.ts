/** What is wrong with the desk: one check a line of the table, each a pure function of the facts. */
import type { LateJob } from '../health/heartbeats.js';
import type { RefusedGroup } from '../posts/refused-posts.js';
import type { ChannelFacts, DoctorFacts, ProjectFacts } from './facts.js';

export type Finding =
  | { kind: 'slack_refuses'; reason: string }
  | { kind: 'scopes_missing'; scopes: readonly string[] }
  | { kind: 'nobody_listens'; sinceAt: Date }
  | { kind: 'jobs_late'; jobs: readonly LateJob[] }
  | { kind: 'targets_late'; sinceAt: Date }
  | { kind: 'posts_late'; count: number; oldestAt: Date }
  | { kind: 'archived'; slackChannelIds: readonly string[] }
  | { kind: 'bot_missing'; slackChannelIds: readonly string[] }
  | { kind: 'without_triage'; keys: readonly string[] }
  | { kind: 'without_agents'; keys: readonly string[] }
  | { kind: 'without_policy'; keys: readonly string[] }
  | { kind: 'never_open'; calendars: readonly { key: string; name: string }[] }
  | { kind: 'no_typos' }
  | { kind: 'clock_apart'; whose: 'PostgreSQL' | 'Slack'; aheadMs: number }
  | { kind: 'refused'; group: RefusedGroup }
  /** Further conversations and causes than are shown. */
  | { kind: 'refused_more'; count: number };

/** Slack's is told to the second, and an answer is on its way for a while. */
export const CLOCKS_APART_MAX_MS = 5_000;
/** A message that Slack keeps waiting, or a card at rest, is no trouble before. */
export const POST_AGE_MAX_MS = 10 * 60_000;
/** Three ticks of the usual sweep. */
const TARGETS_LATE_MAX_MS = 3 * 60_000;
/** Shorter is a connection that is just being made again. */
const DEAF_MAX_MS = 60_000;

const CHECKS: readonly ((facts: DoctorFacts) => Finding[])[] = [
  ({ slack }) => (slack.isAnswered ? [] : [{ kind: 'slack_refuses', reason: slack.reason }]),
  ({ slack }) =>
    slack.isAnswered && slack.missingScopes !== null && slack.missingScopes.length > 0
      ? [{ kind: 'scopes_missing', scopes: slack.missingScopes }]
      : [],
  ({ reconcile: { doubtedSinceAt }, now }) =>
    isOlder(doubtedSinceAt, DEAF_MAX_MS, now) ? [{ kind: 'nobody_listens', sinceAt: doubtedSinceAt }] : [],
  ({ lateJobs }) => (lateJobs.length > 0 ? [{ kind: 'jobs_late', jobs: lateJobs }] : []),
  ({ figures: { nextWakeAt }, now }) =>
    isOlder(nextWakeAt, TARGETS_LATE_MAX_MS, now) ? [{ kind: 'targets_late', sinceAt: nextWakeAt }] : [],
  ({ figures: { oldestPostAt, postsToSend }, now }) =>
    isOlder(oldestPostAt, POST_AGE_MAX_MS, now)
      ? [{ kind: 'posts_late', count: postsToSend, oldestAt: oldestPostAt }]
      : [],
  channelCheck('archived', ({ isArchived }) => isArchived),
  channelCheck('bot_missing', ({ isArchived, isBotMember }) => !isArchived && !isBotMember),
  projectCheck('without_triage', ({ hasTriage }) => !hasTriage),
  projectCheck('without_agents', ({ agentCount }) => agentCount === 0),
  projectCheck('without_policy', ({ hasPolicy }) => !hasPolicy),
  ({ projects }) => {
    const calendars = projects.flatMap(({ key, closedCalendars }) =>
      closedCalendars.map((name) => ({ key, name })),
    );
    return calendars.length > 0 ? [{ kind: 'never_open', calendars }] : [];
  },
  ({ toleratesTypos }) => (toleratesTypos ? [] : [{ kind: 'no_typos' }]),
  ({ databaseAheadMs }) => clockCheck('PostgreSQL', databaseAheadMs),
  ({ slack }) => (slack.isAnswered ? clockCheck('Slack', slack.aheadMs) : []),
  ({ refused: { groups, total } }) => [
    ...groups.map((group) => ({ kind: 'refused', group }) as const),
    ...(total > groups.length ? [{ kind: 'refused_more', count: total - groups.length } as const] : []),
  ],
];

/** The most pressing first; none: all is well. */
export function findingsOf(facts: DoctorFacts): Finding[] {
  return CHECKS.flatMap((check) => check(facts));
}

function channelCheck(kind: 'archived' | 'bot_missing', isTrouble: (channel: ChannelFacts) => boolean) {
  return ({ channels }: DoctorFacts): Finding[] => {
    const slackChannelIds = channels.filter(isTrouble).map(({ slackChannelId }) => slackChannelId);
    return slackChannelIds.length > 0 ? [{ kind, slackChannelIds }] : [];
  };
}

function projectCheck(
  kind: 'without_triage' | 'without_agents' | 'without_policy',
  isTrouble: (project: ProjectFacts) => boolean,
) {
  return ({ projects }: DoctorFacts): Finding[] => {
    const keys = projects.filter(isTrouble).map(({ key }) => key);
    return keys.length > 0 ? [{ kind, keys }] : [];
  };
}

function clockCheck(whose: 'PostgreSQL' | 'Slack', aheadMs: number | null): Finding[] {
  return aheadMs !== null && Math.abs(aheadMs) > CLOCKS_APART_MAX_MS
    ? [{ kind: 'clock_apart', whose, aheadMs }]
    : [];
}

function isOlder(at: Date | null, ms: number, now: Date): at is Date {
  return at !== null && now.getTime() - at.getTime() > ms;
}

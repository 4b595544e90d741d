import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../../playground/block-kit/validate.js';
import { JOB_NAMES } from '../../../src/jobs/job.js';
import type { DoctorFacts } from '../../../src/services/doctor/facts.js';
import type { Finding } from '../../../src/services/doctor/findings.js';
import { doctorReport } from '../../../src/slack/blocks/doctor.js';
import { NEEDED_SCOPES } from '../../../src/slack/scopes.js';

const AT = new Date('2026-03-02T10:00:00.000Z');
const HOSTILE = '<!channel> *`&<@U0EVIL>'.repeat(10);
const MANY = Array.from({ length: 60 }, (_, index) => `X${index}`);

const FACTS: DoctorFacts = {
  now: AT,
  sweptAt: AT,
  lateJobs: [],
  figures: {
    ...{ postsToSend: 0, postsToUpdate: 0, oldestPostAt: null, postsRefused: 0 },
    ...{ threadsToRead: 0, threadsUnchecked: 0, openTickets: 1, nextWakeAt: null },
  },
  refused: { groups: [], total: 0 },
  reconcile: { lastRun: null, lastGap: null, threadsLeft: 0, threadsUnchecked: 0, doubtedSinceAt: null },
  slack: { isAnswered: true, missingScopes: [], aheadMs: 0 },
  databaseAheadMs: 0,
  channels: [],
  projects: [],
  toleratesTypos: true,
};

const group = (postId: number): Finding => ({
  kind: 'refused',
  group: { postId, place: { kind: 'person', name: HOSTILE }, reason: HOSTILE, count: 3, oldestAt: AT },
});

/** The largest of each kind that there can be, in a table of its own so that a new kind is asked for here. */
const LARGEST: { [K in Finding['kind']]: Extract<Finding, { kind: K }> } = {
  slack_refuses: { kind: 'slack_refuses', reason: HOSTILE },
  scopes_missing: { kind: 'scopes_missing', scopes: NEEDED_SCOPES },
  nobody_listens: { kind: 'nobody_listens', sinceAt: AT },
  jobs_late: {
    kind: 'jobs_late',
    jobs: MANY.map((job) => ({ job, sinceAt: AT, hasEverRun: false, failures: 3 })),
  },
  targets_late: { kind: 'targets_late', sinceAt: AT },
  posts_late: { kind: 'posts_late', count: 1_000_000, oldestAt: AT },
  archived: { kind: 'archived', slackChannelIds: MANY },
  bot_missing: { kind: 'bot_missing', slackChannelIds: MANY },
  without_triage: { kind: 'without_triage', keys: MANY },
  without_agents: { kind: 'without_agents', keys: MANY },
  without_policy: { kind: 'without_policy', keys: MANY },
  never_open: { kind: 'never_open', calendars: MANY.map((key) => ({ key, name: HOSTILE })) },
  no_typos: { kind: 'no_typos' },
  clock_apart: { kind: 'clock_apart', whose: 'Slack', aheadMs: -86_400_000 },
  refused: {
    kind: 'refused',
    group: {
      postId: 0,
      place: { kind: 'channel', slackChannelId: 'C1' },
      reason: 'x',
      count: 1,
      oldestAt: AT,
    },
  },
  refused_more: { kind: 'refused_more', count: 1_000 },
};

const shown = (findings: readonly Finding[], facts: Partial<DoctorFacts> = {}) => {
  const { text, blocks } = doctorReport({ facts: { ...FACTS, ...facts }, findings });
  return { text, blocks, all: JSON.stringify(blocks) };
};

describe('the report of the doctor', () => {
  it('is one friendly line and the figures where all is well', () => {
    const { text, blocks, all } = shown([]);
    expect(text).toBe(':white_check_mark: All is well with the desk.');
    expect(blocks).toHaveLength(2);
    expect(all).toContain('1 open ticket. Targets were last checked <!date^1772445600^');
    expect(all).toContain('0 messages to send. 0 messages refused.');
  });

  it('can be sent at its largest, with every kind of finding and hostile names in it', () => {
    const findings = [...Object.values(LARGEST), ...[1, 2, 3, 4, 5, 6, 7].map(group)];
    const { blocks, all } = shown(findings);
    expect(blockProblems(blocks)).toEqual([]);
    expect(all).not.toMatch(/<!channel|<@U0EVIL/);
  });

  it.each(Object.values(LARGEST))('says what to do where it finds $kind', (finding) => {
    const { text, all } = shown([finding]);
    expect(text).toBe(':warning: 1 thing to look at.');
    expect(all).toContain('What to do: ');
  });

  it.each(JOB_NAMES)('has words for the job %s', (job) => {
    const late = { job, sinceAt: AT, hasEverRun: true, failures: 0 };
    expect(shown([{ kind: 'jobs_late', jobs: [late] }]).all).not.toContain('the job ');
  });

  it('bounds its lists, and says how many more there are', () => {
    expect(shown([LARGEST.archived]).all).toContain('<#X11> and 48 more. What to do');
  });

  it.each([
    [-61_400, '1 min 1 s behind mine'],
    [1_200_000, '20 min ahead of mine'],
  ])('says which clock is ahead: %i', (aheadMs, words) => {
    expect(shown([{ kind: 'clock_apart', whose: 'PostgreSQL', aheadMs }]).all).toContain(words);
  });

  it('has the last reading with what it recovered, how far it is, and the last gap', () => {
    const run = {
      ...{ id: 1, cause: 'gap' as const, ticketNumber: null, gapFromAt: AT, gapUntilAt: AT, startedAt: AT },
      ...{ finishedAt: null, threads: 40, threadsRead: 28, unreadable: 1 },
      ...{ replies: 4, edits: 1, deletions: 0, gone: 0, tickets: 0 },
    };
    const { all } = shown([], {
      reconcile: {
        ...{ lastRun: run, lastGap: { fromAt: AT, untilAt: AT } },
        ...{ threadsLeft: 12, threadsUnchecked: 12, doubtedSinceAt: null },
      },
    });
    expect(all).toContain('Threads read again after a gap, begun');
    expect(all).toContain(
      'going on: 28 of 40 read, 12 left in all, 1 could not be read; recovered: 4 replies, 1 edit.',
    );
    expect(all).toContain('12 threads still to be read since.');
  });
});

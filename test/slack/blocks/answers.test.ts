import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../../playground/block-kit/validate.js';
import type { TicketListQuery } from '../../../src/domain/ticket-query.js';
import { CHANGE_ACTIONS } from '../../../src/services/record-changes.js';
import type { HistoryLine } from '../../../src/services/tickets/ticket-history.js';
import { agentList, projectList } from '../../../src/slack/blocks/project-list.js';
import { queryWords } from '../../../src/slack/blocks/query-words.js';
import { historyMessage } from '../../../src/slack/blocks/ticket-history.js';
import { ticketList } from '../../../src/slack/blocks/ticket-list.js';
import { ticketSearch } from '../../../src/slack/blocks/ticket-search.js';
import { parseListQuery } from '../../../src/slack/commands/grammar-list.js';
import { PROJECT_USAGE } from '../../../src/slack/commands/grammar-project.js';
import { TICKET_USAGE } from '../../../src/slack/commands/grammar-usage.js';
import { usageAnswer, usageList } from '../../../src/slack/commands/help.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';
import { AT, ana, bo } from './post-samples.js';

const LARGEST = ['x', '&', '😀', 'a\n'];
const TEXT_MAX = 4_000;

function expectSendable({ text, blocks }: RenderedMessage): void {
  expect(blockProblems(blocks)).toEqual([]);
  expect([...text].length).toBeLessThanOrEqual(TEXT_MAX);
  expect(`${text}${JSON.stringify(blocks)}`).not.toMatch(/<![a-z]+[|>]|<@U0EVIL/);
}

const historyLine = (change: Partial<HistoryLine>): HistoryLine => ({
  at: AT,
  by: ana,
  action: 'status',
  isInternal: false,
  from: null,
  to: null,
  previousText: null,
  detail: null,
  ...change,
});

describe('a list of tickets', () => {
  const left = { remainingSeconds: 12_000, workingDaySeconds: 28_800 };
  const line = (title: string, name: string) => ({
    id: 1,
    number: 'HELPDESKIT-2147483647',
    title,
    status: 'in_progress' as const,
    resolution: null,
    priority: 'critical' as const,
    assignee: { slackUserId: 'U0ANA', name },
    reporter: { slackUserId: 'U0BO', name },
    createdAt: AT,
    isConfidential: true,
    due: { kind: 'due' as const, at: AT, ...left, isAnswerLate: false },
  });

  it.each([...LARGEST, '<!channel> ', '<@U0EVIL> '])('is sendable at its largest (%j)', (text) => {
    const lines = Array.from({ length: 10 }, () => line(text.repeat(200).slice(0, 200), text.repeat(80)));
    const value = 'v'.repeat(2_000);
    const turning = { page: 2, pageCount: 3, previous: value, next: value };
    const asked = queryWords({
      scope: 'all',
      filters: { tag: text.repeat(50) },
      words: Array(20).fill(text.repeat(20)),
    });
    expectSendable(ticketList({ lines, total: 1_000, isCut: true, asked, ...turning }));
    const excerpt = text.repeat(140).slice(0, 140);
    const found = lines.map((each) => ({ line: each, where: { in: 'note' as const, excerpt } }));
    expectSendable(ticketSearch({ found, total: 200, isCut: true, asked, ...turning }));
  });

  it.each([
    [null, null, []],
    ['a', null, ['Previous']],
    [null, 'b', ['Next']],
    ['a', 'b', ['Previous', 'Next']],
  ])('with %s before and %s after it offers %j', (previous, next, labels) => {
    const { blocks } = ticketList({
      lines: [line('x', 'y')],
      page: 1,
      pageCount: 2,
      total: 11,
      isCut: false,
      asked: 'all',
      previous,
      next,
    });
    const found = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(found.map((element) => ('text' in element ? element.text?.text : ''))).toEqual(labels);
  });

  it.each([
    [{ kind: 'overdue', sinceAt: AT }, '*overdue* since <!date'],
    [{ kind: 'due', at: AT, ...left, isAnswerLate: false }, '10:00 UTC>, 3 h 20 min left"'],
    [{ kind: 'due', at: AT, ...left, isAnswerLate: true }, '10:00 UTC>, 3 h 20 min left, answered late"'],
    [{ kind: 'paused', ...left, isAnswerLate: true }, '· paused, 3 h 20 min left, answered late"'],
    [{ kind: 'answered_late' }, '· answered late"'],
  ] as const)('says how a ticket stands by %j', (due, words) => {
    const lines = [{ ...line('x', 'y'), due }];
    const rendered = ticketList({
      lines,
      page: 1,
      pageCount: 1,
      total: 1,
      previous: null,
      next: null,
      isCut: false,
      asked: 'all',
    });
    expect(JSON.stringify(rendered.blocks)).toContain(words);
  });

  it('that is empty says what to type', () => {
    const none = { page: 1, pageCount: 1, total: 0, isCut: false, asked: 'mine', previous: null, next: null };
    expect(ticketList({ lines: [], ...none }).text).toContain('/ticket new');
    expect(ticketSearch({ found: [], ...none }).text).toContain('Nothing found');
  });
});

describe('what was asked for', () => {
  it.each<[TicketListQuery, string]>([
    [{ scope: 'open', filters: {}, words: [] }, 'open'],
    [
      {
        scope: 'all',
        filters: {
          ...{ project: 'IT', priority: 'high', status: 'on_hold', type: 'bug', tag: 'printer room' },
          ...{ assignee: { kind: 'nobody' }, reporter: { kind: 'user', slackUserId: 'U0BO' } },
          ...{ created: { since: 'mon', until: 'mon' }, updated: { before: '30d' }, confidential: true },
        },
        words: ['R&D', 'a b'],
      },
      'all project:IT priority:high status:on_hold type:bug tag:"printer room" assignee:nobody reporter:<@U0BO> created:mon updated:before-30d confidential:yes R&amp;D "a b"',
    ],
  ])('is said as it would be typed', (query, words) => {
    expect(queryWords(query)).toBe(words);
  });

  it('can be typed again', () => {
    const query = {
      scope: 'all',
      filters: { tag: 'printer room', assignee: { kind: 'me' } },
      words: ['a b', 'R&D'],
    } as const;
    expect(parseListQuery(queryWords(query))).toEqual({ ok: true, value: { ...query, page: 1 } });
  });
});

describe('a history', () => {
  it.each(CHANGE_ACTIONS)('says in words what "%s" was', (action) => {
    const values: [HistoryLine['from'], HistoryLine['to']][] = [
      ['new', 'in_progress'],
      [null, 'high'],
      [ana, bo],
      [null, null],
    ];
    for (const [from, to] of values) {
      const rendered = historyMessage('IT-1', [historyLine({ action, from, to })]);
      expectSendable(rendered);
      expect(JSON.stringify(rendered.blocks.at(1))).toMatch(/Ana [a-z]/);
      expect(JSON.stringify(rendered.blocks.at(1))).not.toMatch(/undefined|null|\[object|in_progress/);
    }
  });

  it.each<[Partial<HistoryLine>, RegExp]>([
    [
      {
        action: 'sla_policy',
        by: null,
        detail: {
          ...{ kind: 'policy', version: 3 },
          moves: [{ target: 'resolution', from: AT, to: null }],
        },
      },
      /the desk put it under policy version 3: resolution target from <!date.*10:00 UTC> to none/,
    ],
    [
      { action: 'sla_policy', detail: { kind: 'policy', version: null, moves: [] } },
      /Ana put it under another policy, which left its targets as they were/,
    ],
    [
      { action: 'start_moved', detail: { kind: 'start', at: AT, reason: 'logs <!channel>' } },
      /Ana said that it began <!date.*10:00 UTC>: logs &lt;!channel&gt;/,
    ],
    [
      { action: 'at_risk', by: null, to: 'response', detail: { kind: 'percent', percent: 80 } },
      /the desk saw 80 % of the response target spent/,
    ],
  ])('tells the clock’s own entries in full (%#)', (change, words) => {
    const rendered = historyMessage('IT-1', [historyLine(change)]);
    expectSendable(rendered);
    expect(JSON.stringify(rendered.blocks)).toMatch(words);
  });

  it('shows the old text of an edit, harmless, and marks what only agents see', () => {
    const edit = historyLine({ action: 'comment_edited', previousText: 'see <!channel>', isInternal: true });
    const rendered = historyMessage('IT-1', [edit]);
    expectSendable(rendered);
    expect(JSON.stringify(rendered.blocks)).toContain(
      'edited a comment, before: “see @channel” _(agents only)_',
    );
  });

  it.each([...LARGEST, '<!here> '])('is sendable at its largest (%j)', (text) => {
    const lines = Array.from({ length: 200 }, () =>
      historyLine({
        action: 'comment_edited',
        by: { slackUserId: 'U0', name: text.repeat(80) },
        from: text.repeat(200),
        to: text.repeat(200),
        previousText: text.repeat(10_000),
      }),
    );
    expectSendable(historyMessage('HELPDESKIT-2147483647', lines));
  });
});

describe('projects and agents', () => {
  const project = (name: string) => ({
    id: 1,
    key: 'HELPDESKIT',
    name,
    description: name,
    emoji: 'ticket',
    showTargets: true,
    forgetAfterDays: null,
    requestChannel: 'C0HELP',
    triageChannel: null,
    confidentialByDefault: true,
    isEveryMessage: false,
    takeEmoji: 'eyes',
    resolveEmoji: 'white_check_mark',
    hasTickets: true,
    agentCount: 3,
  });

  it.each(LARGEST)('are sendable at their largest (%j)', (text) => {
    expectSendable(projectList(Array.from({ length: 100 }, () => project(text.repeat(255)))));
    const agents = Array.from({ length: 300 }, () => ({
      slackUserId: 'U0',
      name: text.repeat(80),
      isMember: false,
      isAdded: true,
    }));
    expectSendable(agentList('HELPDESKIT', agents, agents));
  });

  it('that are none say what to do', () => {
    expect(projectList([]).text).toContain('/project new');
    expect(agentList('IT', [], []).text).toContain('/project edit IT');
  });
});

describe('help', () => {
  it('for every command is sendable', () => {
    for (const answer of [usageList('ticket', TICKET_USAGE), usageList('project', PROJECT_USAGE)]) {
      if (answer === null) throw new Error('No help');
      expectSendable(answer.rendered);
    }
  });

  it.each([...LARGEST, '<!channel>', '`code`'])('repeats what was typed, harmless (%j)', (text) => {
    const typed = `${text.repeat(2_000)}`;
    const answer = usageAnswer('/ticket', {
      message: `“${text}” is no command.`,
      usage: '/ticket help',
      typed,
    });
    if (answer === null) throw new Error('No answer');
    expectSendable(answer.rendered);
    expect(answer.rendered.text).toContain('You typed: `/ticket ');
  });
});

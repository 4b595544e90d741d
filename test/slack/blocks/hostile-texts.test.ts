/** Every renderer with every hostile text in every place that people write in: it notifies nobody, forges nothing and breaks nothing. */
import { describe, expect, it } from 'vitest';
import { blockProblems, viewProblems } from '../../../playground/block-kit/validate.js';
import { excerptOf } from '../../../src/domain/search-words.js';
import { everyDay } from '../../../src/domain/sla/calendar.js';
import type { ClockExplanation, MoveCause } from '../../../src/domain/sla/explain/clock-explanation.js';
import { storableText } from '../../../src/domain/storable-text.js';
import { ledgerMessage } from '../../../src/slack/blocks/ledger.js';
import { ledgerTable } from '../../../src/slack/blocks/ledger-table.js';
import { textMessage } from '../../../src/slack/blocks/pieces.js';
import { agentList, projectList } from '../../../src/slack/blocks/project-list.js';
import { queryWords } from '../../../src/slack/blocks/query-words.js';
import { renderPost } from '../../../src/slack/blocks/render-post.js';
import { historyMessage } from '../../../src/slack/blocks/ticket-history.js';
import { ticketList } from '../../../src/slack/blocks/ticket-list.js';
import { ticketSearch } from '../../../src/slack/blocks/ticket-search.js';
import { usageAnswer } from '../../../src/slack/commands/help.js';
import type { ModalView, RenderedMessage } from '../../../src/slack/gateway.js';
import { buildBegan } from '../../../src/slack/modals/began.js';
import { buildChangeStatus } from '../../../src/slack/modals/change-status.js';
import { buildCreateTicket } from '../../../src/slack/modals/create-ticket.js';
import { buildEditProject } from '../../../src/slack/modals/project.js';
import { buildEditReply, buildReply } from '../../../src/slack/modals/reply.js';
import { buildResponses } from '../../../src/slack/modals/responses.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';
import { AT, bo, cardWith, commentWith, KINDS, postsOf } from './post-samples.js';

const FALLBACK_MAX = 4_000;
const BLOCKS_TEXT_MAX = 13_000;
const MEANT = ['<@U0BO>', '<@U0ANA>', '<#C0HELP>'];
const OWN_LINK = /^<https:\/\/(?:example|files)\.slack\.com\/[^<>|\s]*\|[^<>]*>$/;
const OWN_DATE = /^<!date\^\d+\^[^<>^|]*\|[^<>]*>$/;
/** A link that its writer may set: to where it says it leads. */
const HONEST_LINK = /^<https:\/\/evil\.example(?:\/x*)?(?:\|x)?>$/;
const UNSEEN = /(?![\t\n])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** As the database would hold it, in a column of such a width. */
function stored(text: string, codePointsMax: number): string {
  return [...storableText(text)].slice(0, codePointsMax).join('');
}

/** Every text in it that somebody is shown (`type`: only of that); what a field is filled with is the text itself, to be edited. */
function shownIn(value: unknown, type?: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => shownIn(each, type));
  if (typeof value !== 'object' || value === null) return [];
  const isOf = type === undefined || ('type' in value && value.type === type);
  const own = isOf && 'text' in value && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap((each) => shownIn(each, type))];
}

function expectVisible(texts: readonly string[]): void {
  for (const text of texts) {
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(UNSEEN);
    expect(text).not.toMatch(/\p{M}{9}/u);
  }
}

function expectHarmless(mrkdwn: readonly string[]): void {
  const bad = [...mrkdwn.join('\n').matchAll(/<[^>]*>?/g)].filter(
    ([token]) =>
      !MEANT.includes(token) && ![OWN_LINK, OWN_DATE, HONEST_LINK].some((each) => each.test(token)),
  );
  expect(bad.map(([token]) => token)).toEqual([]);
}

function expectMessage({ text, blocks }: RenderedMessage): void {
  expect(blockProblems(blocks)).toEqual([]);
  expect(text).not.toBe('');
  expect([...text].length).toBeLessThanOrEqual(FALLBACK_MAX);
  const shown = shownIn(blocks);
  expect([...shown.join('')].length).toBeLessThanOrEqual(BLOCKS_TEXT_MAX);
  expectVisible([text, ...shown]);
  expectHarmless([text, ...shownIn(blocks, 'mrkdwn')]);
}

function expectView(view: ModalView): void {
  expect(viewProblems(view, 'modal')).toEqual([]);
  expectVisible(shownIn(view));
  expectHarmless(shownIn(view, 'mrkdwn'));
  expect(JSON.stringify(view)).not.toMatch(/\\ud[89a-f]/);
}

function explained(text: string): ClockExplanation {
  const by = { kind: 'person', name: stored(text, 80) } as const;
  const reason = stored(text, 500);
  const scope = stored(text, 255);
  const policy = { scope, version: 3, sinceAt: AT };
  const calendar = { scope, name: stored(text, 80), version: 2 };
  const causes: MoveCause[] = [
    { kind: 'start', from: AT, to: AT, reason },
    {
      kind: 'policy',
      from: policy,
      to: policy,
      calendar: { ...calendar, isNewVersion: true },
      savedBy: by.name,
    },
  ];
  return {
    ...{ number: 'IT-42', title: stored(text, 200), at: AT, isForAgents: true },
    ...{ openedAt: AT, startedAt: new Date(AT.getTime() - 1), startReason: reason },
    targets: [
      {
        ...{ kind: 'response', state: 'running', priority: 'medium', targetSeconds: 60, elapsedSeconds: 0 },
        policy,
        calendar: {
          ...calendar,
          timeZone: 'Europe/Berlin',
          hours: everyDay(() => ''),
          workingDaySeconds: 28_800,
        },
        outlook: { kind: 'none' },
        rows: [],
        moves: causes.map((cause) => ({ at: AT, by, cause, before: AT, after: null })),
      },
    ],
  };
}

describe.each(Object.entries(HOSTILE_TEXTS))('%s', (_what, text) => {
  const title = stored(text, 200);
  const name = stored(text, 80);
  const projectName = stored(text, 255);
  const long = stored(text, 40_000);
  const person = { slackUserId: 'U0BO', name };
  const files = Array.from({ length: 12 }, () => ({
    name: projectName,
    urlPrivate: 'https://files.slack.com/F1',
  }));
  const posts = postsOf({
    card: cardWith({
      ...{ title, projectName, description: long, reporter: person, assignee: person },
      began: { at: AT, reason: stored(text, 500) },
    }),
    comment: commentWith({ author: person, content: long, files }),
    person,
    projectName,
  });

  it('in every kind of post', () => {
    for (const kind of KINDS) {
      expectMessage(renderPost(posts[kind], { workspaceUrl: 'https://example.slack.com/' }));
    }
  });

  it('in a list, a history, a ledger, a list of projects and agents', () => {
    const line = {
      id: 1,
      number: 'IT-42',
      title,
      status: 'open',
      priority: 'high',
      resolution: null,
    } as const;
    const lines = Array.from({ length: 10 }, () => ({
      ...{ ...line, assignee: person, reporter: person, createdAt: AT, due: null, isConfidential: true },
    }));
    const page = { page: 1, pageCount: 1, total: 10, isCut: false, asked: '', previous: null, next: null };
    const asked = queryWords({ scope: 'all', filters: { tag: text }, words: [text] });
    expectMessage(ticketList({ ...page, lines, asked }));
    const where = { in: 'comment', excerpt: excerptOf(long, [text]) } as const;
    expectMessage(ticketSearch({ ...page, found: lines.map((each) => ({ line: each, where })), asked }));
    const entry = { at: AT, by: person, isInternal: false, previousText: null, detail: null };
    const start = { kind: 'start', at: AT, reason: stored(text, 500) } as const;
    const changes = [
      { ...entry, action: 'title', from: title, to: title },
      { ...entry, action: 'comment_edited', from: null, to: null, previousText: long },
      { ...entry, action: 'start_moved', from: null, to: null, detail: start },
    ] as const;
    expectMessage(historyMessage('IT-42', changes));
    const explanation = explained(text);
    expectMessage(ledgerMessage(explanation));
    expectMessage(ledgerTable(explanation, 'response', 1));
    const settings = {
      forgetAfterDays: 90,
      confidentialByDefault: false,
      isEveryMessage: false,
      takeEmoji: 'eyes',
      resolveEmoji: 'white_check_mark',
    };
    const project = { id: 1, key: 'IT', name: projectName, description: long, emoji: 'ticket' };
    const channels = { requestChannel: 'C0HELP', triageChannel: null };
    const rest = { ...settings, showTargets: true, hasTickets: true, agentCount: 3 };
    expectMessage(projectList([{ ...project, ...channels, ...rest }]));
    expectMessage(agentList('IT', [{ ...bo, name, isMember: true, isAdded: false }], [{ ...bo, name }]));
  });

  // Straight from Slack, through no database.
  it('repeated in an answer', () => {
    const error = { message: text.slice(0, 200), usage: '/ticket help', typed: text };
    const answer = usageAnswer('/ticket', error);
    if (answer === null) throw new Error('No answer');
    expectMessage(answer.rendered);
    expectMessage(textMessage(''));
  });

  it('in a form', () => {
    const ticket = { number: 'IT-42', title };
    const channel = { slackChannelId: 'C0HELP', name, isPublic: true, isDefault: true };
    const projects = [1, 2].map((id) => ({ id, key: `IT${id}`, name: projectName }));
    const asked = { projects, preselected: 1, isAgent: true, reporter: 'U0BO', isConfidential: false };
    const create = { ...asked, talkChannel: channel };
    const started = { openedAt: AT, startedAt: AT, reason: stored(text, 500) };
    const project = { key: 'IT', name: projectName, description: long, emoji: 'ticket' };
    const response = { id: 1, name: stored(text, 75), content: stored(text, 3_000), changedAt: AT };
    const filled = { choices: [response], text: long, revision: 1, note: `No room for ${name}` };
    const channels = { requestChannel: 'C0HELP', triageChannel: null, showTargets: true, hasTickets: true };
    for (const view of [
      buildCreateTicket({ ...create, title, description: long }),
      buildBegan({ ...ticket, ...started }),
      buildChangeStatus(ticket, 'resolve', filled),
      buildReply(ticket, filled),
      buildResponses({ project, responses: [response] }, { chosen: response, revision: 1, note: '' }),
      buildEditReply({ id: 1, content: long }),
      buildEditProject({
        ...project,
        ...channels,
        forgetAfterDays: 90,
        confidentialByDefault: true,
        isEveryMessage: true,
        takeEmoji: 'eyes',
        resolveEmoji: 'white_check_mark',
      }),
    ]) {
      expectView(view);
    }
  });
});

/** A Home at its fullest, at its emptiest, and with whatever people write in it. */
import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import { HOME_COUNT_MAX, HOME_TABS, type HomeTab } from '../../../src/domain/home.js';
import type { Resolution } from '../../../src/domain/resolution.js';
import type { TicketLine } from '../../../src/services/finding/ticket-line.js';
import type { HomeContent } from '../../../src/services/home/home-content.js';
import { homeView } from '../../../src/slack/blocks/home.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';
import { AT } from './post-samples.js';

const lineWith = (number: string, text: string): TicketLine => ({
  ...{
    id: 1,
    number,
    title: [...text].slice(0, 200).join(''),
    status: 'resolved',
    resolution: null,
    priority: 'high',
    createdAt: AT,
  },
  assignee: { slackUserId: 'U0ANA', name: text },
  reporter: { slackUserId: 'U0BO', name: text },
  isConfidential: true,
  due: { kind: 'overdue', sinceAt: AT },
});

/** As much as the services ever give of everything. */
function fullHome(tab: HomeTab, text = 'VPN down'): HomeContent {
  const lines = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, n) => lineWith(`${prefix}-${n + 1}`, text));
  const projects = Array.from({ length: 99 }, (_, n) => ({ id: n + 1, key: `P${n + 1}`, name: text }));
  const gaps = { hasTriage: false, agentCount: 0, hasOwnPolicy: true };
  return {
    waiting: { lines: lines(5, 'IT'), total: HOME_COUNT_MAX },
    queue: {
      ...{ tab, tabs: HOME_TABS.map((each) => ({ tab: each, count: HOME_COUNT_MAX })) },
      ...{ projects, projectId: 7, priority: 'low', page: 2, pageCount: 50, lines: lines(10, 'HR') },
    },
    desk: {
      projects: Array.from({ length: 20 }, (_, n) => ({ key: `P${n + 1}`, name: text, ...gaps })),
      ...{ projectsLeft: 5, findings: 3 },
    },
  };
}

const EMPTY: HomeContent = {
  waiting: { lines: [], total: 0 },
  queue: {
    ...{ tab: 'mine', tabs: [{ tab: 'mine', count: 0 }], projects: [], projectId: null, priority: null },
    ...{ lines: [], page: 1, pageCount: 1 },
  },
  desk: null,
};

describe('a Home is what Slack takes', () => {
  it.each(HOME_TABS)('at its fullest, with the list %s', (tab) => {
    const view = homeView(fullHome(tab));
    expect(viewProblems(view, 'home')).toEqual([]);
    expect(view.blocks.length).toBeGreaterThan(50);
  });

  it('at its emptiest, at rest, and for whoever has none any more', () => {
    for (const content of [EMPTY, 'resting', null] as const)
      expect(viewProblems(homeView(content), 'home')).toEqual([]);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('with %s in every place that people write in', (_name, text) => {
    const view = homeView(fullHome('assigned', text));
    expect(viewProblems(view, 'home')).toEqual([]);
    const mrkdwn = view.blocks.flatMap((block) =>
      'text' in block && typeof block.text === 'object' ? [block.text.text] : [],
    );
    expect(mrkdwn.join('\n').replace(/<!date\^\d+\^[^<>^|]*\|[^<>]*>/g, '')).not.toMatch(/<[^>]*>?/);
  });
});

describe('a Home', () => {
  const blocksOf = (content: HomeContent) => JSON.stringify(homeView(content).blocks);

  it('offers what can be done with a ticket in each list, and no work on one’s own requests', () => {
    expect(blocksOf(fullHome('assigned'))).toMatch(/"move:resolve".*"reply".*"details"/);
    expect(blocksOf(fullHome('mine'))).not.toMatch(/"move:resolve"|"home_priority"/);
  });

  it.each<[Resolution | null, RegExp, string[]]>([
    ['done', /It should work now\. Does it\?$/, ['It works', 'Reopen', 'Details']],
    ['duplicate', /Resolved as a duplicate\. If that is wrong, press \*Reopen\*\.$/, ['Reopen', 'Details']],
    ['cancelled', /Resolved as cancelled\. If that is wrong, press \*Reopen\*\.$/, ['Reopen', 'Details']],
    ['spam', /Resolved as spam\. If that is wrong, press \*Reopen\*\.$/, ['Reopen', 'Details']],
  ])('asks whether it works only where something was done: %s', (resolution, words, labels) => {
    const lines = [{ ...lineWith('IT-1', 'VPN down'), resolution }];
    const { blocks } = homeView({ ...EMPTY, waiting: { lines, total: 1 } });
    const at = blocks.findIndex(({ block_id }) => block_id === 'waits:IT-1');
    expect(blocks[at - 1]).toMatchObject({ text: { text: expect.stringMatching(words) } });
    expect(blocks[at]).toMatchObject({ elements: labels.map((text) => ({ text: { text } })) });
  });

  it('says “no other” only where something stands above', () => {
    const waiting = { lines: [lineWith('IT-1', 'VPN down')], total: 1 };
    expect(blocksOf(EMPTY)).toContain('You have no open tickets. Press');
    expect(blocksOf({ ...EMPTY, waiting })).toContain('You have no other open tickets.');
  });

  it('shows under another id what is filtered otherwise, because Slack keeps what was chosen under the same', () => {
    expect(blocksOf(fullHome('risk'))).toContain('"filters:P7:low"');
  });

  it('says where its list ends that there is more', () => {
    expect(blocksOf(fullHome('assigned'))).toContain(
      '500 or more, page 2 of 50. The rest is in `/ticket list`',
    );
  });
});

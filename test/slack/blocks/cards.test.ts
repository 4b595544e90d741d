/** Cards for the reporter, for the agents and for admins: what each shows, and which buttons it has when. */
import { describe, expect, it } from 'vitest';
import type { CardTarget } from '../../../src/domain/post-content.js';
import { AT, cardWith, SMALL } from './post-samples.js';
import { buttonsOf, everything, mrkdwnOf, render } from './rendered-posts.js';

describe('a triage card', () => {
  const buttons = (change: Parameters<typeof cardWith>[0]) =>
    buttonsOf(render({ kind: 'triage_card', card: cardWith(change) })).map(({ label }) => label);

  it.each([
    ['new', ['Take', 'Start', 'Resolve', 'Reply to reporter']],
    ['open', ['Take', 'Start', 'Resolve', 'Reply to reporter']],
    ['in_progress', ['Take', 'Resolve', 'Wait for reporter', 'Put on hold', 'Reply to reporter']],
    ['waiting', ['Take', 'Resume', 'Resolve', 'Reply to reporter']],
    ['on_hold', ['Take', 'Resume', 'Resolve', 'Reply to reporter']],
    ['blocked', ['Take', 'Resume', 'Resolve', 'Reply to reporter']],
    ['resolved', ['Close', 'Reopen', 'Reply to reporter']],
    ['closed', ['Reopen', 'Reply to reporter']],
  ] as const)(
    'that nobody has taken and that is %s offers %j, and every field in a form',
    (status, labels) => {
      expect(buttons({ status, assignee: null })).toEqual([...labels, 'More…']);
    },
  );

  it('says until when it is on hold, and to the reporter when it goes on', () => {
    const card = cardWith({ status: 'on_hold', heldUntil: new Date('2026-03-06T09:00:00Z') });
    const at = '<!date^1772787600^{date_short_pretty} at {time}|2026-03-06 09:00 UTC>';
    expect(everything(render({ kind: 'triage_card', card }))).toContain(`On hold until ${at}`);
    const origin = render({ kind: 'origin_card', card, mentions: [], isThreadRoot: true });
    expect(everything(origin)).toContain(`waiting for something agreed. It goes on ${at}.`);
  });

  it.each([
    ['VPN down', 'VPN down', 0],
    ['R&D printer', ' R&amp;D  printer\n', 0],
    ['VPN down', 'VPN down, since Monday', 1],
    ['the wiki is slow', '<https://wiki.example|the wiki> is slow', 1],
    ['VPN down', '', 0],
  ])('of %j and %j quotes what its title does not say, once', (title, description, quotes) => {
    const card = cardWith({ title, description });
    for (const content of [
      { kind: 'triage_card', card } as const,
      { kind: 'origin_card', card, mentions: [], isThreadRoot: true } as const,
    ]) {
      const sections = render(content).blocks.flatMap((block) =>
        'text' in block && typeof block.text === 'object' ? [block.text.text] : [],
      );
      expect(
        sections
          .join('\n')
          .split('\n')
          .filter((line) => line.startsWith('>')),
      ).toHaveLength(quotes);
    }
  });

  it('offers Take only while nobody has taken it', () => {
    expect(buttons({ status: 'open' })).not.toContain('Take');
  });

  const DUE_AT = new Date('2026-03-02T14:00:00Z');
  it.each<[CardTarget['state'], Date | null, number | null, RegExp]>([
    [
      'running',
      DUE_AT,
      12_000,
      /by <!date\^1772460000\^.*>, 3 h 20 min of working time left as of <!date\^1772445600\^\{time\}\|10:00 UTC>$/,
    ],
    ['running', DUE_AT, 86_400, /, 24 h \(3 working days\) of working time left as of/],
    ['paused', null, 12_059, /^paused, 3 h 20 min left$/],
    [
      'breached',
      DUE_AT,
      -7_200,
      /^missed by 2 h as of <!date\^1772445600.*>, it was due <!date\^1772460000\^/,
    ],
    ['met', DUE_AT, null, /^met$/],
    ['none', null, null, /^none$/],
  ])('says how a target stands that is %s, in working time', (state, at, remainingSeconds, words) => {
    const resolution = { state, at, remainingSeconds, workingDaySeconds: 28_800 };
    const targets = { response: resolution, resolution, readAt: AT };
    const { blocks } = render({ kind: 'triage_card', card: cardWith({ targets }) });
    const field = mrkdwnOf(blocks).find((text) => text.startsWith('*Resolution*'));
    expect(field?.replace('*Resolution*\n', '')).toMatch(words);
  });

  it('explains its targets at a press, and says when it began and why', () => {
    const { blocks } = render(SMALL.triage_card);
    const accessories = blocks.flatMap((block) => ('accessory' in block ? [block.accessory] : []));
    expect(accessories).toMatchObject([{ action_id: 'why', value: 'IT-42' }]);
    expect(everything(render(SMALL.triage_card))).toMatch(
      /began <!date\^1772445600\^.*>: printer logs say so/,
    );
    const plain = render({ kind: 'triage_card', card: cardWith({ targets: null, began: null }) });
    expect(everything(plain)).not.toMatch(/began|Resolution\*/);
  });

  it("does not link to somebody's direct messages", () => {
    const origin = { slackChannelId: 'D0BO', threadTs: '1.000001', isDirect: true };
    const text = everything(render({ kind: 'triage_card', card: cardWith({ origin }) }));
    expect(text).toContain('direct messages with Bo');
    expect(text).not.toContain('D0BO');
  });

  it('names its conversation by a permalink', () => {
    expect(everything(render(SMALL.triage_card))).toContain(
      '<https://example.slack.com/archives/C0HELP/p1772445600000100|',
    );
  });
});

describe('an origin card', () => {
  it('shows targets only where the project says so', () => {
    const text = (targets: Parameters<typeof cardWith>[0]) =>
      everything(render({ kind: 'origin_card', isThreadRoot: true, card: cardWith(targets), mentions: [] }));
    expect(text({ targets: null })).not.toContain('Resolution');
    expect(text({})).toContain('Resolution');
  });

  it.each([
    ['new', 'New: nobody has looked at it yet. *Ana* looks after it.'],
    ['open', 'Open: seen, not started yet. *Ana* looks after it.'],
    ['in_progress', 'In progress: somebody is working on it. *Ana* looks after it.'],
    ['waiting', 'Waiting for you: please answer in this thread. *Ana* looks after it.'],
    ['on_hold', 'On hold: waiting for something agreed. *Ana* looks after it.'],
    ['blocked', 'Blocked: we are stuck on something of ours. *Ana* looks after it.'],
    ['resolved', 'Resolved. If it is not, just write here.'],
    ['closed', 'Closed.'],
  ] as const)('says of a ticket that is %s: %s', (status, words) => {
    const { blocks } = render({
      kind: 'origin_card',
      isThreadRoot: true,
      card: cardWith({ status }),
      mentions: [],
    });
    expect(mrkdwnOf(blocks)).toContain(words);
  });
});

describe('an admin card', () => {
  it('offers to set a triage channel only while there is none', () => {
    const labels = (canSetTriage: boolean) =>
      buttonsOf(render({ kind: 'admin_card', card: cardWith(), projectId: 1, canSetTriage })).map(
        ({ label }) => label,
      );
    expect(labels(true)).toContain('Set triage channel');
    expect(labels(false)).not.toContain('Set triage channel');
  });
});

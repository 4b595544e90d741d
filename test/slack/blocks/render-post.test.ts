import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../../playground/block-kit/validate.js';
import type { CardTarget, PostContent } from '../../../src/domain/post-content.js';
import { LIFECYCLE_EVENTS, STATUSES } from '../../../src/domain/ticket-status.js';
import { renderPost } from '../../../src/slack/blocks/render-post.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';
import { AT, ana, cardWith, commentWith, KINDS, largest, postsOf, SMALL } from './post-samples.js';

const OPTIONS = { workspaceUrl: 'https://example.slack.com/' };
const render = (content: PostContent) => renderPost(content, OPTIONS);

/** Slack's limit for `chat.update`, the narrower of the two. */
const TEXT_MAX = 4_000;
/** What Slack takes in one message, with a margin: nobody documents it, people report some 13,000. */
const BLOCKS_TEXT_MAX = 13_000;

const mrkdwnOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)];
};
const everything = ({ text, blocks }: RenderedMessage) => [text, ...mrkdwnOf(blocks)].join('\n');
const mentionsIn = (rendered: RenderedMessage) =>
  [...everything(rendered).matchAll(/<(?:@|!(?!date\^)|#)[^>]*>/g)].map(([token]) => token);

describe.each(KINDS)('a %s', (kind) => {
  it.each([
    ['a usual', SMALL],
    ['the largest, of letters', largest('x')],
    ['the largest, of characters that grow when escaped', largest('&')],
    ['the largest, of emoji', largest('😀')],
    ['the largest, of line breaks and words', largest('a\n')],
  ])("with %s content is within Slack's limits", (_, posts) => {
    const rendered = render(posts[kind]);
    expect(blockProblems(rendered.blocks)).toEqual([]);
    expect(rendered.text).not.toBe('');
    expect([...rendered.text].length).toBeLessThanOrEqual(TEXT_MAX);
    expect([...mrkdwnOf(rendered.blocks).join('')].length).toBeLessThanOrEqual(BLOCKS_TEXT_MAX);
  });

  it('holding what notifies people, written by somebody, notifies nobody but whom it is meant for', () => {
    const evil = '<!channel> <@U0EVIL> <!subteam^S1|@all> <!here|here> &lt;!everyone&gt;';
    const posts = postsOf({
      card: cardWith({
        title: '<!channel> <@U0EVIL>',
        description: evil,
        began: { at: new Date(0), reason: evil },
        reporter: { slackUserId: 'U0BO', name: '<@U0EVIL>' },
      }),
      comment: commentWith({ content: evil, author: { slackUserId: 'U0BO', name: '<!here>' } }),
      person: { slackUserId: 'U0PERSON', name: '<!everyone>' },
      projectName: '<!channel>',
    });
    const meant = mentionsIn(render(SMALL[kind]));
    expect(mentionsIn(render(posts[kind]))).toEqual(meant);
    expect(meant.every((token) => ['<@U0BO>', '<@U0ANA>', '<#C0HELP>'].includes(token))).toBe(true);
  });

  it('leaves nothing for Slack to find mentions in by itself', () => {
    const texts = (value: unknown): unknown[] =>
      Array.isArray(value)
        ? value.flatMap(texts)
        : typeof value === 'object' && value !== null
          ? [
              ...('type' in value && value.type === 'mrkdwn' ? [value] : []),
              ...Object.values(value).flatMap(texts),
            ]
          : [];
    for (const text of texts(render(SMALL[kind]).blocks)) expect(text).toMatchObject({ verbatim: true });
  });
});

describe('a reply', () => {
  it('is carried whole, up to some screens of text', () => {
    const words = Array.from({ length: 1_200 }, (_, index) => `word${index}`);
    const rendered = render({
      kind: 'reply',
      number: 'IT-42',
      comment: commentWith({ content: words.join(' ') }),
    });
    expect(
      mrkdwnOf(rendered.blocks)
        .join(' ')
        .match(/word\d+/g),
    ).toEqual(words);
  });

  it('says when it had to be cut', () => {
    const content = 'word '.repeat(8_000);
    const rendered = render({ kind: 'reply', number: 'IT-42', comment: commentWith({ content }) });
    expect(mrkdwnOf(rendered.blocks).at(-1)).toContain('cut here');
  });

  it("carries the agent's name, and says when it was edited", () => {
    const comment = commentWith({ author: ana, isAuthorAgent: true, editedAt: new Date(0) });
    expect(everything(render({ kind: 'reply', number: 'IT-42', comment }))).toContain(
      '*Ana* from support (edited): Any news?',
    );
  });

  it('names files with a link that its name cannot break', () => {
    const files = [{ name: 'a|b>c.png', urlPrivate: 'https://files.slack.com/F1' }];
    const rendered = render({
      kind: 'mirror',
      number: 'IT-42',
      comment: commentWith({ files }),
      mentions: [],
    });
    expect(everything(rendered)).toContain('<https://files.slack.com/F1|a b&gt;c.png>');
  });
});

describe('a status line', () => {
  const audiences = ['origin', 'triage', 'watcher'] as const;
  it.each(
    audiences.flatMap((audience) =>
      LIFECYCLE_EVENTS.flatMap((event) => STATUSES.map((to) => ({ audience, event, to }))),
    ),
  )('for $audience about $event to $to is one valid line', ({ audience, event, to }) => {
    const card = cardWith({ status: to });
    for (const by of [ana, null]) {
      const { text, blocks } = render({
        kind: 'status_line',
        card,
        audience,
        event,
        to,
        by,
        isByComment: true,
        isKept: false,
      });
      expect(blockProblems(blocks)).toEqual([]);
      expect(text).toMatch(/[.?]$|thread>$/);
      expect(text).not.toContain('\n');
    }
  });

  it('asks the reporter by name when the ticket waits for them', () => {
    const { text } = render({
      kind: 'status_line',
      card: cardWith({ status: 'waiting' }),
      audience: 'origin',
      event: 'wait',
      to: 'waiting',
      by: ana,
      isByComment: false,
      isKept: false,
    });
    expect(text).toBe('<@U0BO> *Ana* needs an answer from you: please write it in this thread.');
  });

  it.each([
    ['resolve', 'resolved', 'origin', false, ['It works', 'Reopen']],
    ['reopen', 'open', 'origin', true, ['Keep resolved']],
    ['reopen', 'open', 'triage', true, ['Keep resolved']],
    ['reopen', 'open', 'origin', false, []],
    ['reopen', 'open', 'triage', false, []],
    ['close', 'closed', 'origin', false, []],
    ['resolve', 'resolved', 'watcher', false, ['Why did I get this?', 'Mute this ticket']],
  ] as const)(
    'after %s to %s offers %s (by a comment: %s): %j',
    (event, to, audience, isByComment, labels) => {
      const rendered = render({
        kind: 'status_line',
        card: cardWith({ status: to }),
        audience,
        event,
        to,
        by: ana,
        isByComment,
        isKept: false,
      });
      expect(buttonsOf(rendered).map(({ label }) => label)).toEqual(labels);
    },
  );
});

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

  it('offers Take only while nobody has taken it', () => {
    expect(buttons({ status: 'open' })).not.toContain('Take');
  });

  const DUE_AT = new Date('2026-03-02T14:00:00Z');
  it.each<[CardTarget['state'], Date | null, number | null, RegExp]>([
    [
      'running',
      DUE_AT,
      12_000,
      /by <!date\^1772460000\^.*>, 3 h 20 min of working time left at <!date\^1772445600\^\{time\}\|10:00 UTC>$/,
    ],
    ['running', DUE_AT, 86_400, /, 24 h \(3 working days\) of working time left at/],
    ['paused', null, 12_059, /^paused, 3 h 20 min left$/],
    ['breached', DUE_AT, -7_200, /^missed by 2 h at <!date\^1772445600.*>, it was due <!date\^1772460000\^/],
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

function buttonsOf({ blocks }: RenderedMessage): { label: string; value: string }[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [{ label: element.text.text, value: element.value ?? '' }] : [],
        )
      : [],
  );
}

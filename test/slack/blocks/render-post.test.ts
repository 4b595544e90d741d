import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../../playground/block-kit/validate.js';
import { LIFECYCLE_EVENTS, STATUSES } from '../../../src/domain/ticket-status.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';
import { ana, cardWith, commentWith, KINDS, largest, postsOf, SMALL } from './post-samples.js';
import { buttonsOf, everything, mrkdwnOf, render } from './rendered-posts.js';

/** Slack's limit for `chat.update`, the narrower of the two. */
const TEXT_MAX = 4_000;
/** What Slack takes in one message, with a margin: nobody documents it, people report some 13,000. */
const BLOCKS_TEXT_MAX = 13_000;
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

/** What the bot says can be heard as well as seen, tells times in the reader's own zone, and is read in a moment. */
import { describe, expect, it } from 'vitest';
import { agentList, projectList } from '../../src/slack/blocks/project-list.js';
import { renderPost } from '../../src/slack/blocks/render-post.js';
import { DESK_USAGE } from '../../src/slack/commands/grammar-desk.js';
import { PROJECT_USAGE } from '../../src/slack/commands/grammar-project.js';
import { TICKET_USAGE } from '../../src/slack/commands/grammar-usage.js';
import { usageList } from '../../src/slack/commands/help.js';
import type { RenderedMessage } from '../../src/slack/gateway.js';
import { ana, bo, KINDS, SMALL } from './blocks/post-samples.js';

const OPTIONS = { workspaceUrl: 'https://x.slack.com/' };
type Part = Record<string, unknown>;

/** Every object in it that has a type: blocks, elements and texts; not what is asked only once a button is pressed. */
function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Part;
  return [
    ...(typeof part.type === 'string' ? [part] : []),
    ...Object.entries(part).flatMap(([key, inner]) => (key === 'confirm' ? [] : partsOf(inner))),
  ];
}

function textsOf({ text, blocks }: RenderedMessage): string[] {
  const inBlocks = partsOf(blocks).flatMap(({ type, text: words }) =>
    (type === 'mrkdwn' || type === 'plain_text') && typeof words === 'string' ? [words] : [],
  );
  return [text, ...inBlocks];
}

const EMOJI = /:[a-z0-9_+'-]+:|\p{Extended_Pictographic}/gu;
const hasEmoji = (text: string) => text.match(EMOJI) !== null;
const WORD = /\p{L}{2,}/u;
const DATE_TOKEN = /<!date\^\d+\^[^|>]*\|[^>]*>/g;
const CODE = /`[^`]*`/g;
const WRITTEN_TIME = /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b/;

/** As it is seen, more or less: a date is as long as its short form, a link as its label. */
function shownLength(texts: readonly string[]): number {
  const shown = texts
    .join(' ')
    .replace(DATE_TOKEN, 'Mar 2nd at 10:00 AM')
    .replace(/<[^|>]*\|([^>]*)>/g, '$1');
  return [...shown].length;
}

/** Characters of the small samples, buttons included, in which the fallback is not said twice. */
const SHORT = 400;
/** What is there to be looked through: twenty alerts, ten tickets, a card with all its controls, what the desk suffers from. */
const LONGER: Partial<Record<(typeof KINDS)[number], number>> = {
  triage_card: 700,
  admin_card: 800,
  origin_card: 500,
  leaver: 1_200,
  gathered: 700,
  // What somebody chose to read once a day, of many tickets at its most.
  daily_digest: 6_000,
  alert_digest: 2_800,
  outage: 650,
  breach: 500,
  at_risk: 500,
};

/** What is answered to whoever asks, and not bounded: they asked for it. */
const ANSWERS: Record<string, RenderedMessage | undefined> = {
  'the help of tickets': usageList('ticket', TICKET_USAGE)?.rendered,
  'the help of projects': usageList('project', PROJECT_USAGE)?.rendered,
  'the help of the desk': usageList('desk', DESK_USAGE)?.rendered,
  'the agents of a project': agentList('IT', [{ ...ana, isMember: false, isAdded: true }], [bo]),
  'a project without agents': agentList('IT', [], []),
  'no project': projectList([]),
};

const SAID = [
  ...KINDS.map((kind) => [`a post of the kind ${kind}`, renderPost(SMALL[kind], OPTIONS)] as const),
  ...Object.entries(ANSWERS).flatMap(([name, rendered]) =>
    rendered === undefined ? [] : [[name, rendered] as const],
  ),
];

describe.each(SAID)('%s', (_name, rendered) => {
  const texts = textsOf(rendered);
  const parts = partsOf(rendered.blocks);

  it('has a fallback of words, for notifications and screen readers', () => {
    expect(rendered.text.replace(EMOJI, '')).toMatch(/\p{L}{2,}.*\s.*\p{L}{2,}/su);
  });

  it('says beside every emoji in words what it means', () => {
    const lonely = texts
      .flatMap((text) => text.split('\n'))
      .filter((line) => hasEmoji(line) && !WORD.test(line.replace(EMOJI, '')));
    expect(lonely).toEqual([]);
  });

  it('names every button and menu in words, and describes every image', () => {
    const mute = parts.filter((part) => {
      const {
        type,
        text,
        placeholder,
        alt_text: alt,
      } = part as Record<string, { text?: string } | undefined>;
      if (part.type === 'image') return typeof alt !== 'string' || !WORD.test(alt);
      if (part.type === 'button') return !WORD.test(text?.text ?? '');
      return /_select$/.test(String(type)) && !WORD.test(placeholder?.text ?? '');
    });
    expect(mute).toEqual([]);
  });

  it('tells times so that everyone reads them in their own zone', () => {
    const written = texts.filter((text) => WRITTEN_TIME.test(text.replace(DATE_TOKEN, '').replace(CODE, '')));
    expect(written).toEqual([]);
  });
});

it.each(KINDS)('a post of the kind %s is read in a moment', (kind) => {
  const [, ...inBlocks] = textsOf(renderPost(SMALL[kind], OPTIONS));
  expect(shownLength(inBlocks)).toBeLessThanOrEqual(LONGER[kind] ?? SHORT);
});

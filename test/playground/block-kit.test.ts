/** Block Kit's limits, each at its bound and one beyond: https://docs.slack.dev/reference/block-kit */

import { describe, expect, test } from 'vitest';
import { blockProblems, viewProblems } from '../../playground/block-kit/validate.js';
import {
  actions,
  button,
  chars,
  input,
  type Json,
  LEAST,
  LIMITS,
  many,
  mrkdwn,
  option,
  plain,
  section,
  select,
} from './block-limits.js';

describe('the limits of a block', () => {
  test.each(LIMITS)('%s: %i is allowed, one more is not', (_, max, make) => {
    expect(blockProblems([make(max)])).toEqual([]);
    expect(blockProblems([make(max + 1)])).not.toEqual([]);
  });

  test.each(LEAST)('%s: %i is allowed, one less is not', (_, min, make) => {
    expect(blockProblems([make(min)])).toEqual([]);
    expect(blockProblems([make(min - 1)])).not.toEqual([]);
  });

  test('a data table holds 20,000 characters, and has plain words at its head', () => {
    const cells = (count: number) => [
      [{ type: 'raw_text', text: 'h' }],
      [{ type: 'raw_text', text: chars(count) }],
    ];
    const table = (rows: Json[][]) => ({ type: 'data_table', caption: 'C', rows });
    expect(blockProblems([table(cells(19_999))])).toEqual([]);
    expect(blockProblems([table(cells(20_000))])).not.toEqual([]);
    const rich = { type: 'rich_text', elements: [] };
    expect(blockProblems([table([[rich], [rich]])]).join()).toContain('no rich_text allowed in the header');
  });

  test('a message has at most 50 blocks, a modal and a home 100', () => {
    const view = (type: string, count: number): Json => ({
      type,
      ...(type === 'modal' ? { title: plain('T') } : {}),
      blocks: many(count, () => ({ type: 'divider' })),
    });
    expect(blockProblems(many(50, () => ({ type: 'divider' })))).toEqual([]);
    expect(blockProblems(many(51, () => ({ type: 'divider' })))).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    for (const type of ['modal', 'home'] as const) {
      expect(viewProblems(view(type, 100), type)).toEqual([]);
      expect(viewProblems(view(type, 101), type)).not.toEqual([]);
    }
  });
});

/** [what, the block, what Slack says] */
const REFUSED: [string, Json, string][] = [
  ['an unknown property', section({ colour: 'red' }), 'no additional properties allowed: colour'],
  ['an unknown property deep inside', actions(button({ text: { ...plain('x'), bold: true } })), 'bold'],
  ['an unknown block', { type: 'sectoin' }, 'unsupported type: sectoin'],
  ['a block without a type', { text: plain('x') }, 'missing required field: type'],
  ['an unknown element', actions({ type: 'buton' }), 'unsupported type: buton'],
  ['an input outside an input block', actions({ type: 'plain_text_input' }), 'unsupported type'],
  ['a button in an input block', input(button()), 'unsupported type'],
  ['an empty text', section({ text: mrkdwn('') }), 'must be more than 0 characters'],
  ['mrkdwn where only plain text goes', { type: 'header', text: mrkdwn('x') }, 'plain_text'],
  ['a section of nothing', { type: 'section' }, 'text or fields'],
  ['an actions block of nothing', actions(), 'no fewer than 1 items'],
  ['two equal action ids in a block', actions(button(), button()), 'duplicate action_id: a'],
  ['a select without options', actions(select({})), 'either options or option_groups'],
  ['no options at all', actions(select({ options: [] })), 'no fewer than 1 items'],
  [
    'an initial option that is not offered',
    actions(select({ options: [option('a')], initial_option: option('b') })),
    'initial_option must be among the options',
  ],
  [
    'an initial option under another label',
    actions(select({ options: [option('a')], initial_option: { text: plain('A'), value: 'a' } })),
    'initial_option must be among the options',
  ],
  [
    'a ticked box that is not offered',
    actions({ type: 'checkboxes', options: [option('a')], initial_options: [option('b')] }),
    'initial_options must be among the options',
  ],
  ['an empty filter', actions({ type: 'conversations_select', filter: {} }), 'at least one filter'],
  [
    'an unknown kind of conversation',
    actions({ type: 'conversations_select', filter: { include: ['secret'] } }),
    'must be one of',
  ],
  ['a date that is none', actions({ type: 'datepicker', initial_date: '2 March' }), 'valid date'],
  ['a time that is none', actions({ type: 'timepicker', initial_time: '9am' }), 'valid time'],
  ['a number input that does not say if decimals go', input({ type: 'number_input' }), 'is_decimal_allowed'],
  ['a button style of its own', actions(button({ style: 'green' })), 'must be one of: primary, danger'],
  [
    'a half confirm dialog',
    actions(button({ confirm: { title: plain('Sure?') } })),
    'missing required field: deny',
  ],
  ['an image from nowhere', { type: 'image', alt_text: 'x' }, 'either image_url or slack_file'],
];

describe('what is refused', () => {
  test.each(REFUSED)('%s', (_, block, words) => {
    expect(blockProblems([block]).join()).toContain(words);
  });

  test('two blocks with one block id', () => {
    const blocks = [section({ block_id: 'same' }), section({ block_id: 'same' })];
    expect(blockProblems(blocks).join()).toContain('duplicate block_id: same');
  });

  test('markdown and tables in a modal', () => {
    const view = { type: 'modal', title: plain('T'), blocks: [{ type: 'markdown', text: 'x' }] };
    expect(viewProblems(view, 'modal').join()).toContain('unsupported type: markdown');
  });
});

describe('a view', () => {
  const modal = (rest: Json = {}): Json => ({
    type: 'modal',
    title: plain('T'),
    blocks: [section()],
    ...rest,
  });

  test.each([
    ['title', 24, (n: number) => modal({ title: plain(chars(n)) })],
    ['submit', 24, (n: number) => modal({ submit: plain(chars(n)) })],
    ['close', 24, (n: number) => modal({ close: plain(chars(n)) })],
    ['private_metadata', 3000, (n: number) => modal({ private_metadata: chars(n) })],
    ['callback_id', 255, (n: number) => modal({ callback_id: 'c'.repeat(n) })],
  ])('%s holds %i characters and not one more', (_, max, make) => {
    expect(viewProblems(make(max), 'modal')).toEqual([]);
    expect(viewProblems(make(max + 1), 'modal')).not.toEqual([]);
  });

  test('an empty object is refused in the words recorded from Slack', () => {
    expect(viewProblems({}, 'modal')).toEqual([
      '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
      '[ERROR] missing required field: type [json-pointer:/view]',
    ]);
  });

  test('a modal with inputs needs a submit button', () => {
    const blocks = [input({ type: 'plain_text_input' })];
    expect(viewProblems(modal({ blocks }), 'modal').join()).toContain('submit');
    expect(viewProblems(modal({ blocks, submit: plain('Go') }), 'modal')).toEqual([]);
  });
});

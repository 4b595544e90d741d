/** Block Kit's limits, each at its bound and one beyond: https://docs.slack.dev/reference/block-kit */

import { describe, expect, test } from 'vitest';
import { blockProblems, viewProblems } from '../../playground/block-kit/validate.js';

type Json = Record<string, unknown>;

const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
// Astral characters: each is one code point and two UTF-16 units, and Slack counts the former.
const chars = (count: number): string => '🎫'.repeat(count);
const section = (rest: Json = {}): Json => ({ type: 'section', text: mrkdwn('x'), ...rest });
const button = (rest: Json = {}): Json => ({ type: 'button', action_id: 'a', text: plain('Go'), ...rest });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const input = (element: Json, rest: Json = {}): Json => ({
  type: 'input',
  label: plain('L'),
  element,
  ...rest,
});
const option = (value: string, rest: Json = {}): Json => ({ text: plain(value), value, ...rest });
const select = (rest: Json): Json => ({ type: 'static_select', action_id: 's', ...rest });
const confirm = (rest: Json = {}): Json => ({
  title: plain('Sure?'),
  text: plain('Really'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...rest,
});

/** [what, the most that is allowed, a block that holds `count` of it] */
const LIMITS: [string, number, (count: number) => Json][] = [
  ['section text', 3000, (n) => section({ text: mrkdwn(chars(n)) })],
  ['section fields', 10, (n) => section({ fields: many(n, () => mrkdwn('f')) })],
  ['section field text', 2000, (n) => section({ fields: [mrkdwn(chars(n))] })],
  ['header text', 150, (n) => ({ type: 'header', text: plain(chars(n)) })],
  ['context elements', 10, (n) => ({ type: 'context', elements: many(n, () => mrkdwn('c')) })],
  ['actions elements', 25, (n) => actions(...many(n, (i) => button({ action_id: `a${i}` })))],
  ['markdown text', 12_000, (n) => ({ type: 'markdown', text: chars(n) })],
  ['image alt text', 2000, (n) => ({ type: 'image', image_url: 'https://x.example/', alt_text: chars(n) })],
  ['input label', 2000, (n) => input({ type: 'plain_text_input' }, { label: plain(chars(n)) })],
  ['input hint', 2000, (n) => input({ type: 'plain_text_input' }, { hint: plain(chars(n)) })],
  ['block id', 255, (n) => section({ block_id: 'b'.repeat(n) })],
  ['button text', 75, (n) => actions(button({ text: plain(chars(n)) }))],
  ['button value', 2000, (n) => actions(button({ value: chars(n) }))],
  ['button url', 3000, (n) => actions(button({ url: 'u'.repeat(n) }))],
  ['action id', 255, (n) => actions(button({ action_id: 'a'.repeat(n) }))],
  ['confirm title', 100, (n) => actions(button({ confirm: confirm({ title: plain(chars(n)) }) }))],
  ['confirm text', 300, (n) => actions(button({ confirm: confirm({ text: plain(chars(n)) }) }))],
  ['confirm button', 30, (n) => actions(button({ confirm: confirm({ confirm: plain(chars(n)) }) }))],
  ['deny button', 30, (n) => actions(button({ confirm: confirm({ deny: plain(chars(n)) }) }))],
  ['select options', 100, (n) => actions(select({ options: many(n, (i) => option(`o${i}`)) }))],
  ['option text', 75, (n) => actions(select({ options: [option('v', { text: plain(chars(n)) })] }))],
  ['option value', 150, (n) => actions(select({ options: [{ text: plain('o'), value: chars(n) }] }))],
  [
    'option description',
    75,
    (n) => actions(select({ options: [option('v', { description: plain(chars(n)) })] })),
  ],
  ['placeholder', 150, (n) => actions({ type: 'users_select', placeholder: plain(chars(n)) })],
  [
    'option groups',
    100,
    (n) =>
      actions(select({ option_groups: many(n, (i) => ({ label: plain(`g${i}`), options: [option('v')] })) })),
  ],
  [
    'option group label',
    75,
    (n) => actions(select({ option_groups: [{ label: plain(chars(n)), options: [option('v')] }] })),
  ],
  ['overflow options', 5, (n) => actions({ type: 'overflow', options: many(n, (i) => option(`o${i}`)) })],
  ['checkboxes', 10, (n) => actions({ type: 'checkboxes', options: many(n, (i) => option(`o${i}`)) })],
  ['radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: many(n, (i) => option(`o${i}`)) })],
  ['plain text input max_length', 3000, (n) => input({ type: 'plain_text_input', max_length: n })],
];

describe('the limits of a block', () => {
  test.each(LIMITS)('%s: %i is allowed, one more is not', (_, max, make) => {
    expect(blockProblems([make(max)])).toEqual([]);
    expect(blockProblems([make(max + 1)])).not.toEqual([]);
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

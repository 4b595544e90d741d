/** Block Kit's limits as a table, with the pieces that blocks are made of for tests: https://docs.slack.dev/reference/block-kit */

export type Json = Record<string, unknown>;

export const plain = (text: string): Json => ({ type: 'plain_text', text });
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
// Astral characters: each is one code point and two UTF-16 units, and Slack counts the former.
export const chars = (count: number): string => '🎫'.repeat(count);
export const section = (rest: Json = {}): Json => ({ type: 'section', text: mrkdwn('x'), ...rest });
export const button = (rest: Json = {}): Json => ({
  type: 'button',
  action_id: 'a',
  text: plain('Go'),
  ...rest,
});
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
export const input = (element: Json, rest: Json = {}): Json => ({
  type: 'input',
  label: plain('L'),
  element,
  ...rest,
});
export const option = (value: string, rest: Json = {}): Json => ({ text: plain(value), value, ...rest });
export const select = (rest: Json): Json => ({ type: 'static_select', action_id: 's', ...rest });
const confirm = (rest: Json = {}): Json => ({
  title: plain('Sure?'),
  text: plain('Really'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...rest,
});

const cell = (text: string): Json => ({ type: 'raw_text', text });
const row = (width: number): Json[] => many(width, () => cell('c'));
const image = (rest: Json = {}): Json => ({
  ...{ type: 'image', image_url: 'https://x.example/', alt_text: 'x' },
  ...rest,
});
const table = (rows: Json[][], rest: Json = {}): Json => ({ type: 'table', rows, ...rest });
const dataTable = (rows: Json[][], rest: Json = {}): Json => ({
  ...{ type: 'data_table', caption: 'C', rows },
  ...rest,
});
const video = (rest: Json = {}): Json => ({
  ...{ type: 'video', alt_text: 'x', title: plain('x') },
  ...{ thumbnail_url: 'https://x.example/', video_url: 'https://x.example/' },
  ...rest,
});

/** [what, the most that is allowed, a block that holds `count` of it] */
export const LIMITS: [string, number, (count: number) => Json][] = [
  ['section text', 3000, (n) => section({ text: mrkdwn(chars(n)) })],
  ['section fields', 10, (n) => section({ fields: many(n, () => mrkdwn('f')) })],
  ['section field text', 2000, (n) => section({ fields: [mrkdwn(chars(n))] })],
  ['header text', 150, (n) => ({ type: 'header', text: plain(chars(n)) })],
  ['context elements', 10, (n) => ({ type: 'context', elements: many(n, () => mrkdwn('c')) })],
  ['actions elements', 25, (n) => actions(...many(n, (i) => button({ action_id: `a${i}` })))],
  ['markdown text', 12_000, (n) => ({ type: 'markdown', text: chars(n) })],
  ['image alt text', 2000, (n) => ({ type: 'image', image_url: 'https://x.example/', alt_text: chars(n) })],
  ['image title', 2000, (n) => image({ title: plain(chars(n)) })],
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
  ['image url', 3000, (n) => image({ image_url: 'u'.repeat(n) })],
  ['alt text of a picture beside text', 2000, (n) => section({ accessory: image({ alt_text: chars(n) }) })],
  ['accessibility label', 75, (n) => actions(button({ accessibility_label: chars(n) }))],
  [
    'overflow url',
    3000,
    (n) => actions({ type: 'overflow', options: [option('v', { url: 'u'.repeat(n) })] }),
  ],
  [
    'options of a group',
    100,
    (n) =>
      actions(select({ option_groups: [{ label: plain('g'), options: many(n, (i) => option(`o${i}`)) }] })),
  ],
  [
    'options of a menu for several',
    100,
    (n) => actions({ type: 'multi_static_select', options: many(n, (i) => option(`o${i}`)) }),
  ],
  [
    'description of a box',
    75,
    (n) => actions({ type: 'checkboxes', options: [option('v', { description: plain(chars(n)) })] }),
  ],
  [
    'plain text input initial_value',
    3000,
    (n) => input({ type: 'plain_text_input', initial_value: chars(n) }),
  ],
  ['plain text input min_length', 3000, (n) => input({ type: 'plain_text_input', min_length: n })],
  ['files', 10, (n) => input({ type: 'file_input', max_files: n })],
  ['video alt text', 200, (n) => video({ alt_text: chars(n) })],
  ['video title', 200, (n) => video({ title: plain(chars(n)) })],
  ['video description', 200, (n) => video({ description: plain(chars(n)) })],
  ['video author', 50, (n) => video({ author_name: chars(n) })],
  ['video provider', 50, (n) => video({ provider_name: chars(n) })],
  ['table rows', 100, (n) => table(many(n, () => row(1)))],
  ['table cells', 20, (n) => table([row(n)])],
  ['table column settings', 2, (n) => table([row(2)], { column_settings: many(n, () => ({})) })],
  ['data table rows', 201, (n) => dataTable(many(n, () => row(1)))],
  ['data table cells', 20, (n) => dataTable(many(2, () => row(n)))],
  [
    'data table page',
    100,
    (n) =>
      dataTable(
        many(2, () => row(1)),
        { page_size: n },
      ),
  ],
];

/** Each is a limit from below: [what, the least that is allowed, a block that holds `count` of it]. */
export const LEAST: [string, number, (count: number) => Json][] = [
  ['actions elements', 1, (n) => actions(...many(n, (i) => button({ action_id: `a${i}` })))],
  ['context elements', 1, (n) => ({ type: 'context', elements: many(n, () => mrkdwn('c')) })],
  ['section text', 1, (n) => section({ text: mrkdwn(chars(n)) })],
  ['header text', 1, (n) => ({ type: 'header', text: plain(chars(n)) })],
  ['markdown text', 1, (n) => ({ type: 'markdown', text: chars(n) })],
  ['alt text', 1, (n) => image({ alt_text: chars(n) })],
  ['overflow options', 1, (n) => actions({ type: 'overflow', options: many(n, (i) => option(`o${i}`)) })],
  ['select options', 1, (n) => actions(select({ options: many(n, (i) => option(`o${i}`)) }))],
  ['radio buttons', 1, (n) => actions({ type: 'radio_buttons', options: many(n, (i) => option(`o${i}`)) })],
  ['checkboxes', 1, (n) => actions({ type: 'checkboxes', options: many(n, (i) => option(`o${i}`)) })],
  ['files', 1, (n) => input({ type: 'file_input', max_files: n })],
  ['data table rows', 2, (n) => dataTable(many(n, () => row(1)))],
  [
    'data table page',
    1,
    (n) =>
      dataTable(
        many(2, () => row(1)),
        { page_size: n },
      ),
  ],
  ['data table cell text', 1, (n) => dataTable([[cell('h')], [cell(chars(n))]])],
];

/** Stand in messages only. */
export const ONLY_IN_MESSAGES = ['markdown', 'table', 'data_table'];

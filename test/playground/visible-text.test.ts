/** What a person reads of blocks, which is what tests of the bot assert by. */
import { expect, it } from 'vitest';
import { type Reading, visibleText } from '../../playground/people/visible-text.js';
import { createWorkspace } from '../../playground/workspace/workspace.js';

const reading: Reading = { core: createWorkspace({}), timeZone: 'UTC' };

const raw = (text: string) => ({ type: 'raw_text', text });
const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'paused' }] }],
};
const ROWS = [
  [raw('Span'), raw('Counted')],
  [rich, raw('1 h')],
];

it.each([
  ['a table, a line a row', { type: 'table', rows: ROWS }, 'Span | Counted\npaused | 1 h'],
  [
    'a table of data, with its caption and its numbers',
    {
      type: 'data_table',
      caption: 'Tickets',
      rows: [
        ...ROWS,
        [
          { type: 'raw_number', value: 12 },
          { type: 'raw_number', value: 3, text: '3 h' },
        ],
      ],
    },
    'Tickets\nSpan | Counted\npaused | 1 h\n12 | 3 h',
  ],
  ['a table with nothing in it', { type: 'table' }, 'what is said instead'],
])('%s', (_, block, words) => {
  expect(visibleText(reading, { text: 'what is said instead', blocks: [block] })).toBe(words);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMrkdwn } from '../../../src/slack/blocks/split-mrkdwn.js';

const lengthOf = (text: string) => [...text].length;
const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe('splitting mrkdwn', () => {
  it.each([
    ['nothing', '', 10, []],
    ['a short text', 'short', 10, ['short']],
    ['at a space', 'one two three', 8, ['one two', 'three']],
    ['a long word', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['before a token that does not fit', 'see <https://a.b|x> ok', 16, ['see', '<https://a.b|x>', 'ok']],
    ['never through an entity', 'aaa&lt;bbb', 5, ['aaa', '&lt;', 'bbb']],
    ['a token that fits nowhere, as an ellipsis', 'a <https://example.com/long> b', 10, ['a … b']],
    ['emoji by code point', '😀😀😀😀', 2, ['😀😀', '😀😀']],
    ['a bracket that stands alone', 'a < b & c', 4, ['a <', 'b &', 'c']],
  ])('keeps %s', (_, text, max, parts) => {
    expect(splitMrkdwn(text, max)).toEqual(parts);
  });

  it('keeps every character but white space, in parts that fit and hold whole tokens', () => {
    const piece = fc.constantFrom(
      'word',
      ' ',
      '\n',
      '<@U0123|ana>',
      '&amp;',
      '<https://x.yz|z>',
      '😀',
      '<',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 20, max: 40 }), (pieces, max) => {
        const text = pieces.join('');
        const parts = splitMrkdwn(text, max);
        expect(withoutSpace(parts.join(''))).toBe(withoutSpace(text));
        for (const part of parts) {
          expect(lengthOf(part)).toBeLessThanOrEqual(max);
          expect(part).not.toMatch(/&(?!amp;)|<@U0123(?!\|ana>)|<https(?!:\/\/x\.yz\|z>)/);
        }
      }),
    );
  });
});

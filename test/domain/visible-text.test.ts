import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInvisible, visibleText } from '../../src/domain/visible-text.js';

describe('what reaches a screen', () => {
  it.each([
    ['a\tb\nc', 'a\tb\nc'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u2028b\u0085c\vd', 'a b c d'],
    ['a\u0000b\u001bc\u007f', 'abc'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['\u2067abc', 'abc'],
    ['a\ud83d', 'a\ufffd'],
    [`Z${'\u0301'.repeat(100)}`, `Z${'\u0301'.repeat(8)}`],
    ['\u05e9\u05dc\u05d5\u05dd\u200f (3)', '\u05e9\u05dc\u05d5\u05dd\u200f (3)'],
    [
      '\u{1f468}\u200d\u{1f469} \u2764\ufe0f \u0e01\u0e34\u0e48',
      '\u{1f468}\u200d\u{1f469} \u2764\ufe0f \u0e01\u0e34\u0e48',
    ],
  ])('of %j is %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('is never longer, and stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visibleText(text);
        expect([...shown].length).toBeLessThanOrEqual([...text].length);
        expect(visibleText(shown)).toBe(shown);
      }),
    );
  });
});

it.each([
  ['', true],
  [' \n', true],
  ['\u200b\u2060\ufeff', true],
  ['\u3164\u2800', true],
  ['\u202e', true],
  ['.', false],
  ['\u05d0', false],
])('of %j nothing is seen: %s', (text, isUnseen) => {
  expect(isInvisible(text)).toBe(isUnseen);
});

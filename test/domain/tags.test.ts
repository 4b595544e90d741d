/** What people type becomes tags as they are stored, or none. */
import { expect, it } from 'vitest';
import { splitTags, tagsIn } from '../../src/domain/tags.js';

it.each<[string, string[]]>([
  ['vpn', ['vpn']],
  [' VPN, #office berlin,, vpn', ['vpn', 'office berlin']],
  ['##x', ['x']],
  [' , #', []],
  ['x'.repeat(51), []],
  ['🎉'.repeat(50), ['🎉'.repeat(50)]],
  [
    Array.from({ length: 30 }, (_, index) => `t${index}`).join(),
    Array.from({ length: 20 }, (_, i) => `t${i}`),
  ],
])('%s', (typed, tags) => {
  expect(tagsIn(typed)).toEqual(tags);
});

it('what was sent is only split, so that what cannot be a tag is refused and not lost', () => {
  expect(splitTags(` VPN, #${'x'.repeat(51)},`)).toEqual(['VPN', 'x'.repeat(51)]);
});

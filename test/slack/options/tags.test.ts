/** What is offered for tags while somebody types. */
import { expect, it } from 'vitest';
import { tagsIn } from '../../../src/domain/tags.js';
import { offeredTags } from '../../../src/slack/options/tags.js';

const offered = (typed: string, used: string[], countMax = 100) =>
  offeredTags(tagsIn(typed), used, countMax).map(({ text, value }) => [text.text, value]);

it.each<[string, string, string[], [string, string][]]>([
  [
    'those in use before anything is typed',
    '',
    ['porto', 'vpn'],
    [
      ['porto', 'porto'],
      ['vpn', 'vpn'],
    ],
  ],
  [
    'those in use, then the new one',
    '#VP',
    ['vpn'],
    [
      ['vpn', 'vpn'],
      ['Add “vp”', 'vp'],
    ],
  ],
  [
    'nothing new that is in use',
    'Vpn',
    ['vpn', 'vpn-2'],
    [
      ['vpn', 'vpn'],
      ['vpn-2', 'vpn-2'],
    ],
  ],
  [
    'each of several',
    'a, b',
    [],
    [
      ['Add “a”', 'a'],
      ['Add “b”', 'b'],
    ],
  ],
  ['nothing that cannot be a tag', 'x'.repeat(51), [], []],
])('%s', (_name, typed, used, options) => {
  expect(offered(typed, used)).toEqual(options);
});

it('the new one has its place, however many are in use', () => {
  expect(offered('v', ['va', 'vb', 'vc'], 3).map(([, value]) => value)).toEqual(['va', 'vb', 'v']);
});

import { expect, it } from 'vitest';
import { reactionAct } from '../../src/domain/reaction-act.js';

const CHOSEN = { takeEmoji: 'eyes', resolveEmoji: 'white_check_mark' };
const OFF = { takeEmoji: '', resolveEmoji: '' };

it.each([
  ['eyes', CHOSEN, 'take'],
  ['eyes::skin-tone-4', CHOSEN, 'take'],
  ['white_check_mark', CHOSEN, 'resolve'],
  ['ticket', CHOSEN, null],
  ['', CHOSEN, null],
  ['eyes', OFF, null],
  ['', OFF, null],
  ['::skin-tone-4', OFF, null],
] as const)('%j, where these were chosen: %j, does this: %j', (reaction, chosen, act) => {
  expect(reactionAct(reaction, chosen)).toBe(act);
});

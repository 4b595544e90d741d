import { describe, expect, it } from 'vitest';
import { isAddressedTo } from '../../src/domain/addressed-to.js';

describe('what is said to the bot', () => {
  it.each([
    ['<@UBOT> tkae', true],
    ['  <@UBOT|threadesk> tkae', true],
    ['<@UBOT>', true],
    ['ask <@UBOT> about it', false],
    ['<@UANA> please look', false],
    ['UBOT tkae', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isAddressedTo(text, 'UBOT')).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillIn,
  PLACEHOLDERS,
  type ResponseFacts,
  tidyResponseName,
  unknownPlaceholders,
} from '../../src/domain/canned-response.js';

const FACTS: ResponseFacts = {
  reporter: 'Bo',
  agent: 'Ana',
  ticket: 'IT-42',
  title: 'VPN {agent} down $& $1',
  project: 'IT Support',
};

describe('a canned response', () => {
  it.each([
    ['Hi {reporter}, {ticket} is done. {agent}', 'Hi Bo, IT-42 is done. Ana'],
    ['{Reporter} {TICKET}', 'Bo IT-42'],
    ['About “{title}” of {project}', 'About “VPN {agent} down $& $1” of IT Support'],
    ['{reporter}{reporter}', 'BoBo'],
    [
      "awk '{print $1}' and {} and { reporter } and {{ticket}}",
      "awk '{print $1}' and {} and { reporter } and {IT-42}",
    ],
    ['{repoter} stays', '{repoter} stays'],
    ['{constructor} {__proto__} stay', '{constructor} {__proto__} stay'],
    ['', ''],
  ])('%j says %j', (content, expected) => {
    expect(fillIn(content, FACTS)).toBe(expected);
  });

  it('fills in every placeholder that the form explains', () => {
    for (const name of Object.keys(PLACEHOLDERS) as (keyof ResponseFacts)[]) {
      expect(fillIn(`{${name}}`, FACTS)).toBe(FACTS[name]);
    }
  });

  it('leaves every text without braces as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[{}]/g, '');
        expect(fillIn(plain, FACTS)).toBe(plain);
        expect(unknownPlaceholders(plain)).toEqual([]);
      }),
    );
  });

  it.each([
    ['{reporter} {ticket}', []],
    ['Hi {repoter}, {name}, {repoter}', ['{repoter}', '{name}']],
    ["awk '{print $1}'", []],
    ['{größe}', ['{größe}']],
  ])('names what in %j it cannot fill in', (content, expected) => {
    expect(unknownPlaceholders(content)).toEqual(expected);
  });

  it('has a name of one line', () => {
    expect(tidyResponseName('  VPN\n reset\u0000 ')).toBe('VPN reset');
  });
});

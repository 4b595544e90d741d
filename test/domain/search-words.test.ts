/** What people type becomes a query that PostgreSQL always reads, and an excerpt that shows where it was found. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excerptOf,
  isSpelledLike,
  likeQueryOf,
  numberNamed,
  phrasesOf,
  spelledWords,
  tsqueryOf,
} from '../../src/domain/search-words.js';

describe('what is looked for', () => {
  it.each<[string[], string | null]>([
    [['VPN'], "('vpn':*)"],
    [['vpn', 'Porto'], "('vpn':*) & ('porto':*)"],
    [['e-mail', 'on'], "('e' & 'mail':*) & ('on':*)"],
    [["it's"], "('it' & 's':*)"],
    [['Übung'], "('übung':*)"],
    [['100%'], "('100':*)"],
    [["'); DROP TABLE tickets; --"], "('drop' & 'table' & 'tickets':*)"],
    [['!?', ''], null],
    [[], null],
  ])('%j is %s', (typed, query) => {
    expect(tsqueryOf(typed)).toBe(query);
  });

  it('holds nothing that could be read as an operator of somebody else', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (typed) => {
        for (const query of [tsqueryOf(typed), phrasesOf(typed)]) {
          const operands = (query ?? '').replace(/'[\p{L}\p{M}\p{N}]+'(?::\*)?/gu, 'x');
          expect(operands).toMatch(/^(?:\(x(?: (?:&|<->) x)*\)(?: & \(x(?: (?:&|<->) x)*\))*)?$/);
        }
      }),
    );
  });

  it.each<[string[], string | null]>([
    [['vpn', 'Porto'], null],
    [['e-mail', 'on', "it's"], "('e' <-> 'mail':*) & ('it' <-> 's':*)"],
    [['a-b-c-d-e'], "('a' <-> 'b' <-> 'c' <-> 'd')"],
  ])('follows each other where it was typed in one piece: %j is %s', (typed, phrases) => {
    expect(phrasesOf(typed)).toBe(phrases);
  });

  it('is no more words than one could type with spaces between, however they were typed', () => {
    const letters = [...'abcdefghijklmnopqrst'];
    const query = tsqueryOf(letters.map((first) => [first, ...letters].join('-'))) ?? '';
    expect(query.split(' & ')).toHaveLength(20);
  });

  it('is compared by single words, each once', () => {
    expect(spelledWords(['a pritner', 'A', 'on'])).toEqual(['a', 'pritner', 'on']);
  });

  it.each([
    ['pritner', 'printer', true],
    ['recieve', 'receive', true],
    ['passwd', 'password', true],
    ['mial', 'mail', true],
    ['mail', 'main', true],
    ['mail', 'maria', false],
    ['printer', 'sprint', false],
    ['vpn', 'van', false],
  ])('%s may be meant for %s: %s', (typed, word, isMeant) => {
    expect(isSpelledLike(typed, word)).toBe(isMeant);
  });

  it('is asked once more with what it is spelled like, and only then', () => {
    const words = [
      { typed: 'my', like: [] },
      { typed: 'pritner', like: ['printer', 'printers'] },
    ];
    expect(likeQueryOf(words)).toBe("('my':* & ('printer' | 'printers'))");
    const both = [
      { typed: 'labtop', like: ['laptop'] },
      { typed: 'crged', like: ['charged', 'caged'] },
    ];
    expect(likeQueryOf(both)).toBe("(('laptop') & 'crged':*) | ('labtop':* & ('charged' | 'caged'))");
    expect(likeQueryOf([{ typed: 'my', like: [] }])).toBeNull();
  });

  it.each([
    ['it-42', { number: 'IT-42' }],
    ['42', { digits: '42' }],
    ['#42', { digits: '42' }],
    ['042', null],
    ['vpn', null],
    ['12345678901', null],
  ])('%s names %j', (word, named) => {
    expect(numberNamed(word)).toEqual(named);
  });
});

describe('an excerpt', () => {
  it.each([
    ['begins where the text does, where that is near', 'The VPN is down', ['vpn'], 'The VPN is down'],
    ['is one line', 'The\n\n VPN', ['vpn'], 'The VPN'],
    [
      'begins shortly before the words',
      `${'x '.repeat(50)}the VPN is down`,
      ['vpn'],
      `…${'x '.repeat(18)}the VPN is down`,
    ],
    [
      'does not mistake the end of a word for its beginning',
      `${'xvpn '.repeat(20)}vpn`,
      ['vpn'],
      '…xvpn xvpn xvpn xvpn xvpn xvpn xvpn xvpn vpn',
    ],
    ['begins with the text where no word is found', 'The VPN is down', ['printer'], 'The VPN is down'],
    ['of nothing is nothing', '', ['printer'], ''],
  ])('%s', (_name, text, typed, excerpt) => {
    expect(excerptOf(text, typed)).toBe(excerpt);
  });

  it('is never long, whatever it is of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.array(fc.string()), (text, typed) => {
        expect([...excerptOf(text, typed)].length).toBeLessThanOrEqual(141);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { findByWords } from '../../src/domain/find-by-words.js';

const find = findByWords([
  { value: 'oslo', names: ['Oslo', 'Norway'] },
  { value: 'york', names: ['York', 'England'] },
  { value: 'new-york', names: ['New_York', 'America/New_York'] },
  { value: 'yorkton', names: ['Yorkton', 'Canada'] },
  { value: 'sao-tome', names: ['São Tomé', 'Africa'] },
  { value: 'newport', names: ['Newport', 'York Road'] },
]);

describe('what people type', () => {
  const cases: [string, string, string[]][] = [
    [
      'a whole name is best, then its beginning, then a word inside',
      'york',
      ['york', 'yorkton', 'newport', 'new-york'],
    ],
    ['the beginnings of words, in any order', 'yo new', ['new-york', 'newport']],
    ['without accents and in any case', 'SAO tome', ['sao-tome']],
    ['with accents all the same', 'são', ['sao-tome']],
    ['across names of one thing', 'oslo norway', ['oslo']],
    ['with signs between words', ' America/New_York! ', ['new-york']],
    ['nothing has', 'yorkshire', []],
    ['signs alone', '.*', []],
    ['the middle of a word is not its beginning', 'ork', []],
  ];

  it.each(cases)('%s', (_, typed, found) => {
    expect(find(typed, 10)).toEqual(found);
  });

  it('if nothing, finds everything in the order given, as much as was asked for', () => {
    expect(find('  ', 2)).toEqual(['oslo', 'york']);
  });

  it('is looked at up to a length', () => {
    expect(find(`york${' '.repeat(200)}nothing`, 1)).toEqual(['york']);
  });
});

import { describe, expect, it } from 'vitest';
import { regionName, searchRegions } from '../../src/holidays/regions.js';

const names = async (typed: string, countMax = 5) =>
  (await searchRegions(typed, countMax)).map(({ name }) => name);

describe('a region', () => {
  const cases: [string, string, string][] = [
    ['germany', 'DE', 'Germany'],
    ['de', 'DE', 'Germany'],
    ['bavaria', 'DE-BY', 'Germany, Bavaria'],
    ['bayern', 'DE-BY', 'Germany, Bavaria'],
    ['germany bav', 'DE-BY', 'Germany, Bavaria'],
    ['DE-BY', 'DE-BY', 'Germany, Bavaria'],
    ['uk', 'GB', 'United Kingdom'],
    ['scotland', 'GB-SCT', 'United Kingdom, Scotland'],
    ['usa', 'US', 'United States'],
    ['united states of america', 'US', 'United States'],
    ['new york', 'US-NY', 'United States, New York'],
    ['italy', 'IT', 'Italy'],
    ['cote d', 'CI', 'Côte d’Ivoire'],
    ['augsburg', 'DE-BY-A', 'Germany, Bavaria, Stadt Augsburg'],
  ];

  it.each(cases)('is found by "%s" as %s', async (typed, code, name) => {
    expect((await searchRegions(typed, 5))[0]).toEqual({ code, name });
    expect(await regionName(code)).toBe(name);
  });

  it('comes before its parts, and countries before all states', async () => {
    expect(await names('germany', 3)).toEqual(['Germany', 'Germany, Baden-Württemberg', 'Germany, Bavaria']);
    expect((await names('', 200)).filter((name) => name.includes(','))).toEqual([]);
  });

  it.each(['', 'XX', 'DE-XX', 'de', 'DE-BY-A-1', '__proto__', 'constructor'])(
    'has no name under the code "%s", which is none of ours',
    async (code) => {
      expect(await regionName(code)).toBeNull();
    },
  );

  it('is named within the 75 characters that Slack shows, and not twice the same', async () => {
    const all = await names('', 10_000);
    expect(all.length).toBeGreaterThan(600);
    expect(all.filter((name) => name.length > 75)).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });
});

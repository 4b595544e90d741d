/** Holds the examples that docs/calendars.md gives admins to what the forms read. */
import { describe, expect, it } from 'vitest';
import {
  parseExceptions,
  parseHolidays,
  printExceptions,
  printHolidays,
} from '../../src/domain/sla/written-dates.js';
import { parseDuration, printDuration } from '../../src/domain/sla/written-durations.js';
import { parseHours, printHours } from '../../src/domain/sla/written-hours.js';
import type { Written } from '../../src/domain/sla/written-value.js';
import { rowsIn } from './read-markdown.js';
import { readText } from './read-repository.js';

const page = readText('docs/calendars.md');

const printed = <T>(written: Written<T>, print: (value: T) => string): string =>
  written.ok ? print(written.value) : written.expected;

const MEANINGS: Record<string, (text: string) => string> = {
  'Opening hours': (text) => printed(parseHours(text), printHours),
  Holidays: (text) => printed(parseHolidays(text), printHolidays),
  'Other hours on single days': (text) => printed(parseExceptions(text), printExceptions),
  Targets: (text) => printed(parseDuration(text, null), printDuration),
};

/** What stands in backticks at the beginning of a row of the section, and what it is said to mean. */
function examplesOf(heading: string): [written: string, means: string][] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return rowsIn(section).map(([written = '', means = '']) => [written.replaceAll('`', ''), means]);
}

describe.each(Object.entries(MEANINGS))('"%s"', (heading, meaning) => {
  it('has examples', () => {
    expect(examplesOf(heading).length).toBeGreaterThan(2);
  });

  it.each(examplesOf(heading))('%s is read as it says', (written, means) => {
    expect(meaning(written)).toBe(means);
  });
});

it('"3 days" is 24h of equally long days, and refused of others', () => {
  expect(printed(parseDuration('3 days', 8 * 3_600), printDuration)).toBe('24h');
  expect(parseDuration('3 days', null).ok).toBe(false);
});

/** Warning percentages as people write them: `50, 80`, `50 % and 80 %`. */

import { firstFaults, quoted, read, refuse, type Written } from './written-value.js';

/** Every one is an alert; more would be noise. */
export const WARNINGS_MAX = 5;

/** Whole percentages from 1 to 99, ascending, each once; none for an empty text. */
export function parsePercents(text: string): Written<number[]> {
  const words = text
    .toLowerCase()
    .replace(/%|\band\b/g, ' ')
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && word !== 'none' && word !== '-');
  const wrong = words.filter((word) => !/^\d{1,2}$/.test(word) || Number(word) === 0);
  if (wrong.length > 0) {
    const faults = firstFaults(
      wrong.map((word) => `${quoted(word)} is no warning.`),
      'word',
      'words',
    );
    return refuse(
      `${faults} Write whole percentages from 1 to 99, such as 50, 80; 100 is the breach itself.`,
    );
  }
  const percents = [...new Set(words.map(Number))].sort((a, b) => a - b);
  if (percents.length > WARNINGS_MAX) return refuse(`Write at most ${WARNINGS_MAX} percentages.`);
  return read(percents);
}

/** `50, 80`. Reads back as the same. */
export function printPercents(percents: readonly number[]): string {
  return [...new Set(percents)].sort((a, b) => a - b).join(', ');
}

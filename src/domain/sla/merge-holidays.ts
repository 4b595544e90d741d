/** Puts imported holidays into the list that an admin is typing, without touching what stands there. */

import { type NamedHoliday, parseHolidays, printHolidays } from './written-dates.js';

export type MergedHolidays = {
  /** One a line. In order of date where every typed line can be read, else with the new ones at the end. */
  text: string;
  added: number;
  /** Those whose date was in the list already: it keeps its name, or gets one where it had none. */
  alreadyThere: number;
};

/** `imported` has each date once. */
export function mergeHolidays(typed: string, imported: readonly NamedHoliday[]): MergedHolidays {
  const known = new Set(typed.split('\n').flatMap(dateOf));
  const added = imported.filter(({ date }) => !known.has(date));
  const counts = { added: added.length, alreadyThere: imported.length - added.length };
  // Of two names for one date the later one wins, and none never does.
  const all = parseHolidays(`${printHolidays(imported)}\n${typed}`);
  if (all.ok) return { text: printHolidays(all.value), ...counts };
  return {
    text: [typed.trimEnd(), printHolidays(added)].filter((part) => part !== '').join('\n'),
    ...counts,
  };
}

function dateOf(line: string): string[] {
  const read = parseHolidays(line);
  return read.ok ? read.value.map(({ date }) => date) : [];
}

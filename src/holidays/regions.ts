/** The regions of the world whose public holidays are known: countries, their states, and what differs within those. */

import type Holidays from 'date-holidays';
import { findByWords } from '../domain/find-by-words.js';
import { ENGLISH_NAMES, SHORT_NAMES } from './region-names.js';

/** `code` is `DE`, `DE-BY` or `DE-BY-A`; `name` is `Germany, Bavaria`. */
export type Region = { code: string; name: string };

type Atlas = { regions: ReadonlyMap<string, Region>; find: (query: string, countMax: number) => Region[] };

let atlas: Promise<Atlas> | undefined;

/** The best match first; an empty query gives the countries. */
export async function searchRegions(query: string, countMax: number): Promise<Region[]> {
  return (await loadAtlas()).find(query, countMax);
}

/** Null where no such region is known: a code is what somebody sent. */
export async function regionName(code: string): Promise<string | null> {
  return (await loadAtlas()).regions.get(code)?.name ?? null;
}

/** A failed load is tried again by the next who asks. */
function loadAtlas(): Promise<Atlas> {
  atlas ??= buildAtlas().catch((error: unknown) => {
    atlas = undefined;
    throw error;
  });
  return atlas;
}

/** Takes the library some tenths of a second to load, which no start of the bot should wait for. */
async function buildAtlas(): Promise<Atlas> {
  const { default: Library } = await import('date-holidays');
  const found = listRegions(new Library());
  return {
    regions: new Map(found.map((region) => [region.code, { code: region.code, name: region.name }])),
    find: findByWords(
      found.map(({ code, name, also }) => ({ value: { code, name }, names: [name, code, ...also] })),
    ),
  };
}

type Listed = Region & { also: readonly string[] };
type Place = { code: string; own: string; also: readonly string[] };

/** Countries first, then states, then what is smaller, each by name. */
function listRegions(library: Holidays): Listed[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
  const countries = placesIn('', library.getCountries('en')).map(
    ({ code, own, also }): Listed => ({
      code,
      name: english.of(code) ?? own,
      also: [own, ...also, ...(SHORT_NAMES[code] ?? [])],
    }),
  );
  const states = countries.flatMap((country) =>
    placesIn(`${country.code}-`, library.getStates(country.code, 'en')).map(within(country)),
  );
  const parts = states.flatMap((state) => {
    const [country = '', code = ''] = state.code.split('-');
    return placesIn(`${state.code}-`, library.getRegions(country, code, 'en')).map(within(state));
  });
  return [countries, states, parts].flatMap((level) =>
    level.sort((a, b) => a.name.localeCompare(b.name, 'en')),
  );
}

function placesIn(prefix: string, names: Record<string, string> | undefined): Place[] {
  return Object.entries(names ?? {}).map(([code, name]) => {
    const full = `${prefix}${code}`;
    const own = ENGLISH_NAMES[full] ?? name;
    return { code: full, own, also: own === name ? [] : [name] };
  });
}

function within(parent: Listed): (place: Place) => Listed {
  return ({ code, own, also }) => ({ code, name: `${parent.name}, ${own}`, also: [own, ...also] });
}

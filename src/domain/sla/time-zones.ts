/** Every time zone there is, found by its city, region or country, under the name that people use today. */

import { type Findable, findByWords } from '../find-by-words.js';
import { OTHER_NAMES, ZONES_OF_ABBREVIATION } from './time-zone-names.js';
import { isKnownTimeZone } from './zone.js';

/** Names that the runtime still lists, and what the IANA database calls them since (`backward` in tzdata 2025c). */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Not in the runtime's list, which names places only. */
const UTC = 'UTC';

type Find = (query: string, countMax: number) => string[];

/** `places` knows no countries. */
let finds: { readonly all: Find; readonly places: Find } | undefined;

/** IANA names, the best match first; every one of them is known to this runtime. An empty query gives UTC and then the alphabet. */
export function searchTimeZones(query: string, countMax: number): string[] {
  finds ??= {
    all: findByWords(findableZones(countriesByZone())),
    places: findByWords(findableZones(new Map())),
  };
  const abbreviated = ZONES_OF_ABBREVIATION[query.trim().toUpperCase()];
  if (abbreviated === undefined) return finds.all(query, countMax);
  // Who types EST does not mean Estonia.
  const found = [...abbreviated.filter(isKnownTimeZone), ...finds.places(query, countMax)];
  return [...new Set(found)].slice(0, countMax);
}

/** How far the zone is from UTC at an instant: `UTC+1`, `UTC-3:30`, `UTC`. Throws RangeError for a zone that is not known. */
export function utcOffsetOf(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? UTC;
  return name.replace('GMT', UTC).replace(/\+0$/, '');
}

function findableZones(countries: ReadonlyMap<string, readonly string[]>): Findable<string>[] {
  const places = Intl.supportedValuesOf('timeZone').map((listed): Findable<string> => {
    const renamed = RENAMED[listed];
    const zone = renamed !== undefined && isKnownTimeZone(renamed) ? renamed : listed;
    return {
      value: zone,
      names: [
        ...cityNames(zone),
        ...cityNames(listed),
        ...(OTHER_NAMES[zone] ?? []),
        ...(countries.get(listed) ?? []),
      ],
    };
  });
  places.sort((a, b) => (a.value < b.value ? -1 : 1));
  return [{ value: UTC, names: [UTC, 'Universal Time'] }, ...places.filter(({ value }) => value !== UTC)];
}

/** `America/Argentina/Salta` is Salta, Argentina Salta, America Argentina Salta. */
function cityNames(zone: string): string[] {
  const parts = zone.split('/');
  return parts.map((_, index) => parts.slice(-index - 1).join(' '));
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** As CLDR has it. A runtime without `timeZones` finds zones by city and region only. */
function countriesByZone(): Map<string, string[]> {
  const nameOf = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map<string, string[]>();
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = nameOf.of(code);
    if (name === undefined) continue;
    for (const zone of zonesOf(code)) found.set(zone, [...(found.get(zone) ?? []), name]);
  }
  return found;
}

function zonesOf(code: string): readonly string[] {
  // Not in TypeScript's library yet; a getter in some runtimes, a method in newer ones.
  const locale: Intl.Locale & { timeZones?: readonly string[]; getTimeZones?(): readonly string[] } =
    new Intl.Locale(`und-${code}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

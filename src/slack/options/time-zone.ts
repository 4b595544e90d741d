/** Time zones found by city, region or country, each with how far from UTC it is now. */

import { searchTimeZones, utcOffsetOf } from '../../domain/sla/time-zones.js';
import { option } from '../blocks/pieces.js';
import type { OptionCall } from './on-options.js';

/** One choice, for a form that opens with it chosen: Slack wants the very words of the list. */
export function timeZoneOption(timeZone: string, now: Date) {
  const offset = utcOffsetOf(timeZone, now);
  return option(timeZone === offset ? timeZone : `${timeZone} (${offset})`, timeZone);
}

/** What a choice shows can be typed back. */
const SHOWN_OFFSET = /\s*\(UTC[^)]*\)?\s*$/i;

export async function timeZoneOptions({ kit, query, countMax }: OptionCall) {
  const now = kit.desk.clock.now();
  return searchTimeZones(query.replace(SHOWN_OFFSET, ''), countMax).map((timeZone) =>
    timeZoneOption(timeZone, now),
  );
}

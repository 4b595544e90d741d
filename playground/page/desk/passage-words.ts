/** What a jump of the clock passed on its way, in a sentence or two. */
import type { Passage } from '../../live/protocol.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function lateWords(ms: number): string {
  return ms < HOUR_MS ? `${Math.ceil(ms / MINUTE_MS)} min` : `${Math.ceil(ms / HOUR_MS)} h`;
}

export function passageWords({ stops, lateMaxMs, isAllSaid }: Passage): string {
  const times = stops === 1 ? 'once' : `at ${stops} moments`;
  return [
    stops === 0 ? 'Nothing fell due.' : `Something fell due ${times}, and was done then.`,
    lateMaxMs > MINUTE_MS
      ? `There was too much to stop for each: some of it was done up to ${lateWords(lateMaxMs)} late.`
      : '',
    isAllSaid ? '' : 'The bot has more to say than it could by now: the rest comes in a moment.',
  ]
    .filter((words) => words !== '')
    .join(' ');
}

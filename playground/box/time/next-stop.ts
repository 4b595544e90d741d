/** Where a jump stops on its way, so that what falls due is done in its time, and in so many stops that nobody waits long. */

/** A jump past ten tickets stops at each of their instants. */
export const STOPS_MAX = 60;
/** The timetable would find what is due within a minute in one run, too. */
const TOGETHER_MS = 60_000;
/** What is done makes something else due later, as a warning its breach. */
const STILL_TO_COME = 2;

/** What lies this far apart, or as far as the stops left would lie at least, is not done in one. */
const APART_MS = 3_600_000;
const APART_STOPS = 2;

/**
 * The next stop on the way to `target`, by the instants that are known to come, soonest first. The more there are for the stops left, the
 * more of them share one, so that all of the way is served alike. Null: there is nothing to stop for, or no stop left.
 */
export function nextStop(coming: readonly Date[], target: Date, stopsLeft: number): Date | null {
  const [first] = coming;
  if (first === undefined || stopsLeft <= 0) return null;
  const share = Math.ceil((coming.length * STILL_TO_COME) / stopsLeft);
  const leftMs = target.getTime() - first.getTime();
  const apartMs = Math.max(APART_MS, (leftMs / stopsLeft) * APART_STOPS);
  let stop = first;
  for (const [index, at] of coming.entries()) {
    const isInAMinute = at.getTime() - first.getTime() <= TOGETHER_MS;
    const isShared = index < share && at.getTime() - stop.getTime() <= apartMs;
    if (!isInAMinute && !isShared) break;
    stop = at;
  }
  return stop;
}

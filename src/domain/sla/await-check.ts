/** Decides how long a breach waits to be told after a time in which nobody listened to Slack: an answer may not have been heard. */

/** What has become of reading a ticket's threads again. `failed`: it was tried, and something could not be read or stored. */
export type ThreadsReading = 'done' | 'due' | 'failed';

export type CheckFacts = {
  readonly reading: ThreadsReading;
  /** Since when the notice waits for the reading; null before it does. */
  readonly awaitsCheckSinceAt: Date | null;
};

/** Whoever has to act on a breach waits no longer for it to be sure. */
export const CHECK_WAIT_MAX_MS = 15 * 60_000;

/** Only while there is something to wait for: after a reading that failed it is told at once, and said to be unsure. */
export function isAwaitingCheck({ reading, awaitsCheckSinceAt }: CheckFacts, now: Date): boolean {
  if (reading !== 'due') return false;
  return awaitsCheckSinceAt === null || now.getTime() - awaitsCheckSinceAt.getTime() < CHECK_WAIT_MAX_MS;
}

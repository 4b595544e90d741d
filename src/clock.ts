/** The one source of "now", so that tests and the playground can move time. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. For tests and the playground. */
export type ManualClock = Clock & { set(at: Date): void; advance(ms: number): void };

/** Stands at `startAt`. */
export function manualClock(startAt: Date): ManualClock {
  let nowMs = startAt.getTime();
  return {
    now: () => new Date(nowMs),
    set: (at) => {
      nowMs = at.getTime();
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

/** A clock that runs as time does, from any moment on, and can be moved ahead: shared by the workspace and the bot. */
import type { Clock } from './workspace/types.js';

export type MovingClock = Clock & {
  now(): Date;
  /** Time passes for everybody at once. */
  advance(ms: number): void;
};

export function movingClock(startAt: Date): MovingClock {
  const startedMs = performance.now();
  let movedMs = 0;
  return {
    now: () => new Date(startAt.getTime() + movedMs + Math.round(performance.now() - startedMs)),
    advance: (ms) => {
      movedMs += ms;
    },
  };
}

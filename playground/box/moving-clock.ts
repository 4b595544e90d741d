/** A clock that runs as time does, from any moment on, and can be moved ahead: shared by the workspace and the bot. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { readKept } from '../kept-json.js';
import type { Clock } from '../workspace/types.js';

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

const SHIFT_FILE = z.object({ shiftMs: z.number() });

/** The machine's own time, moved ahead by what is kept in a JSON file: time that has passed stays so after a restart. */
export function keptClock(path: string): MovingClock {
  let { shiftMs } = readKept(path, (text) => SHIFT_FILE.parse(JSON.parse(text))) ?? { shiftMs: 0 };
  return {
    now: () => new Date(Date.now() + shiftMs),
    advance: (ms) => {
      // Where it cannot be kept, no time has passed.
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify({ shiftMs: shiftMs + ms }));
      renameSync(`${path}.new`, path);
      shiftMs += ms;
    },
  };
}

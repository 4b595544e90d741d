/** Stops what was started, in reverse, within a bound: one part that hangs must not keep the others from stopping. */
import type { Log } from './services/desk.js';

export type StopStack = {
  push(part: string, stop: () => Promise<void>): void;
  /** Safe to call twice: the second call waits for the first. Never rejects. */
  stop(): Promise<void>;
};

/** What the parts below always keep of the whole bound, so that the database is closed and its server stopped in any case. */
const SHARE = 0.6;

/** @param stopMaxMs for all parts together. */
export function createStopStack(log: Log, stopMaxMs: number): StopStack {
  const parts: { part: string; stop: () => Promise<void> }[] = [];
  let stopping: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    const endsAtMs = performance.now() + stopMaxMs;
    for (const { part, stop } of parts.reverse()) {
      const leftMs = Math.max(0, endsAtMs - performance.now());
      const startedMs = performance.now();
      try {
        const isStopped = await within(stop(), leftMs * SHARE);
        const tookMs = Math.round(performance.now() - startedMs);
        log[isStopped ? 'debug' : 'warn'](
          { part, tookMs },
          isStopped ? 'stopped' : 'stopping took too long: going on',
        );
      } catch (error) {
        log.error({ err: error, part }, 'could not be stopped');
      }
    }
  }
  return {
    push: (part, stop) => void parts.push({ part, stop }),
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

/** False when the time was up first. */
async function within(work: Promise<void>, maxMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, maxMs, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

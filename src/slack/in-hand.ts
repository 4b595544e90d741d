/** Counts the requests being worked on, so that stopping can refuse new ones and wait for these. */

export type InHand = {
  /** Runs the task, or throws without running it once stopping has begun. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Refuses what comes from now on, and resolves to true when everything is done, to false when `waitMs` have passed first. */
  finish(waitMs: number): Promise<boolean>;
  isEmpty(): boolean;
  counts(): RequestCounts;
};

/** Since the start of the process. */
export type RequestCounts = { taken: number; failed: number };

/** Empty, and taking requests. */
export function createInHand(): InHand {
  const tasks = new Set<Promise<unknown>>();
  const counts = { taken: 0, failed: 0 };
  let isFinishing = false;
  return {
    isEmpty: () => tasks.size === 0,
    counts: () => ({ ...counts }),
    run: async (task) => {
      if (isFinishing) throw new Error('Stopping: no new work is taken');
      const running = task();
      tasks.add(running);
      counts.taken += 1;
      try {
        return await running;
      } catch (error) {
        counts.failed += 1;
        throw error;
      } finally {
        tasks.delete(running);
      }
    },
    finish: async (waitMs) => {
      isFinishing = true;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), waitMs);
      });
      const done = Promise.allSettled([...tasks]).then(() => true);
      return Promise.race([done, late]).finally(() => clearTimeout(timer));
    },
  };
}

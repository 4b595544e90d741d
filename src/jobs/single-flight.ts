/** Runs one thing at a time, and once more when it is asked for meanwhile: no wake-up is lost and none piles up. */

export type SingleFlight = {
  /** Resolves when a run that began after this call is over; never rejects. */
  wake(): Promise<void>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  isIdle(): boolean;
};

/** @param run handles its own errors; what it throws all the same goes to `onError`. */
export function singleFlight(run: () => Promise<void>, onError: (error: unknown) => void): SingleFlight {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const start = (): Promise<void> => {
    current = Promise.resolve()
      .then(run)
      .catch(onError)
      .finally(() => {
        current = null;
      });
    return current;
  };
  const startNext = (): Promise<void> => {
    next = null;
    return start();
  };
  return {
    wake: () => {
      if (current === null && next === null) return start();
      next ??= (current ?? Promise.resolve()).then(startNext);
      return next;
    },
    isIdle: () => current === null && next === null,
    idle: async () => {
      while (current !== null || next !== null) await (next ?? current);
    },
  };
}

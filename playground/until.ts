/** Waits for something to become true without guessing how long it takes. */

import type { WorkspaceCore } from './workspace/core.js';

export type UntilOptions = {
  timeoutMs?: number;
  /** What is waited for, in the words of the error. */
  what?: string;
};

const TIMEOUT_MS = 10_000;
const TIME_UP = 'TIME_UP';
/** What is waited for may live outside the workspace (a row in a database), so its changes are not the only cue. */
const LOOK_AGAIN_MS = 20;

function isThere<T>(found: T): found is NonNullable<T> {
  return found !== undefined && found !== null && found !== false;
}

function nextChange(core: WorkspaceCore): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      core.changeListeners.delete(done);
      resolve();
    };
    const timer = setTimeout(done, LOOK_AGAIN_MS);
    core.changeListeners.add(done);
  });
}

/** Whether it was waited for in vain, as opposed to a look that failed. */
export function isTimeUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === TIME_UP;
}

/**
 * Resolves with what `check` finds, looking again at each change of the workspace. Rejects after `timeoutMs`, and where a look does; a look
 * that itself waits, such as for an event that is tried again in a minute, is waited for no longer than that.
 */
export async function until<T>(
  core: WorkspaceCore,
  check: () => T | Promise<T>,
  { timeoutMs = TIMEOUT_MS, what = 'what was waited for' }: UntilOptions = {},
): Promise<NonNullable<T>> {
  const deadlineMs = performance.now() + timeoutMs;
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`${what} did not happen within ${timeoutMs} ms`), {
      code: TIME_UP,
    });
    timer = setTimeout(reject, timeoutMs, error);
  });
  const look = async (): Promise<NonNullable<T>> => {
    for (;;) {
      const found = await check();
      if (isThere(found)) return found;
      // Nobody waits any more: the other promise has said so.
      if (performance.now() > deadlineMs) return timeIsUp;
      await nextChange(core);
    }
  };
  try {
    return await Promise.race([look(), timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}

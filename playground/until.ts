/** Waits for something to become true without guessing how long it takes. */

import type { WorkspaceCore } from './workspace/core.js';

export type UntilOptions = {
  timeoutMs?: number;
  /** What is waited for, in the words of the error. */
  what?: string;
};

const TIMEOUT_MS = 10_000;
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

/** Resolves with what `check` finds, looking again at each change of the workspace. Rejects after `timeoutMs`. */
export async function until<T>(
  core: WorkspaceCore,
  check: () => T | Promise<T>,
  { timeoutMs = TIMEOUT_MS, what = 'what was waited for' }: UntilOptions = {},
): Promise<NonNullable<T>> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const found = await check();
    if (isThere(found)) return found;
    if (performance.now() > deadlineMs) throw new Error(`${what} did not happen within ${timeoutMs} ms`);
    await nextChange(core);
  }
}

/** Keeps the workspace in a JSON file between two starts. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WorkspaceCore, WorkspaceState } from './workspace/core.js';
import { isObject } from './workspace/json.js';

const SAVE_AFTER_MS = 300;
const VERSION = 1;
/** Twice as long as the longest of them lives. */
const SPENT_AFTER_MS = 60 * 60_000;

function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...value] } : value;
}

function fromMaps(_key: string, value: unknown): unknown {
  return isObject(value) && Array.isArray(value.$map) ? new Map(value.$map as [string, unknown][]) : value;
}

function save(core: WorkspaceCore, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // Written beside and renamed, so that a kill half way leaves the old file whole.
  writeFileSync(`${path}.new`, JSON.stringify({ version: VERSION, state: core.state }, withMaps));
  renameSync(`${path}.new`, path);
}

function restore(core: WorkspaceCore, path: string): void {
  const kept = JSON.parse(readFileSync(path, 'utf8'), fromMaps) as { version: number; state: WorkspaceState };
  if (kept.version !== VERSION) throw new Error(`${path} is of another version; delete it to start anew`);
  Object.assign(core.state, kept.state);
  forgetSpent(core);
}

/** What can be used no more would only make the file grow. */
function forgetSpent({ state, clock }: WorkspaceCore): void {
  const before = clock.now().getTime() - SPENT_AFTER_MS;
  for (const spent of [state.triggers, state.responseUrls]) {
    for (const [id, { createdAtMs }] of spent) if (createdAtMs < before) spent.delete(id);
  }
}

/** Restores the file if there is one, then follows every change. Returns the last save, to be called at the end. */
export function keepState(core: WorkspaceCore, path: string): () => void {
  if (existsSync(path)) restore(core, path);
  let timer: NodeJS.Timeout | undefined;
  const listener = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      save(core, path);
    }, SAVE_AFTER_MS).unref();
  };
  core.changeListeners.add(listener);
  return () => {
    clearTimeout(timer);
    core.changeListeners.delete(listener);
    save(core, path);
  };
}

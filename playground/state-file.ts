/** Keeps the workspace in a JSON file between two starts. */

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readKept } from './kept-json.js';
import type { WorkspaceCore, WorkspaceState } from './workspace/core.js';
import { asObject, isObject } from './workspace/json.js';

const SAVE_AFTER_MS = 300;
const VERSION = 1;
/** Twice as long as the longest of them lives. */
const SPENT_AFTER_MS = 60 * 60_000;

/** More than are handed out between two saves: what a kill took with it shall not be mistaken for what comes after. */
const SERIALS_SKIPPED = 1000;

function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...value] } : value;
}

/** Maps are members of the state itself: what looks like one deeper in was written by somebody, in metadata or blocks. */
function fromMaps(value: unknown): unknown {
  return isObject(value) && Array.isArray(value.$map) ? new Map(value.$map as [string, unknown][]) : value;
}

function save(core: WorkspaceCore, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // Written beside and renamed, so that a kill half way leaves the old file whole.
  writeFileSync(`${path}.new`, JSON.stringify({ version: VERSION, state: core.state }, withMaps));
  renameSync(`${path}.new`, path);
}

function stateIn(text: string): Partial<WorkspaceState> {
  const { version, state } = asObject(JSON.parse(text));
  if (version !== VERSION || !isObject(state)) throw new Error('the file is of another version');
  return Object.fromEntries(Object.entries(state).map(([name, held]) => [name, fromMaps(held)]));
}

function restore(core: WorkspaceCore, path: string): void {
  const kept = readKept(path, stateIn);
  if (kept === null) return;
  Object.assign(core.state, kept);
  core.state.serial += SERIALS_SKIPPED;
  forgetSpent(core);
  // At once, so that each start skips others than the one before, however early that was killed.
  save(core, path);
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
  restore(core, path);
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

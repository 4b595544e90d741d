/** Keeps the workspace in a JSON file between two starts. */

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readKept } from './kept-json.js';
import type { WorkspaceCore, WorkspaceState } from './workspace/core.js';
import { asObject, isObject } from './workspace/json.js';

/** A save holds everything else up, so it rests this many times as long as the last one took. */
const REST_TIMES = 10;
/** What is changed at one stroke is saved at once, and a kill takes no more with it than that. */
const SAVE_AFTER_MIN_MS = 20;
/** However large the workspace is, a kill takes no more with it than this. */
const SAVE_AFTER_MAX_MS = 3_000;
/** Whoever is told that the disk is full needs a moment to make room. */
const TRY_AGAIN_AFTER_MS = 1_000;

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

/** How long after a change the workspace is saved, by what the last save took and how long ago it was. */
export function saveAfterMs(tookMs: number, agoMs: number): number {
  return Math.max(SAVE_AFTER_MIN_MS, Math.min(tookMs * REST_TIMES, SAVE_AFTER_MAX_MS) - agoMs);
}

/**
 * Restores the file if there is one, then follows every change. A save that fails is said once and tried again until one does not.
 *
 * @returns the last save, to be called at the end. It throws where the file cannot be written.
 */
export function keepState(core: WorkspaceCore, path: string, say: (line: string) => void): () => void {
  restore(core, path);
  let timer: NodeJS.Timeout | undefined;
  let [tookMs, savedMs] = [0, performance.now()];
  let isFailing = false;
  const saveOrSay = (): void => {
    const beganMs = performance.now();
    try {
      save(core, path);
      if (isFailing) say('The workspace is kept again.');
      isFailing = false;
    } catch (error) {
      if (!isFailing) say(notKept(error));
      isFailing = true;
    }
    savedMs = performance.now();
    tookMs = savedMs - beganMs;
    timer = isFailing ? setTimeout(saveOrSay, TRY_AGAIN_AFTER_MS).unref() : undefined;
  };
  const listener = (): void => {
    timer ??= setTimeout(saveOrSay, saveAfterMs(tookMs, performance.now() - savedMs)).unref();
  };
  core.changeListeners.add(listener);
  return () => {
    clearTimeout(timer);
    core.changeListeners.delete(listener);
    save(core, path);
  };
}

function notKept(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The workspace cannot be kept at the moment: ${why}. It goes on, and is saved as soon as that is put right; what is new is lost where it ends before.`;
}

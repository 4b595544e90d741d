/** What happened, kept up to date and no longer than the workspace keeps it; and how far the story has come with it. */
import { useEffect, useState } from 'react';
import type { Trail } from '../../live/protocol.js';
import { ask } from '../ask.js';
import { KEPT_STORY } from '../kept.js';
import { useStream } from '../stream.js';
import { type Known, knownFrom, learn, skipStep, wordsToKeep } from './known-trail.js';

type Latest = Pick<Trail, 'run' | 'version'>;

/** Read when somebody looks, because by then the browser has forgotten what it kept of another workspace. */
let trail: Known | null = null;
let latest: Latest = { run: '', version: 0 };
let isAsking = false;
const listeners = new Set<() => void>();

function known(): Known {
  trail ??= knownFrom(localStorage.getItem(KEPT_STORY));
  return trail;
}

function know(next: Known): void {
  if (next.progress !== trail?.progress) localStorage.setItem(KEPT_STORY, wordsToKeep(next));
  trail = next;
  for (const listener of listeners) listener();
}

/** One request at a time; what was told of meanwhile is asked for after it. */
async function catchUp(told: Latest): Promise<void> {
  latest = told;
  if (isAsking) return;
  isAsking = true;
  try {
    for (let asked: Latest | null = null; asked !== latest; ) {
      asked = latest;
      const { run, version } = known();
      if (run === asked.run && version === asked.version) continue;
      know(learn(known(), await ask<Trail>('trail', { run, since: String(version) })));
    }
  } catch {
    // The next tick asks again; that nothing answers is said at the top of the page.
  } finally {
    isAsking = false;
  }
}

export function skip(): void {
  know(skipStep(known()));
}

/** Oldest first. */
export function useTrail(): Known {
  const { tick } = useStream();
  const [shown, setShown] = useState(known);
  useEffect(() => {
    const listener = () => setShown(known());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  useEffect(() => {
    if (tick) void catchUp({ run: tick.run, version: tick.trailVersion });
  }, [tick]);
  return shown;
}

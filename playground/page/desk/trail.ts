/** What happened, kept up to date and no longer than the workspace keeps it; and how far the story has come with it. */
import { useEffect, useState } from 'react';
import type { Happening, Trail } from '../../live/protocol.js';
import { ask } from '../ask.js';
import { useStream } from '../stream.js';
import { goOn, type Progress, UNBEGUN } from './story-steps.js';

type Known = Trail & { progress: Progress };

const NOTHING: Known = { version: 0, oldestId: 0, happenings: [], progress: UNBEGUN };

let trail = NOTHING;
let isAsking = false;
const listeners = new Set<() => void>();

/** What changed replaces what was known of it. */
function merge(known: readonly Happening[], { happenings: news, oldestId }: Trail): Happening[] {
  const changed = new Map(news.map((happening) => [happening.id, happening]));
  const kept = known.map((happening) => {
    const newer = changed.get(happening.id);
    changed.delete(happening.id);
    return newer ?? happening;
  });
  return [...kept, ...changed.values()].filter(({ id }) => id >= oldestId);
}

async function catchUp(version: number): Promise<void> {
  // A workspace that was begun anew counts from the beginning.
  if (version < trail.version) trail = NOTHING;
  if (isAsking || version === trail.version) return;
  isAsking = true;
  try {
    const news = await ask<Trail>('trail', { since: String(trail.version) });
    const happenings = merge(trail.happenings, news);
    trail = { ...news, happenings, progress: goOn(trail.progress, happenings) };
    for (const listener of listeners) listener();
  } catch {
    // The next tick asks again; that nothing answers is said at the top of the page.
  } finally {
    isAsking = false;
  }
}

/** Oldest first. */
export function useTrail(): Known {
  const version = useStream().tick?.trailVersion ?? 0;
  const [known, setKnown] = useState(trail);
  useEffect(() => {
    const listener = () => setKnown(trail);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  useEffect(() => void catchUp(version), [version]);
  return known;
}

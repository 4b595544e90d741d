/** Everything that happened, kept up to date: asked for when a tick says that there is more. */
import { useEffect, useState } from 'react';
import type { Happening, Trail } from '../../live/protocol.js';
import { ask } from '../ask.js';
import { useStream } from '../stream.js';

let trail: Trail = { version: 0, happenings: [] };
let isAsking = false;
const listeners = new Set<() => void>();

/** What changed replaces what was known of it; what the workspace has forgotten stays until the page is loaded again. */
function merge(known: readonly Happening[], news: readonly Happening[]): Happening[] {
  const changed = new Map(news.map((happening) => [happening.id, happening]));
  const kept = known.map((happening) => {
    const newer = changed.get(happening.id);
    changed.delete(happening.id);
    return newer ?? happening;
  });
  return [...kept, ...changed.values()];
}

async function catchUp(version: number): Promise<void> {
  // A workspace that was begun anew counts from the beginning.
  if (version < trail.version) trail = { version: 0, happenings: [] };
  if (isAsking || version === trail.version) return;
  isAsking = true;
  try {
    const news = await ask<Trail>('trail', { since: String(trail.version) });
    trail = { version: news.version, happenings: merge(trail.happenings, news.happenings) };
    for (const listener of listeners) listener();
  } catch {
    // The next tick asks again; that nothing answers is said at the top of the page.
  } finally {
    isAsking = false;
  }
}

/** Oldest first. */
export function useTrail(): readonly Happening[] {
  const version = useStream().tick?.trailVersion ?? 0;
  const [happenings, setHappenings] = useState(trail.happenings);
  useEffect(() => {
    const listener = () => setHappenings(trail.happenings);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  useEffect(() => void catchUp(version), [version]);
  return happenings;
}

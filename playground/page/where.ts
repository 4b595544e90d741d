/** What is open in both panes, kept in the address, so that a reload, the way back and a link find it again. */
import { useMemo, useSyncExternalStore } from 'react';
import { moved, readWhere, type Side, type Spot, type Where, writeWhere } from './where-hash.js';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}

export function useWhere(): Where {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => readWhere(hash), [hash]);
}

/** Goes there; `isQuiet` leaves no step to come back to. */
export function go(change: Partial<Where>, { isQuiet = false } = {}): void {
  const address = `/${writeWhere({ ...readWhere(window.location.hash), ...change })}`;
  if (isQuiet) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  for (const listener of listeners) listener();
}

/** Changes what is open in one pane. */
export function goIn(side: Side, change: Partial<Spot>, options?: { isQuiet?: boolean }): void {
  go({ [side]: moved(readWhere(window.location.hash)[side], change) }, options);
}

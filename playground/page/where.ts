/** What is open in both panes, kept in the address, so that a reload, the way back and a link find it again. */
import { useMemo, useSyncExternalStore } from 'react';

export type Side = 'left' | 'right';

/** `place` is a channel's id or name, or `home`; null before anything was opened. */
export type Spot = {
  /** A person's name or id. */
  as: string;
  place: string | null;
  thread: string | null;
  /** The message that a link led to. */
  mark: string | null;
};

export type Where = { left: Spot; right: Spot; isTwo: boolean };

export const HOME = 'home';

const FIRST: Where = {
  left: { as: 'Bo', place: 'it-help', thread: null, mark: null },
  right: { as: 'Ana', place: 'it-triage', thread: null, mark: null },
  isTwo: true,
};

/** `Bo/C0ITHELP02/1772.0001/1772.0002`: who, where, which thread, which message; what is not there is `-`. */
function readSpot(text: string | null, first: Spot): Spot {
  if (text === null) return first;
  const [as = '', place, thread, mark] = text.split('/').map((part) => (part === '-' ? '' : part));
  return { as: as || first.as, place: place || null, thread: thread || null, mark: mark || null };
}

function writeSpot({ as, place, thread, mark }: Spot): string {
  const parts = [as, place, thread, mark].map((part) => part ?? '-');
  return parts.join('/').replace(/(?:\/-)+$/, '');
}

export function readWhere(hash: string): Where {
  const search = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    left: readSpot(search.get('left'), FIRST.left),
    right: readSpot(search.get('right'), FIRST.right),
    isTwo: search.get('panes') !== '1',
  };
}

export function writeWhere({ left, right, isTwo }: Where): string {
  return `#left=${writeSpot(left)}&right=${writeSpot(right)}${isTwo ? '' : '&panes=1'}`;
}

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

/** Changes what is open in one pane: another person or place leaves thread and mark behind. */
export function goIn(side: Side, change: Partial<Spot>, options?: { isQuiet?: boolean }): void {
  const spot = readWhere(window.location.hash)[side];
  const isElsewhere = change.as !== undefined || change.place !== undefined;
  const kept = isElsewhere ? { ...spot, thread: null, mark: null } : spot;
  go({ [side]: { ...kept, ...change } }, options);
}

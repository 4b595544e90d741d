/** Whether there is room for two people beside each other. */
import { useSyncExternalStore } from 'react';

const WIDE = window.matchMedia('(min-width: 900px)');

function subscribe(listener: () => void): () => void {
  WIDE.addEventListener('change', listener);
  return () => WIDE.removeEventListener('change', listener);
}

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => WIDE.matches);
}

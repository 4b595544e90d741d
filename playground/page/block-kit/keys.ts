/** The Escape key closes what was opened last, and only that. */
import { useEffect, useRef } from 'react';

const open: { current: () => void }[] = [];

function onKey(event: KeyboardEvent): void {
  const top = open.at(-1);
  if (event.key !== 'Escape' || !top) return;
  event.preventDefault();
  top.current();
}

/** While the component is mounted, Escape calls `close`, unless something was opened after it. */
export function useEscape(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (open.length === 0) document.addEventListener('keydown', onKey);
    open.push(latest);
    return () => {
      open.splice(open.indexOf(latest), 1);
      if (open.length === 0) document.removeEventListener('keydown', onKey);
    };
  }, []);
}

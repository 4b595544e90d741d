/** The Escape key closes what was opened last, and only that: of the person in whose pane the key is pressed. */
import { createContext, useContext, useEffect, useRef } from 'react';

/** The part of a pane that dialogs cover: all but who its person is. Null outside of panes. */
export const PaneRoot = createContext<HTMLElement | null>(null);

type Opened = { close(): void; pane: Element | null };

const open: Opened[] = [];

/** Where nothing has the focus, it is for whoever opened something last. */
function isFor({ pane }: Opened, target: EventTarget | null): boolean {
  return pane === null || target === document.body || (target instanceof Node && pane.contains(target));
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  const top = open.findLast((opened) => isFor(opened, event.target));
  if (!top) return;
  event.preventDefault();
  top.close();
}

/** While the component is mounted, Escape calls `close`, unless something was opened after it. */
export function useEscape(close: () => void): void {
  const root = useContext(PaneRoot);
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const opened = { close: () => latest.current(), pane: root?.closest('.pane') ?? null };
    if (open.length === 0) document.addEventListener('keydown', onKey);
    open.push(opened);
    return () => {
      open.splice(open.indexOf(opened), 1);
      if (open.length === 0) document.removeEventListener('keydown', onKey);
    };
  }, [root]);
}

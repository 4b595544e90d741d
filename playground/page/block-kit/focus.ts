/** Keeps the focus where a person left it: what opens takes it, what closes gives it back, and what is drawn anew does not lose it. */
import { type RefObject, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import { PaneRoot } from './keys.js';

/** The next or the one before of the elements in it, round and round. */
export function focusNext(root: HTMLElement, selector: string, step: number): void {
  const items = [...root.querySelectorAll<HTMLElement>(selector)];
  const at = items.findIndex((item) => item.matches(':focus'));
  items.at((at + step) % items.length)?.focus();
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** The first of them that can still have it. */
function focusFirst(places: readonly (Element | null | undefined)[]): void {
  for (const place of places) {
    if (!(place instanceof HTMLElement) || !place.isConnected) continue;
    place.focus({ preventScroll: true });
    if (document.activeElement === place) return;
  }
}

/**
 * While the component is mounted the focus is in `box`, at first on what fits `first`; afterwards it is where it was, or as near to that as
 * there is still something. Whoever types as the person of the other pane is not disturbed.
 */
export function useFocusWithin(box: RefObject<HTMLElement | null>, first: string): void {
  const root = useContext(PaneRoot);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const pane = root?.closest('.pane');
    if (isNowhere() || pane?.contains(before)) {
      if (!box.current?.contains(before)) focusFirst([box.current?.querySelector(first), box.current]);
    }
    const near = [before, before?.closest('article'), root?.querySelector('textarea'), root];
    // What is behind can have the focus only once it is no longer inert.
    return () => void requestAnimationFrame(() => isNowhere() && focusFirst(near));
  }, [box, first, root]);
  // What opens empty, while the app thinks, is filled later.
  useLayoutEffect(() => {
    if (document.activeElement === box.current) focusFirst([box.current?.querySelector(first)]);
  });
}

/** What had the focus in it may be gone when it is drawn anew: then it is on the whole of it. */
export function useKeptFocus(box: RefObject<HTMLElement | null>): {
  onFocus(event: { target: Element }): void;
} {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    if (last.current === null || last.current.isConnected) return;
    last.current = null;
    if (isNowhere()) focusFirst([box.current]);
  });
  return {
    onFocus: ({ target }) => {
      last.current = target;
    },
  };
}

/** Keeps a conversation where its reader is: at the end while they are there, else where they look. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 48;

export type Scroll = {
  list: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  onScroll(): void;
  toEnd(): void;
};

function isNearEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}

/** Begins at the message `markTs` where it is there, else at the line of what is new, else at the end. */
export function useScroll(markTs: string | null): Scroll {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    follows.current = true;
    setAtEnd(true);
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, []);
  const onScroll = useCallback(() => {
    if (!list.current) return;
    follows.current = isNearEnd(list.current);
    setAtEnd(follows.current);
  }, []);

  useLayoutEffect(() => {
    const marked = markTs === null ? null : list.current?.querySelector(`[data-ts="${CSS.escape(markTs)}"]`);
    const target = marked ?? list.current?.querySelector('[data-line]');
    if (!target) return toEnd();
    target.scrollIntoView({ block: marked ? 'center' : 'start' });
    onScroll();
  }, [markTs, toEnd, onScroll]);

  // What is drawn later (a longer answer, a window of another size) must not hide the end from who is there.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (follows.current && list.current) list.current.scrollTop = list.current.scrollHeight;
    });
    if (list.current) observer.observe(list.current);
    if (content.current) observer.observe(content.current);
    return () => observer.disconnect();
  }, []);
  return { list, content, isAtEnd, onScroll, toEnd };
}

/** What was typed and not yet told to the workspace: told when the typing rests, and always before a form is sent. */
import { useEffect, useMemo, useRef } from 'react';

const REST_MS = 250;

const unsent = new Set<() => Promise<void>>();
const underway = new Set<Promise<void>>();

/** Resolves when the workspace knows everything that was typed in any form. */
export async function flushTyping(): Promise<void> {
  await Promise.all([...unsent].map((flush) => flush()));
  await Promise.all(underway);
}

export type Pending<T> = {
  /** Told when nothing else comes for a moment. */
  soon(value: T): void;
  /** Told with the next flush only. */
  hold(value: T): void;
  flush(): Promise<void>;
};

function pendingOf<T>(tell: (value: T) => Promise<void>): Pending<T> & { end(): void } {
  let waiting: { value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    unsent.delete(flush);
    const taken = waiting;
    waiting = null;
    if (taken === null) return;
    const work = tell(taken.value);
    underway.add(work);
    await work.finally(() => underway.delete(work));
  };
  const hold = (value: T): void => {
    waiting = { value };
    unsent.add(flush);
    clearTimeout(timer);
  };
  const soon = (value: T): void => {
    hold(value);
    timer = setTimeout(() => void flush(), REST_MS);
  };
  const end = (): void => {
    clearTimeout(timer);
    unsent.delete(flush);
  };
  return { soon, hold, flush, end };
}

export function usePending<T>(tell: (value: T) => Promise<void>): Pending<T> {
  const latest = useRef(tell);
  latest.current = tell;
  const pending = useMemo(() => pendingOf<T>((value) => latest.current(value)), []);
  useEffect(() => pending.end, [pending]);
  return pending;
}

/** The stream of ticks that the workspace sends: the one connection that the whole page listens to. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Tick } from '../live/protocol.js';

export type Stream = {
  /** The last that came; null before the first. */
  tick: Tick | null;
  /** By the page's own clock. */
  tickedMs: number;
  /** False while there is no connection. */
  isAnswering: boolean;
};

const RECONNECT_MS = 2_000;
const CLOCK_STEP_MS = 5_000;

let stream: Stream = { tick: null, tickedMs: 0, isAnswering: true };
const listeners = new Set<() => void>();

function change(next: Partial<Stream>): void {
  stream = { ...stream, ...next };
  for (const listener of listeners) listener();
}

/** A browser connects again by itself, unless an answer says otherwise. */
function connect(): void {
  const source = new EventSource('/control/stream');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    change({ tick: JSON.parse(data) as Tick, tickedMs: Date.now(), isAnswering: true });
  });
  source.addEventListener('error', () => {
    change({ isAnswering: false });
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, RECONNECT_MS);
  });
}

let isStarted = false;

function subscribe(listener: () => void): () => void {
  if (!isStarted) connect();
  isStarted = true;
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Renders anew at every tick. */
export function useStream(): Stream {
  return useSyncExternalStore(subscribe, () => stream);
}

/** The workspace's clock, which goes on between ticks; null before the first. */
export function useClock(): number | null {
  const { tick, tickedMs } = useStream();
  const [pageMs, setPageMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setPageMs(Date.now()), CLOCK_STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return tick && Date.parse(tick.now) + Math.max(0, pageMs - tickedMs);
}

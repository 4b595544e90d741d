/** The stream of ticks that the workspace sends: the one connection that all tabs of the page listen to. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Tick } from '../live/protocol.js';

export type Stream = {
  /** The last that came; null before the first. */
  tick: Tick | null;
  /** By the browser's own clock. */
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

/**
 * A browser keeps six connections to one server, for all of its tabs: with a stream for each, the sixth tab would leave none to ask or do
 * anything, in any of them. So one tab listens and tells the others; when it is closed, the next one does.
 */
const SHARED_AS = 'playground.stream';
const WHAT_IS_NEW = 'what is new?';

const tabs = new BroadcastChannel(SHARED_AS);
let isListening = false;

function heard(next: Partial<Stream>): void {
  change(next);
  tabs.postMessage(stream);
}

/** A browser connects again by itself, unless an answer says otherwise. */
function connect(): void {
  const source = new EventSource('/control/stream');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    heard({ tick: JSON.parse(data) as Tick, tickedMs: Date.now(), isAnswering: true });
  });
  source.addEventListener('error', () => {
    heard({ isAnswering: false });
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, RECONNECT_MS);
  });
}

function listen(): Promise<void> {
  isListening = true;
  connect();
  // Held for as long as this tab is open.
  return new Promise(() => {});
}

function share(): void {
  tabs.addEventListener('message', ({ data }: MessageEvent<Stream | typeof WHAT_IS_NEW>) => {
    if (data !== WHAT_IS_NEW) change(data);
    else if (isListening) tabs.postMessage(stream);
  });
  tabs.postMessage(WHAT_IS_NEW);
  void navigator.locks.request(SHARED_AS, listen);
}

let isStarted = false;

function subscribe(listener: () => void): () => void {
  if (!isStarted) share();
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

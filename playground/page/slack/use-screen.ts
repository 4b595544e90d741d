/** What one person sees, asked for anew when somebody's screen may have changed: one request at a time, and the newest answer wins. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Screen } from '../../live/protocol.js';
import { ask } from '../ask.js';
import { same } from '../same.js';
import type { Stream } from '../stream.js';

export type Look = { as: string; channel: string | null; thread: string | null };

export type Looked = {
  /** What it is the screen of: until the answer to a new look is there, it is the one before. */
  look: Look;
  screen: Screen;
};

type Flight = { abort: AbortController; isStale: boolean };

async function fetchScreen({ as, channel, thread }: Look, signal: AbortSignal): Promise<Screen> {
  const place = channel === null ? {} : { channel, ...(thread === null ? {} : { thread }) };
  return ask<Screen>('screen', { as, ...place }, signal);
}

export function useScreen(look: Look, { tick, isAnswering }: Stream): Looked | null {
  const { as, channel, thread } = look;
  const [looked, setLooked] = useState<Looked | null>(null);
  const flight = useRef<Flight | null>(null);
  const isMissing = useRef(false);

  const load = useCallback(async () => {
    if (flight.current) {
      flight.current.isStale = true;
      return;
    }
    const wanted = { as, channel, thread };
    const mine: Flight = { abort: new AbortController(), isStale: false };
    flight.current = mine;
    try {
      const screen = await fetchScreen(wanted, mine.abort.signal);
      isMissing.current = false;
      if (!mine.abort.signal.aborted) setLooked((before) => same(before, { look: wanted, screen }));
    } catch {
      // The stream says where nobody answers; the next tick asks again.
      isMissing.current = true;
    }
    if (flight.current !== mine) return;
    flight.current = null;
    if (mine.isStale) void load();
  }, [as, channel, thread]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: these say that there may be something new to load; a workspace that was begun anew counts from the beginning
  useEffect(() => {
    void load();
  }, [load, tick?.screenVersion, isAnswering]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each tick is another try
  useEffect(() => {
    if (isMissing.current) void load();
  }, [load, tick]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another look does not wait for the answer to the one before
  useEffect(
    () => () => {
      flight.current?.abort.abort();
      flight.current = null;
    },
    [load],
  );
  return looked;
}

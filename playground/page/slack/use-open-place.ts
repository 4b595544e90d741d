/** Opens what a link in a pane leads to, if its person can see it. */
import { useCallback } from 'react';
import { Unreachable } from '../ask.js';
import { goIn } from '../where.js';
import type { Side } from '../where-hash.js';
import { findPlace } from './find-place.js';

export type OpenPlace = (channelId: string, ts?: string) => void;

export function useOpenPlace(side: Side, as: string, name: string, say: (words: string) => void): OpenPlace {
  return useCallback(
    (channelId, ts) => {
      const open = async () => {
        if (ts === undefined) return goIn(side, { place: channelId });
        const found = await findPlace(as, channelId, ts);
        if (!found) return say(`${name} cannot see that message, or it is not there any more.`);
        goIn(side, { place: channelId, thread: found.threadTs, mark: ts });
      };
      open().catch((error: unknown) => {
        if (!(error instanceof Unreachable)) throw error;
        say(error.message);
      });
    },
    [side, as, name, say],
  );
}

/** Does something as the person of the pane; what the workspace refuses is said to them. */
import { useCallback } from 'react';
import { Refused, tell, Unreachable } from '../ask.js';
import { wordsOfFailure, wordsOfUnanswered } from '../refusals.js';
import { useSeat } from '../seat.js';

type Outcome = { isAcked?: boolean; error?: string } | null;

/** Any method of `Person` with its arguments. Resolves with undefined where it was not done. */
export type Act = <T = unknown>(method: string, ...args: readonly unknown[]) => Promise<T | undefined>;

export function useAct(): Act {
  const { as, lobby, say } = useSeat();
  const { appName } = lobby;
  return useCallback(
    async <T>(method: string, ...args: readonly unknown[]) => {
      try {
        const result = await tell<T>('person', { name: as, do: method, with: args });
        const outcome = result as Outcome;
        if (outcome?.isAcked === false) {
          say(wordsOfUnanswered(method === 'command' ? String(args[0]) : appName, outcome.error));
        }
        return result;
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        say(wordsOfFailure(error));
        return undefined;
      }
    },
    [as, appName, say],
  );
}

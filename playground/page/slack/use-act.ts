/** Does something as the person of the pane; what the workspace refuses is said to them. */
import { useCallback } from 'react';
import { Refused, tell, Unreachable } from '../ask.js';
import { useSeat } from '../seat.js';
import { wordsOfRefusal } from './refusals.js';

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
        if (outcome?.isAcked === false) say(unanswered(method, args, appName, outcome.error));
        return result;
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        say(wordsOfRefusal(error.message));
        return undefined;
      }
    },
    [as, appName, say],
  );
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands: what its user sees of an app that does not answer in time. */
function unanswered(method: string, args: readonly unknown[], appName: string, error = 'operation_timeout') {
  if (method === 'command') return `${String(args[0])} failed because the app did not respond (${error}).`;
  return `${appName} did not respond (${error}). Try again.`;
}

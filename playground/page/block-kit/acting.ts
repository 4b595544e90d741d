/** Uses the elements of a message or a view, as the person whose pane it is. */
import { useState } from 'react';
import type { JsonObject, Values } from '../../live/protocol.js';
import { asText } from '../../workspace/json.js';
import { tell } from '../ask.js';
import type { Attached } from '../attached.js';
import { wordsOfFailure, wordsOfUnanswered } from '../refusals.js';
import { type Seat, useSeat } from '../seat.js';

export type Target = { channel: string; ts: string } | { viewId: string };

/** Where an element stands: in what, in which block, and what was chosen there before. */
export type Within = { target: Target; blockId: string; values: Values; isInput: boolean };

/** What is entered: labels or values of options, ids, dates, files; null for nothing. */
export type Entry = string | Attached | readonly Entry[] | null;

type Interaction = { isAcked?: boolean; error?: string } | null;

async function doAs(seat: Seat, name: string, args: readonly unknown[]): Promise<void> {
  try {
    const outcome = await tell<Interaction>('person', { name: seat.as, do: name, with: args });
    if (outcome?.isAcked === false) seat.say(wordsOfUnanswered(seat.lobby.appName, outcome.error));
  } catch (error) {
    seat.say(wordsOfFailure(error));
  }
}

export type Using = {
  /** While the app has not answered. */
  isBusy: boolean;
  press(): Promise<void>;
  enter(entry: Entry): Promise<void>;
  /** What an external menu offers for what was typed. */
  suggest(query: string): Promise<readonly JsonObject[]>;
  /** What is chosen or typed by now, in the shape of `state.values`. */
  held: JsonObject;
};

/** The ways of using one element. What Slack's client would not let the person do is said to them. */
export function useElement(element: JsonObject, within: Within): Using {
  const seat = useSeat();
  const [isBusy, setBusy] = useState(false);
  const actionId = asText(element.action_id);
  const { target, blockId } = within;
  const busily = async (work: Promise<void>) => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  return {
    isBusy,
    held: within.values[blockId]?.[actionId] ?? {},
    press: () => {
      const which = { blockId, ...(typeof element.value === 'string' ? { value: element.value } : {}) };
      return busily(doAs(seat, 'press', [target, actionId, which]));
    },
    enter: (entry) =>
      within.isInput
        ? doAs(seat, 'fill', [{ [`${blockId}/${actionId}`]: entry }])
        : busily(doAs(seat, 'choose', [target, actionId, entry, { blockId }])),
    suggest: async (query) => {
      try {
        const args = [target, actionId, query, { blockId }];
        return await tell<JsonObject[]>('person', { name: seat.as, do: 'options', with: args });
      } catch (error) {
        seat.say(wordsOfFailure(error));
        return [];
      }
    },
  };
}

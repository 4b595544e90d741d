/** Who sits in a pane: what everything below it knows of the person, without asking again. */
import { createContext, useContext } from 'react';
import type { ChannelRow, Lobby, PersonRow } from '../live/protocol.js';

export type Seat = {
  /** Member id. */
  as: string;
  me: PersonRow;
  lobby: Lobby;
  /** What this person can see. */
  channels: readonly ChannelRow[];
  /** The workspace's clock, to the minute, so that nothing is drawn anew for less. */
  nowMs: number;
  /** Opens a channel in this pane, and with `ts` the message in it, in its thread where it is a reply. */
  openPlace(channelId: string, ts?: string): void;
  /** A toast: what the workspace refused, `operation_timeout`. */
  say(words: string): void;
};

const SeatContext = createContext<Seat | null>(null);

export const SeatProvider = SeatContext.Provider;

/** Throws outside of a pane. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('Nobody sits here: this belongs into a pane');
  return seat;
}

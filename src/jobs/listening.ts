/** Keeps watch over this process's own connection to Slack, and says in the database that it listens. */
import type { Desk } from '../services/desk.js';
import { noteListening } from '../services/reconcile/note-listening.js';

export type Listening = {
  /** To be called when Slack's requests begin to arrive, also after a loss. */
  began(): void;
  /** Says so, or that this process does not listen. One at a time. */
  beat(): Promise<void>;
};

export function createListening(desk: Desk, isConnected: () => boolean): Listening {
  let beganAt: Date | null = null;
  let isStart = true;
  return {
    began: () => {
      beganAt = desk.clock.now();
    },
    beat: async () => {
      const connectedSinceAt = isConnected() ? beganAt : null;
      await noteListening(desk, { connectedSinceAt, isStart: isStart && connectedSinceAt !== null });
      if (connectedSinceAt !== null) isStart = false;
    },
  };
}

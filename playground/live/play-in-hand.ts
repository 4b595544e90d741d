/** Knows whether what goes on was begun by something that is done to the whole box, however many steps ago. */
import { AsyncLocalStorage } from 'node:async_hooks';

type Play = { happeningId: number; isOver: boolean };

const inHand = new AsyncLocalStorage<Play>();

/** What it leaves behind (timers, say) does not belong to it any more once `act` has ended. */
export async function playing<T>(happeningId: number, act: () => Promise<T>): Promise<T> {
  const play: Play = { happeningId, isOver: false };
  try {
    return await inHand.run(play, act);
  } finally {
    play.isOver = true;
  }
}

/** The happening; null where there is none. */
export function playInHand(): number | null {
  const play = inHand.getStore();
  return play === undefined || play.isOver ? null : play.happeningId;
}

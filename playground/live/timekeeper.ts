/** How time passes for the workspace and the app at once: given by whoever runs both, because the app has its own clock to move. */

import { NotPossible } from '../workspace/slack-error.js';
import type { Passage, Time, TimeJump } from './protocol.js';

export type Timekeeper = {
  targets(): Promise<Time['targets']>;
  /** Resolves when everything that became due is done. @throws NotPossible, in a sentence, also where the app's side fails. */
  jump(jump: TimeJump): Promise<Passage>;
  /** Whether time is being skipped at the moment. */
  isMoving(): boolean;
  /** Ten minutes pass in which the app hears nothing; resolves when it has made up for what it missed. */
  recover(): Promise<void>;
};

/** A jump of more is a mistake of the hand: four weeks. */
const MINUTES_MAX = 40_320;

/** Throws NotPossible for what is no jump. */
export function readJump(body: { [key: string]: unknown }): TimeJump {
  const { to, minutes } = body;
  if (to === 'monday' || to === 'target') return { to };
  if (to !== 'minutes') throw new NotPossible('Time goes to "minutes", "monday" or "target"');
  if (typeof minutes !== 'number' || !(minutes > 0) || minutes > MINUTES_MAX)
    throw new NotPossible(`Time goes ahead by 1 to ${MINUTES_MAX} minutes, which is four weeks`);
  return { to, minutes };
}

/** What is done, as the trail names it. */
export function jumpWords(jump: TimeJump): string {
  if (jump.to === 'monday') return 'Time went on to Monday, 09:00';
  if (jump.to === 'target') return 'Time went on to a minute before the next target';
  const { minutes } = jump;
  const hours = minutes / 60;
  return `Time went on by ${Number.isInteger(hours) ? `${hours} h` : `${minutes} min`}`;
}

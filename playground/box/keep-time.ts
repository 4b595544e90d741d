/** Time that can be moved, for the workspace and the bot at once: one jump after the other, each told in a sentence where it fails. */
import type { Timekeeper } from '../live/timekeeper.js';
import { NotPossible } from '../workspace/slack-error.js';
import { goTo } from './time/go-to.js';
import { landingOf, targetsOf } from './time/landing.js';
import { recover } from './time/recover.js';
import type { TimedBox } from './time/timed-box.js';

export function keepTime(box: TimedBox): Timekeeper {
  // Two jumps at once would be one: each lands from where the one before it has landed.
  let last: Promise<unknown> = Promise.resolve();
  let isMoving = false;
  const inTurn = <T>(move: () => Promise<T>): Promise<T> => {
    const moved = last.then(async () => {
      isMoving = true;
      try {
        return await move();
      } catch (error) {
        throw explained(box, error);
      } finally {
        isMoving = false;
      }
    });
    last = moved.catch(() => undefined);
    return moved;
  };
  return {
    isMoving: () => isMoving,
    targets: () => targetsOf(box),
    jump: (jump) => inTurn(async () => goTo(box, await landingOf(box, jump, box.clock.now()))),
    recover: () => inTurn(() => recover(box)),
  };
}

/** Whoever pressed a button is told where time stands; the log has the rest. */
function explained({ app, clock }: TimedBox, error: unknown): NotPossible {
  if (error instanceof NotPossible) return error;
  app.desk.log.error({ err: error }, 'time could not be moved on');
  const why = error instanceof Error ? error.message : String(error);
  const now = `${clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new NotPossible(
    `Time stands at ${now}, because the desk’s database failed: ${why}. Try again; where that does not help, start the playground anew.`,
  );
}

/** How long the bot of the playground pauses between two messages: as everywhere, but not for time that is being skipped. */
import type { AppOverrides } from '../../../src/app.js';
import { SENDER_DEFAULTS } from '../../../src/jobs/send-posts.js';
import { HOME_DEFAULTS } from '../../../src/services/home/publish-homes.js';

/** Asked for anew at each message. */
export function paceWhile(isSkipping: () => boolean): Required<Pick<AppOverrides, 'sender' | 'homes'>> {
  const pause = (usualMs: number) => (isSkipping() ? 0 : usualMs);
  return {
    sender: {
      get postIntervalMs() {
        return pause(SENDER_DEFAULTS.postIntervalMs);
      },
      get cardRestMs() {
        return pause(SENDER_DEFAULTS.cardRestMs);
      },
    },
    homes: {
      get settleMs() {
        return pause(HOME_DEFAULTS.settleMs);
      },
    },
  };
}

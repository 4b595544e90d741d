/** What is being answered at this moment, where time is skipped: nobody has waited for it. */

import { nowMs, type WorkspaceCore } from './core.js';
import { TRIGGER_LIFETIME_MS } from './triggers.js';

/**
 * Called as the clock moves on by `ms`, before it does. What was pressed or typed so lately that a form may still open for it is as young
 * afterwards, with its response URL; whatever is older ages with everything else.
 */
export function keepInHand(core: WorkspaceCore, ms: number): void {
  const sinceMs = nowMs(core) - TRIGGER_LIFETIME_MS;
  for (const issued of [core.state.triggers, core.state.responseUrls].flatMap((all) => [...all.values()]))
    if (issued.createdAtMs >= sinceMs) issued.createdAtMs += ms;
}

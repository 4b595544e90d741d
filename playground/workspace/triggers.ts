/** Trigger ids: each lets the app open one modal for one person within three seconds. */

import { nextId, nowMs, type WorkspaceCore } from './core.js';
import { SlackError } from './slack-error.js';
import type { Trigger } from './types.js';

/** https://docs.slack.dev/interactivity/handling-user-interaction/#modal_responses */
export const TRIGGER_LIFETIME_MS = 3000;

/** A fresh trigger; `viewId` where it comes from inside a modal, onto which views.push then stacks. */
export function issueTrigger(core: WorkspaceCore, userId: string, viewId?: string): string {
  const id = `${nowMs(core)}.${core.state.lastTsMicros % 10_000_000}.${nextId(core, '').toLowerCase()}`;
  core.state.triggers.set(id, {
    userId,
    createdAtMs: nowMs(core),
    isUsed: false,
    ...(viewId === undefined ? {} : { viewId }),
  });
  return id;
}

/** Spends a trigger. Throws the code that Slack answers with for one that is unknown, spent or too old. */
export function exchangeTrigger(core: WorkspaceCore, id: string): Trigger {
  const trigger = core.state.triggers.get(id);
  if (!trigger) throw new SlackError('invalid_trigger_id');
  if (trigger.isUsed) throw new SlackError('exchanged_trigger_id');
  if (nowMs(core) - trigger.createdAtMs > TRIGGER_LIFETIME_MS) throw new SlackError('expired_trigger_id');
  trigger.isUsed = true;
  return trigger;
}

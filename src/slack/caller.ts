/** Who sent us something: known by their Slack id at once, as a person of the desk when first asked for. */

import type { Actor } from '../domain/permissions.js';
import { loadActor } from '../services/users/load-actor.js';
import type { Caller, Kit } from './kit.js';

/** `slackUserId` is the one that Slack signed. */
export function callerOf(kit: Kit, slackUserId: string): Caller {
  let actor: Promise<Actor> | undefined;
  return {
    kit,
    slackUserId,
    actor: () => {
      actor ??= loadActor(kit.desk, slackUserId);
      return actor;
    },
  };
}

/** Who there is to be, from outside: people who are still here, and never the app. */

import { memberNamed, type WorkspaceCore } from '../workspace/core.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { Member } from '../workspace/types.js';
import type { Act } from './read-act.js';

/** The app acts by itself: what it has not said, nobody shall have it say. */
export function requireSomebody(core: WorkspaceCore, name: string): Member {
  const somebody = memberNamed(core, name);
  if (somebody.isBot) throw new NotPossible(`Nobody can be ${somebody.displayName}, which is the app itself`);
  return somebody;
}

/** Who has left can be brought back, and does nothing until then. */
export function requireActive(core: WorkspaceCore, name: string, act: Act): void {
  const somebody = requireSomebody(core, name);
  if (somebody.isDeactivated && act !== 'setProfile')
    throw new NotPossible(`${somebody.displayName} was deactivated, and can do nothing any more`);
}

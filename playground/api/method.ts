/** What one Web API method is: its arguments, its rate, the token it takes, and what it does. */

import type { WorkspaceCore } from '../workspace/core.js';
import type { JsonObject } from '../workspace/types.js';
import type { ArgumentTable } from './arguments.js';
import type { MethodScope } from './scopes.js';

export type MethodContext = {
  core: WorkspaceCore;
  /** Makes the address of a new Socket Mode connection; throws SlackError where there can be none. */
  openSocketUrl(): string;
  /** Whether the message of a file is kept back; then it is posted later, if ever. */
  holdsShare(share: () => void): boolean;
};

/** Calls a minute, per method and workspace: https://docs.slack.dev/apis/web-api/rate-limits */
export type Tier = 1 | 2 | 3 | 4 | 'special';

export const CALLS_PER_MINUTE: Readonly<Record<Tier, number>> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 };

export type Method = {
  args: ArgumentTable;
  tier: Tier;
  scope: MethodScope;
  /** Whether it only reads, and so changes nobody's screen. */
  isReading?: true;
  /** `app` for apps.connections.open, which takes the app-level token. */
  token?: 'app';
  run(context: MethodContext, args: JsonObject): JsonObject;
};

export type MethodTable = Readonly<Record<string, Method>>;

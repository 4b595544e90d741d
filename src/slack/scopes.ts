/** The bot scopes the app needs, as `manifest.yml` has them: the doctor compares them with what Slack granted. */

export const NEEDED_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'users:read',
  'users:read.email',
] as const;

/** Those of the needed that were not granted. */
export function missingScopes(granted: readonly string[]): string[] {
  return NEEDED_SCOPES.filter((scope) => !granted.includes(scope));
}

/** What the app in the box was granted when it was installed: all that `manifest.yml` asks for, unless somebody says otherwise. */

export const GRANTED_SCOPES: readonly string[] = [
  ...['app_mentions:read', 'channels:history', 'channels:join', 'channels:read', 'chat:write', 'commands'],
  ...[
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'mpim:history',
  ],
  ...['mpim:read', 'reactions:read', 'users:read', 'users:read.email'],
];

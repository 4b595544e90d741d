/** Every method of Slack's Web API that the desk calls. */

/** Methods that read; `conversations.join` and `.open` change nothing that calling them again would change. */
export const READ_METHODS = [
  'users.info',
  'users.list',
  'conversations.info',
  'conversations.members',
  'conversations.replies',
  'conversations.history',
  'conversations.join',
  'conversations.open',
  'files.info',
] as const;
export type ReadMethod = (typeof READ_METHODS)[number];

/** Every method that changes something, and `auth.test`. The manifest's scopes are checked against both lists. */
export const WRITE_METHODS = [
  'auth.test',
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'chat.postEphemeral',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'files.delete',
  'views.open',
  'views.push',
  'views.update',
  'views.publish',
] as const;
export type WriteMethod = (typeof WRITE_METHODS)[number];

/** The name above a message: what an integration calls itself, else the name of the person. */
import type { WorkspaceCore } from './core.js';
import type { Message } from './types.js';

export function authorName(
  { state }: Pick<WorkspaceCore, 'state'>,
  { username, userId, botId }: Pick<Message, 'username' | 'userId' | 'botId'>,
): string {
  const member = userId === undefined ? undefined : state.members.get(userId);
  return username ?? member?.displayName ?? userId ?? botId ?? '';
}

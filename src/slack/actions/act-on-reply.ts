/** Edit and Withdraw under an answer that the bot carried. */

import { UserError } from '../../errors.js';
import { withdrawReply } from '../../services/comments/edit-reply.js';
import type { ActionHandler } from '../listener.js';
import { openEditReply } from '../modals/reply.js';

export const pressEditReply: ActionHandler = async (call) => {
  await openEditReply(call, call.triggerId, commentIdIn(call.value));
  return null;
};

/** The copies disappear from Slack; nothing else needs saying. */
export const pressWithdrawReply: ActionHandler = async (call) => {
  await withdrawReply(call.kit.desk, await call.actor(), commentIdIn(call.value));
  return null;
};

const ID_MAX = 2_147_483_647;

function commentIdIn(value: string | null): number {
  const id = Number(value);
  if (Number.isSafeInteger(id) && id > 0 && id <= ID_MAX) return id;
  throw new UserError('This reply is not there any more.');
}

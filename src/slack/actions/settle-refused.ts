/** "Send again" and "Forget" under messages that Slack had refused. */

import { slash } from '../../domain/command-names.js';
import { UserError } from '../../errors.js';
import { type RefusedAct, type Settled, settleRefused } from '../../services/posts/settle-refused.js';
import { countWords } from '../blocks/count-words.js';
import { textMessage } from '../blocks/pieces.js';
import { placeWords } from '../blocks/undelivered.js';
import { answer } from '../kit.js';
import type { ActionHandler } from '../listener.js';

export const pressResendPosts: ActionHandler = press('resend');
export const pressForgetPosts: ActionHandler = press('forget');

const ID_MAX = 2_147_483_647;

function press(act: RefusedAct): ActionHandler {
  return async (call) => {
    const postId = postIdIn(call.value);
    const settled = await settleRefused(call.kit.desk, await call.actor(), postId, act);
    return answer(textMessage(wordsOf(act, settled)));
  };
}

function wordsOf(act: RefusedAct, { place, count, left }: Settled): string {
  if (place === null)
    return `There is nothing left to do here. \`${slash.desk} doctor\` shows what still waits.`;
  const messages = `${countWords(count, 'message')} for ${placeWords(place)}`;
  const rest = left > 0 ? ` ${left} more are left: press again.` : '';
  return act === 'resend'
    ? `I am sending ${messages} again, one a second. If Slack refuses again, \`${slash.desk} doctor\` shows it.${rest}`
    : `I have let go of ${messages}.${rest}`;
}

function postIdIn(value: string | null): number {
  const id = Number(value);
  if (Number.isSafeInteger(id) && id > 0 && id <= ID_MAX) return id;
  throw new UserError(`This button does nothing any more. \`${slash.desk} doctor\` shows what can be done.`);
}

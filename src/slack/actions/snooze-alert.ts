/** "Snooze 1 h" under an alert. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { UserError } from '../../errors.js';
import { snoozeAlert } from '../../services/alerts/snooze-alert.js';
import { textMessage } from '../blocks/pieces.js';
import { instant } from '../blocks/ticket-words.js';
import { answer } from '../kit.js';
import type { ActionHandler } from '../listener.js';

export const pressSnooze: ActionHandler = async (call) => {
  const { ticketNumber, untilAt, isRepeated } = await snoozeAlert(
    call.kit.desk,
    await call.actor(),
    noticeIdIn(call.value),
  );
  const number = `*${escapeText(ticketNumber)}*`;
  const words = isRepeated ? `${number} is put off already:` : `${number} is put off:`;
  return answer(
    textMessage(`${words} the reminder comes here ${instant(untilAt)}, unless it is done by then.`),
  );
};

const ID_MAX = 2_147_483_647;

function noticeIdIn(value: string | null): number {
  const id = Number(value);
  if (Number.isSafeInteger(id) && id > 0 && id <= ID_MAX) return id;
  throw new UserError(`This button does nothing any more. \`${slash.ticket}\` shows what you can do.`);
}

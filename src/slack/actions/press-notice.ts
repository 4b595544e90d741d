/** The buttons under a direct message: "Why did I get this?", "Mute this ticket", "Notification settings". */

import { slash } from '../../domain/command-names.js';
import { isNoticeKind, type NoticeKind } from '../../domain/notices/notice-kind.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import { readNoticeForm } from '../../services/notices/notice-form.js';
import { whyTold } from '../../services/notices/why-told.js';
import { whyDigestWords, whyToldWords } from '../blocks/notice-words.js';
import { textMessage } from '../blocks/pieces.js';
import { mute } from '../commands/ticket-mute.js';
import { answer } from '../kit.js';
import type { ActionHandler } from '../listener.js';
import { openNoticeSettings } from '../modals/notice-settings.js';

const DIGEST = 'digest';

export const pressWhyMe: ActionHandler = async (call) => {
  const { desk } = call.kit;
  const actor = await call.actor();
  if (call.value === DIGEST) {
    const { settings } = await readNoticeForm(desk, actor);
    return answer(textMessage(whyDigestWords(settings)));
  }
  const { kind, number } = askedIn(call.value);
  return answer(textMessage(whyToldWords(await whyTold(desk, actor, number), kind)));
};

export const pressMute: ActionHandler = async (call) => {
  const number = normalizeTicketNumber(call.value ?? '');
  if (number === null) throw nothing();
  return mute(call, number, true);
};

export const pressNoticeSettings: ActionHandler = async (call) => {
  await openNoticeSettings(call, call.triggerId);
  return null;
};

function askedIn(value: string | null): { kind: NoticeKind; number: string } {
  const [kind = '', typed = ''] = (value ?? '').split(':', 2);
  const number = normalizeTicketNumber(typed);
  if (!isNoticeKind(kind) || number === null) throw nothing();
  return { kind, number };
}

function nothing(): UserError {
  return new UserError(
    `This button does nothing any more. \`${slash.desk} settings\` says how you are told.`,
  );
}

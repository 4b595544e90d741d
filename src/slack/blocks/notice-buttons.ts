/** What stands under every direct message about a ticket: why it came, and how to have no more of them. */

import type { NoticeKind } from '../../domain/notices/notice-kind.js';
import { noticeRuleOf } from '../../domain/notices/notice-kind.js';
import { ACTIONS } from '../ids.js';
import { type Button, button } from './pieces.js';

/** Block id of these buttons, apart from those that act on the ticket. */
export const NOTICE_BLOCK = 'notice';

/** `number`: null where its reader may not know it; there is nothing to mute then. */
export function noticeButtons(kind: NoticeKind, number: string | null): Button[] {
  if (number === null) return [];
  return [whyMeButton(`${kind}:${number}`), ...(noticeRuleOf(kind).mayBeMuted ? [muteButton(number)] : [])];
}

/** Value: the kind of notice and the ticket's number, or `digest`. */
export function whyMeButton(value: string): Button {
  return button({ actionId: ACTIONS.whyMe, text: 'Why did I get this?', value });
}

export function muteButton(number: string, text = 'Mute this ticket'): Button {
  return button({ actionId: ACTIONS.mute, text, value: number });
}

export function settingsButton(): Button {
  return button({ actionId: ACTIONS.noticeSettings, text: 'Notification settings', value: 'open' });
}

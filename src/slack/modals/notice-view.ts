/** A modal that only says something: what became of a form, or that one moment is needed. */

import { section } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';

/** `text` is mrkdwn, escaped where people wrote it. Titles have at most 24 characters. */
export function noticeView(title: string, text: string): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [section(text)],
  };
}

export function loadingView(title: string): ModalView {
  return noticeView(title, 'One moment…');
}

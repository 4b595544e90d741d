/** An answer to a press in a Home, which has no place of its own to be answered in: a modal over it. */

import type { ModalView, RenderedMessage } from '../gateway.js';
import { noticeView } from './notice-view.js';

/** Slack takes these in messages alone: https://docs.slack.dev/reference/block-kit/blocks */
const ONLY_IN_MESSAGES: ReadonlySet<string> = new Set(['table', 'markdown', 'data_table']);

/** `title` has at most 24 characters. */
export function answerModal(title: string, { text, blocks }: RenderedMessage): ModalView {
  const notice = noticeView(title, text);
  const isForModals = blocks.length > 0 && blocks.every(({ type }) => !ONLY_IN_MESSAGES.has(type));
  return isForModals ? { ...notice, blocks } : notice;
}

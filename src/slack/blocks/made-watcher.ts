/** Tells somebody in their direct messages what another person lets them follow or read, and how to end that. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import type { PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { NOTICE_BLOCK, noticeButtons } from './notice-buttons.js';
import { actions, message, nameOf, section, textMessage } from './pieces.js';
import { heading } from './ticket-words.js';

type ContentOf<K extends PostContent['kind']> = Extract<PostContent, { kind: K }>;

export function madeWatcher({ number, title, by }: ContentOf<'made_watcher'>): RenderedMessage {
  const text = `${nameOf(by)} added you as a watcher of ${heading({ number, title })}: you can see it, and I tell you here when it is resolved, closed or open again. \`${slash.ticket} unwatch ${number}\` ends that.`;
  return message(text, [section(text), actions(NOTICE_BLOCK, noticeButtons('watching', number))]);
}

export function madeObserver({ projectKey, projectName }: ContentOf<'made_observer'>): RenderedMessage {
  const key = escapeText(projectKey);
  return textMessage(
    `An admin made you an observer of *${escapeText(projectName)}* (${key}): you can read its tickets, without the agents' notes and what is confidential, and I tell you nothing about them. \`${slash.ticket} list project:${key}\` shows them. If you do not want that, ask an admin to remove you.`,
  );
}

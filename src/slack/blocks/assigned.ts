/** Tells an agent in the triage thread that a ticket is theirs now. */

import { userMention } from '../../domain/mrkdwn.js';
import type { Person } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';
import { heading } from './ticket-words.js';

type Assignment = { number: string; title: string; assignee: Person; by: Person | null };

export function assigned({ number, title, assignee, by }: Assignment): RenderedMessage {
  const how = by === null ? 'is yours' : `is yours, given to you by ${nameOf(by)}`;
  return textMessage(`${userMention(assignee.slackUserId)} ${heading({ number, title })} ${how}.`);
}

/** Tells an agent in the triage thread that a ticket is theirs now. */

import { userMention } from '../../domain/mrkdwn.js';
import type { Person } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';
import { heading } from './ticket-words.js';

type Assignment = { number: string; title: string; assignee: Person; by: Person | null; isQuiet?: boolean };

export function assigned({ number, title, assignee, by, isQuiet }: Assignment): RenderedMessage {
  const how = by === null ? 'is yours' : `is yours, given to you by ${nameOf(by)}`;
  if (isQuiet === true) {
    const given = by === null ? '' : `, given to them by ${nameOf(by)}`;
    return textMessage(`${heading({ number, title })} is ${nameOf(assignee)}'s${given}.`);
  }
  return textMessage(`${userMention(assignee.slackUserId)} ${heading({ number, title })} ${how}.`);
}

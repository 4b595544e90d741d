/** What the desk says by itself, each in two sentences at most. */

import { OFFERED_AFTER_WORKING_DAYS } from '../../domain/follow-up.js';
import { userMention } from '../../domain/mrkdwn.js';
import type { Person } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, button, message, nameOf, section } from './pieces.js';
import { heading, instant } from './ticket-words.js';

type Addressed = { number: string; title: string; reporter: Person; isQuiet?: boolean };

export function waitingReminder(content: Addressed & { isOffer: boolean }): RenderedMessage {
  const to = toWhom(content.reporter, content);
  if (!content.isOffer) {
    const text = `${to} ${heading(content)} still waits for your answer: please write it in this thread.`;
    return message(text, [section(text)]);
  }
  const text = `${to} ${heading(content)} has waited for your answer for ${OFFERED_AFTER_WORKING_DAYS} working days. Write it here, or is it settled?`;
  const resolve = button({
    actionId: ACTIONS.resolveIt,
    text: 'Resolve it',
    value: content.number,
    style: 'primary',
  });
  return message(text, [section(text), actions('answers', [resolve])]);
}

export function closingNotice(content: Addressed & { closesAt: Date }): RenderedMessage {
  const to = toWhom(content.reporter, content);
  const text = `${to} ${heading(content)} is resolved and will be closed ${instant(content.closesAt)}. If it is not solved, write here or reopen it.`;
  const reopen = button({ actionId: ACTIONS.reopen, text: 'Reopen', value: content.number });
  return message(text, [section(text), actions('answers', [reopen])]);
}

export function holdOver(content: {
  number: string;
  title: string;
  assignee: Person | null;
  heldUntilAt: Date;
  isQuiet?: boolean;
}): RenderedMessage {
  const { assignee } = content;
  const to = assignee === null ? '' : `${toWhom(assignee, content)} `;
  const nobody = assignee === null ? ' Nobody has taken it yet.' : '';
  const text = `${to}${heading(content)} goes on: it was on hold until ${instant(content.heldUntilAt)}.${nobody}`;
  return message(text, [section(text)]);
}

/** By name alone where they do not want to be told in this moment: the line is for the others in the thread then. */
function toWhom(person: Person, { isQuiet }: { isQuiet?: boolean }): string {
  return isQuiet === true ? `${nameOf(person)}:` : userMention(person.slackUserId);
}

/** Says that a ticket is another project's now, in the words of whoever reads it. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import type { PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, safeName, textMessage } from './pieces.js';

type Moved = Extract<PostContent, { kind: 'moved' }>;
type MovedAway = Extract<PostContent, { kind: 'moved_away' }>;

export function moved(content: Moved): RenderedMessage {
  return textMessage(WORDS[content.audience](content));
}

const WORDS: Record<Moved['audience'], (content: Moved) => string> = {
  origin: ({ number, from, projectName, by }) =>
    `${nameOf(by)} handed ${bold(from)} to ${safeName({ name: projectName })}: it is ${bold(number)} now. The conversation goes on here, and both numbers find it.`,
  triage: (content) => {
    const { number, from, fromName, by } = content;
    return [
      `${nameOf(by)} moved ${bold(from)} here from ${safeName({ name: fromName })}: it is ${bold(number)} now.`,
      ...(content.hasNotesLeft ? ['Notes that were written there stay with the agents who wrote them.'] : []),
      ...(content.isOpenUnlikeOthers
        ? [
            `It is not confidential, unlike new tickets here: \`${slash.ticket} confidential ${number}\` makes it so.`,
          ]
        : []),
    ].join(' ');
  },
};

export function movedAway({ from, to, toName, by }: MovedAway): RenderedMessage {
  return textMessage(
    `${nameOf(by)} moved ${bold(from)} to ${safeName({ name: toName })}: it is ${bold(to)} now. What is written in this thread is kept, and stays with you agents.`,
  );
}

function bold(number: string): string {
  return `*${escapeText(number)}*`;
}

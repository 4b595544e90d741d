/** The ticket as its reporter sees it, at the head of the conversation. */

import { escapeText, userMention } from '../../domain/mrkdwn.js';
import type { TicketCard } from '../../domain/post-content.js';
import { isDone } from '../../domain/ticket-status.js';
import type { RenderedMessage } from '../gateway.js';
import { quotedDescription } from './excerpt.js';
import { type Block, context, message, nameOf, section } from './pieces.js';
import { heading, instant, plainHeading, STATE_FOR_REPORTER, targetWords } from './ticket-words.js';
import { whyButton } from './why-button.js';

const EXCERPT_MAX = 300;

/** `mentions` is the reporter at first, so that they follow the thread; Slack notifies nobody of an update. */
export function originCard({
  card,
  mentions,
  isThreadRoot,
}: {
  card: TicketCard;
  mentions: readonly string[];
  isThreadRoot: boolean;
}): RenderedMessage {
  const greeting = mentions.length === 0 ? '' : `${mentions.map(userMention).join(' ')} `;
  const excerpt = isThreadRoot ? quotedDescription(card, EXCERPT_MAX) : '';
  const blocks: Block[] = [
    section(`${greeting}${heading(card)}`),
    ...(excerpt === '' ? [] : [section(excerpt)]),
    section(
      [STATE_FOR_REPORTER[card.status], whenItGoesOn(card), whoLooksAfter(card)]
        .filter((text) => text !== '')
        .join(' '),
    ),
    ...targetLine(card),
    context(
      `${card.isConfidential ? '*Confidential:* only you, its agents and people whom they add can see it. ' : ''}What is written in this thread is part of the ticket with ${escapeText(card.projectName)}.`,
    ),
  ];
  return message(`${greeting}${plainHeading(card)}`, blocks);
}

function whoLooksAfter(card: TicketCard): string {
  return card.assignee === null || isDone(card.status) ? '' : `${nameOf(card.assignee)} looks after it.`;
}

function targetLine({ number, targets }: TicketCard): Block[] {
  if (targets === null) return [];
  const { response, resolution, readAt } = targets;
  const words = `First response: ${targetWords(response, readAt)}\nResolution: ${targetWords(resolution, readAt)}`;
  return [{ ...section(words), accessory: whyButton(number) }];
}

function whenItGoesOn({ heldUntil }: TicketCard): string {
  return heldUntil === null ? '' : `It goes on ${instant(heldUntil)}.`;
}

/** Says that a target has passed unmet, and offers to do something about it. */

import type { TicketCard } from '../../domain/post-content.js';
import { priorityLabel } from '../../domain/priority.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, type Block, button, link, message, nameOf, section } from './pieces.js';
import {
  durationWords,
  heading,
  instant,
  plainHeading,
  type RenderOptions,
  threadUrl,
} from './ticket-words.js';

type Breach = {
  card: TicketCard;
  target: 'response' | 'resolution';
  breachedAt: Date;
  targetSeconds: number | null;
  audience: 'triage' | 'assignee' | 'admin';
};

const MISSED: Record<Breach['target'], string> = {
  response: 'First response overdue',
  resolution: 'Resolution overdue',
};

export function breach(content: Breach, options: RenderOptions): RenderedMessage {
  const { card, target, breachedAt, targetSeconds } = content;
  const allowed = targetSeconds === null ? '' : ` (${durationWords(targetSeconds)} of working time)`;
  const lines = [
    `*${MISSED[target]}:* ${heading(card)}`,
    `It was due ${instant(breachedAt)}${allowed}. Priority ${priorityLabel(card.priority).toLowerCase()}, ${holder(card)}.${place(content, options)}`,
  ];
  const take: Block[] =
    card.assignee === null
      ? [
          actions('breach', [
            button({ actionId: ACTIONS.take, text: 'Take', value: card.number, style: 'primary' }),
          ]),
        ]
      : [];
  return message(`${MISSED[target]}: ${plainHeading(card)}`, [section(lines.join('\n')), ...take]);
}

function holder({ assignee }: TicketCard): string {
  return assignee === null ? 'nobody has taken it' : `${nameOf(assignee)} looks after it`;
}

/** In direct messages the way to the ticket is a link; in its own thread there is nothing to link to. */
function place({ card, audience }: Breach, options: RenderOptions): string {
  return audience === 'triage' || card.triage === null
    ? ''
    : ` ${link(threadUrl(card.triage, options), 'Open the triage thread')}`;
}

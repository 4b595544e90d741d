/** One line about a change of status, in the words of whoever reads it. */

import { slash } from '../../domain/command-names.js';
import { escapeText, userMention } from '../../domain/mrkdwn.js';
import type { Person, PostContent, TicketCard } from '../../domain/post-content.js';
import { participleOf, statusLabel } from '../../domain/ticket-status.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { NOTICE_BLOCK, noticeButtons } from './notice-buttons.js';
import { actions, type Block, type Button, button, link, message, nameOf, section } from './pieces.js';
import { isSolved, REOPEN_HINT, resolvedAs, resolvedButtons } from './resolved-words.js';
import { heading, type RenderOptions, threadUrl } from './ticket-words.js';

type StatusLine = Omit<Extract<PostContent, { kind: 'status_line' }>, 'kind'>;

export function statusLine(content: StatusLine, options: RenderOptions): RenderedMessage {
  const { text, buttons } = LINES[content.audience](content, options);
  const controls: Block[] = buttons.length === 0 ? [] : [actions('answers', buttons)];
  const notice: Block[] =
    content.audience === 'watcher'
      ? [actions(NOTICE_BLOCK, noticeButtons('watching', content.card.number))]
      : [];
  return message(text, [section(text), ...controls, ...notice]);
}

/** After the ticket's heading, among other things: "was resolved by *Ana*". */
export function statusLineWords(content: StatusLine): string {
  return content.isKept
    ? `stays resolved${byWhom(content.by)}`
    : `was ${participleOf(content.event)}${resolutionOf(content)}${byWhom(content.by, ' by')}`;
}

type Line = { text: string; buttons: Button[] };

const LINES: Record<StatusLine['audience'], (content: StatusLine, options: RenderOptions) => Line> = {
  origin: originLine,
  triage: (content) => ({
    text: content.isKept
      ? keptWords(content)
      : `*${escapeText(content.card.number)}* was ${participleOf(content.event)}${resolutionOf(content)}${byWhom(content.by, ' by')}.`,
    buttons: undoOf(content),
  }),
  watcher: (content, options) => ({
    text: `${heading(content.card)} is ${statusLabel(content.to)}${resolutionOf(content)}${byWhom(content.by)}.${where(content.card, options)}`,
    buttons: [],
  }),
};

function originLine(content: StatusLine): Line {
  const { card, event, to, by } = content;
  const number = `*${escapeText(card.number)}*`;
  if (content.isKept) {
    const reopen = button({ actionId: ACTIONS.reopen, text: 'Reopen', value: card.number });
    return { text: keptWords(content), buttons: [reopen] };
  }
  if (event === 'reopen') {
    return { text: `${number} is open again${byWhom(by)}.`, buttons: undoOf(content) };
  }
  if (to === 'waiting') {
    const asker = by === null ? 'We need' : `${nameOf(by)} needs`;
    const reporter = userMention(card.reporter.slackUserId);
    return { text: `${reporter} ${asker} an answer from you: please write it in this thread.`, buttons: [] };
  }
  if (to === 'resolved') {
    const isOwn = by?.slackUserId === card.reporter.slackUserId;
    const ask = isSolved(card.resolution) ? 'Does it work for you?' : REOPEN_HINT;
    const question = isOwn ? '' : ` ${ask}`;
    const text = `${someone(by)} resolved ${number}${resolutionOf(content)}.${question}`;
    return { text, buttons: resolvedButtons(card.number, card.resolution) };
  }
  if (to === 'closed') {
    // By itself after a week, which its reporter was told the day before.
    return {
      text: `${number} is closed${by === null ? ' now' : byWhom(by)}. For anything new, type \`${slash.ticket} new\`.`,
      buttons: [],
    };
  }
  return { text: `${number} is ${statusLabel(to)} now${byWhom(by)}.`, buttons: [] };
}

function keptWords({ card, by }: StatusLine): string {
  return `*${escapeText(card.number)}* stays resolved${byWhom(by)}.`;
}

/** Who wrote one word too many on a resolved ticket may take the reopening back; who pressed Reopen meant it. */
function undoOf({ event, isByComment, card }: StatusLine): Button[] {
  return event === 'reopen' && isByComment ? [keepResolved(card)] : [];
}

function keepResolved(card: TicketCard): Button {
  return button({ actionId: ACTIONS.keepResolved, text: 'Keep resolved', value: card.number });
}

function resolutionOf({ card, event, duplicateOf }: StatusLine): string {
  return event === 'resolve' ? resolvedAs(card.resolution, duplicateOf) : '';
}

function someone(by: Person | null): string {
  return by === null ? 'The desk' : nameOf(by);
}

function byWhom(by: Person | null, word = ', by'): string {
  return by === null ? '' : `${word} ${nameOf(by)}`;
}

function where(card: TicketCard, options: RenderOptions): string {
  return card.origin === null || card.origin.isDirect
    ? ''
    : ` ${link(threadUrl(card.origin, options), 'Open the thread')}`;
}

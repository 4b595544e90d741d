/** How tickets are put into words, the same in every message. */

import { dateToken, escapeText } from '../../domain/mrkdwn.js';
import type { CardTarget, TicketCard } from '../../domain/post-content.js';
import { statusLabel, type TicketStatus } from '../../domain/ticket-status.js';
import { durationWords } from './duration-words.js';
import { link, safeName } from './pieces.js';

/** What renderers need to know beside the content. */
export type RenderOptions = {
  /** The workspace's address with a slash at its end. */
  workspaceUrl: string;
};

/** "*IT-42* VPN down", safe to show. */
export function heading(ticket: { number: string; title: string }): string {
  return `*${escapeText(ticket.number)}* ${escapeText(oneLine(ticket.title))}`;
}

/** The same without formatting, for notifications. */
export function plainHeading(ticket: { number: string; title: string }): string {
  return `${escapeText(ticket.number)} ${escapeText(oneLine(ticket.title))}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The status in a word, with the resolution where there is one: "Resolved (duplicate)". */
export function statusWords(card: Pick<TicketCard, 'status' | 'resolution'>): string {
  const word = capitalized(statusLabel(card.status));
  return card.resolution === null ? word : `${word} (${card.resolution})`;
}

/** " until tomorrow at 9:00 AM", where it is on hold until then. */
export function untilWords({ heldUntil }: Pick<TicketCard, 'heldUntil'>): string {
  return heldUntil === null ? '' : ` until ${instant(heldUntil)}`;
}

/** What the reporter reads: what the status means for them. */
export const STATE_FOR_REPORTER: Record<TicketStatus, string> = {
  new: 'New: nobody has looked at it yet.',
  open: 'Open: seen, not started yet.',
  in_progress: 'In progress: somebody is working on it.',
  waiting: 'Waiting for you: please answer in this thread.',
  on_hold: 'On hold: waiting for something agreed.',
  blocked: 'Blocked: we are stuck on something of ours.',
  resolved: 'Resolved. If it is not, just write here.',
  closed: 'Closed.',
};

/**
 * "by tomorrow at 3:02 PM, 6 h 30 min left", "paused, 3 h left", "missed by 2 h, it was due …", "met", "none". What remains is working
 * time. `asOf` for a message that stands for hours: time that runs is told with the moment it was counted at.
 */
export function targetWords(target: CardTarget, asOf: Date | null = null): string {
  const at = target.at === null ? null : instant(target.at);
  const seconds = target.remainingSeconds;
  const words = seconds === null ? null : durationWords(Math.abs(seconds), target.workingDaySeconds);
  const then = asOf === null ? '' : ` as of ${timeOfDay(asOf)}`;
  switch (target.state) {
    case 'running':
      if (at === null || words === null) return at === null ? 'running' : `by ${at}`;
      return `by ${at}, ${words} ${asOf === null ? 'left' : `of working time left${then}`}`;
    case 'paused':
      return words === null ? 'paused' : `paused, ${words} left`;
    case 'breached': {
      const by = words === null ? '' : ` by ${words}${then}`;
      return at === null ? `missed${by}` : `missed${by}, it was due ${at}`;
    }
    case 'met':
      return 'met';
    case 'none':
      return 'none';
  }
}

/** The hour and minute in the reader's own zone. */
function timeOfDay(at: Date): string {
  return dateToken(at, `${at.toISOString().slice(11, 16)} UTC`, '{time}');
}

/** In the reader's own zone; old clients see UTC. */
export function instant(at: Date): string {
  return dateToken(at, `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`);
}

export function assigneeWords(card: Pick<TicketCard, 'assignee'>): string {
  return card.assignee === null ? 'nobody yet' : safeName(card.assignee);
}

/** Where the conversation can be read, for agents: a link, unless it is in somebody's direct messages. */
export function originWords(card: TicketCard, options: RenderOptions): string {
  if (card.origin === null) return 'starting';
  if (card.origin.isDirect) return `direct messages with ${safeName(card.reporter)}`;
  return link(threadUrl(card.origin, options), 'open the thread');
}

/** The address of a message in a conversation. */
export function threadUrl(
  place: { slackChannelId: string; threadTs: string },
  { workspaceUrl }: RenderOptions,
): string {
  return `${workspaceUrl}archives/${place.slackChannelId}/p${place.threadTs.replace('.', '')}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How tickets are put into words, the same in every message. */

import { dateToken, escapeText } from '../../domain/mrkdwn.js';
import type { CardTarget, TicketCard } from '../../domain/post-content.js';
import { statusLabel, type TicketStatus } from '../../domain/ticket-status.js';
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

/** "by tomorrow at 3:02 PM", "paused, 3 h left", "missed, it was due …", "met", "none". */
export function targetWords(target: CardTarget): string {
  const at = target.at === null ? null : instant(target.at);
  switch (target.state) {
    case 'running':
      return at === null ? 'running' : `by ${at}`;
    case 'paused':
      return target.remainingSeconds === null
        ? 'paused'
        : `paused, ${durationWords(target.remainingSeconds)} left`;
    case 'breached':
      return at === null ? 'missed' : `missed, it was due ${at}`;
    case 'met':
      return 'met';
    case 'none':
      return 'none';
  }
}

/** Working time in hours and minutes: "3 h 20 min". Days would be read as days of 24 hours. */
export function durationWords(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  const hours = Math.floor(minutes / 60);
  const parts = [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 ? `${minutes % 60} min` : ''];
  return parts.filter((part) => part !== '').join(' ') || 'less than a minute';
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

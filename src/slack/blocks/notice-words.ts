/** How what a person can be told is put into words: the kinds of the settings, and why a message came. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { modeOf, type NoticeSettings } from '../../domain/notices/decide-notice.js';
import {
  ADJUSTABLE_KINDS,
  type AdjustableKind,
  type NoticeKind,
  type NoticeMode,
  noticeRuleOf,
} from '../../domain/notices/notice-kind.js';
import type { Reason, WhyTold } from '../../services/notices/why-told.js';
import { instant } from './ticket-words.js';

/** A field's label, and what of it. */
export const KIND_WORDS: Record<AdjustableKind, { label: string; hint: string }> = {
  requests: {
    label: 'Your requests',
    hint: 'One waits for your answer, or is closed tomorrow.',
  },
  watching: { label: 'Tickets you watch', hint: 'One is resolved, closed or open again.' },
  assigned: {
    label: 'Tickets given to you',
    hint: 'One is yours now, or goes on after a hold.',
  },
  answers: { label: 'Answers you wait for', hint: 'The reporter of a ticket of yours has answered.' },
  deadlines: {
    label: 'Your targets',
    hint: 'A target of a ticket of yours is at risk or overdue. What your policy calls urgent comes at once, unless this is off.',
  },
};

export const MODE_WORDS: Record<NoticeMode | 'at_once', string> = {
  at_once: 'At once',
  digest: 'In my daily digest',
  off: 'Off',
};

/** "9:00", "22:30": of the day, as on a clock of 24 hours. */
export function timeWords(minuteOfDay: number): string {
  return `${Math.floor(minuteOfDay / 60)}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}

/** The answer under "Why did I get this?". */
export function whyToldWords(why: WhyTold, kind: NoticeKind): string {
  const number = escapeText(why.ticketNumber);
  const reasons = why.reasons.map((reason) => REASONS[reason.is](number, reason));
  const because =
    reasons.length === 0
      ? [
          `When it was sent you watched *${number}*, it was yours, or you were on a list. Nothing of that holds any more.`,
        ]
      : reasons;
  return [...because, howWords(why, kind, number)].join('\n');
}

/** Where the message was a digest. */
export function whyDigestWords(settings: NoticeSettings): string {
  const kinds = ADJUSTABLE_KINDS.filter((kind) => modeOf(kind, settings) === 'digest').map((kind) =>
    KIND_WORDS[kind].label.toLowerCase(),
  );
  const what = kinds.length === 0 ? 'You have no digest any more' : `You want a digest of ${listed(kinds)}`;
  return `${what}, once a day at ${timeWords(settings.digestHour * 60)}. \`${slash.desk} settings\` changes that.`;
}

const since = (sinceAt: Date | null) => (sinceAt === null ? '' : ` since ${instant(sinceAt)}`);

const REASONS: Record<Reason['is'], (number: string, reason: Reason) => string> = {
  reporter: (number) => `*${number}* is your request.`,
  assignee: (number, { sinceAt }) => `*${number}* is yours${since(sinceAt)}.`,
  watcher: (number, { sinceAt }) =>
    `You watch *${number}*${since(sinceAt)}. \`${slash.ticket} unwatch ${number}\` ends that.`,
  escalation: (number) =>
    `You are on the escalation list of the policy that *${number}* counts by. An admin can take you off it: \`${slash.project} sla\`.`,
  admin: (number) =>
    `You look after the desk, and the project of *${number}* has no triage channel to tell its agents in.`,
};

function howWords({ settings, isMuted }: WhyTold, kind: NoticeKind, number: string): string {
  if (isMuted)
    return `You have muted it: no more direct messages about it until \`${slash.ticket} unmute ${number}\`.`;
  const mute = noticeRuleOf(kind).mayBeMuted
    ? ` \`${slash.ticket} mute ${number}\` ends direct messages about this ticket.`
    : '';
  return `${whenWords(kind, settings)}${mute}`;
}

function whenWords(kind: NoticeKind, settings: NoticeSettings): string {
  const mode = modeOf(kind, settings);
  if (noticeRuleOf(kind).mayWait) {
    const when =
      mode === 'digest'
        ? `in your daily digest at ${timeWords(settings.digestHour * 60)}`
        : mode === 'off'
          ? 'no more'
          : 'at once';
    return `You are told of such things ${when}; \`${slash.desk} settings\` changes that.`;
  }
  return 'Such messages come in any case.';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

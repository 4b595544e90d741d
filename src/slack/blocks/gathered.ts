/** Several things that one person is told in one message: of one ticket, or of a day. */

import { slash } from '../../domain/command-names.js';
import { defuse, escapeText, truncate, truncateMrkdwn } from '../../domain/mrkdwn.js';
import { type HeldPostKind, type NoticeKind, noticeKindOf } from '../../domain/notices/notice-kind.js';
import type { AlertView, GatheredTicket, PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { alertLine, alertWords } from './alert-pieces.js';
import { countWords } from './count-words.js';
import { muteButton, NOTICE_BLOCK, noticeButtons, settingsButton, whyMeButton } from './notice-buttons.js';
import { actions, type Block, context, link, message, nameOf, section } from './pieces.js';
import { statusLineWords } from './status-line.js';
import { heading, instant, type RenderOptions, threadUrl } from './ticket-words.js';

/** In code points, before escaping and after it: a digest of fifteen tickets has to fit into the 13,000 or so that Slack takes. */
const ANSWER_SHOWN_MAX = 120;
const TITLE_SHOWN_MAX = 80;
const HEAD_MAX = 300;
const LINE_MAX = 170;
const TICKET_TEXT_MAX = 750;
/** In a digest, of each ticket; the last ones say how it stands. */
const DIGEST_LINES_MAX = 3;
const ALERTS_SHOWN_MAX = 3;

export function gathered({ ticket }: { ticket: GatheredTicket }, options: RenderOptions): RenderedMessage {
  const number = numberOf(ticket);
  const buttons = noticeButtons(kindOf(ticket), number);
  return message(
    `${plainHead(ticket)}: ${countWords(linesOf(ticket, options).length + ticket.more, 'change')}`,
    [section(ticketText(ticket, options)), ...(buttons.length === 0 ? [] : [actions(NOTICE_BLOCK, buttons)])],
  );
}

export function dailyDigest(
  { tickets, more }: { tickets: readonly GatheredTicket[]; more: number },
  options: RenderOptions,
): RenderedMessage {
  const head = `Your daily digest: ${countWords(tickets.length + more, 'ticket')}`;
  const rest =
    more === 0
      ? []
      : [context(`and ${countWords(more, 'more ticket')}: \`${slash.ticket} list\` shows them.`)];
  const sections = tickets.map((ticket): Block => {
    const number = numberOf(ticket);
    const text = section(truncateMrkdwn(ticketText(shortened(ticket), options), TICKET_TEXT_MAX));
    return number === null ? text : { ...text, accessory: muteButton(number, 'Mute') };
  });
  return message(head, [
    section(`*${head}*`),
    ...sections,
    ...rest,
    actions(NOTICE_BLOCK, [whyMeButton('digest'), settingsButton()]),
  ]);
}

function shortened({ notices, more }: GatheredTicket): GatheredTicket {
  const hidden = Math.max(0, notices.length - DIGEST_LINES_MAX);
  return { notices: notices.slice(hidden), more: more + hidden };
}

function ticketText(ticket: GatheredTicket, options: RenderOptions): string {
  const lines = linesOf(ticket, options);
  const before = ticket.more === 0 ? [] : [`_and ${ticket.more} before_`];
  return [headOf(ticket, options), ...before, ...lines.map((line) => `• ${line}`)].join('\n');
}

function linesOf({ notices }: GatheredTicket, options: RenderOptions): string[] {
  return notices
    .flatMap((content) => wordsOf(content, options))
    .map((line) => truncateMrkdwn(line, LINE_MAX));
}

type ContentOf<K extends PostContent['kind']> = Extract<PostContent, { kind: K }>;
type Words = { [K in HeldPostKind]: (content: ContentOf<K>, options: RenderOptions) => string[] };

/** Under the ticket's heading; each in the words of the message that it would have been. A kind that can be kept back does not compile without. */
const WORDS: Words = {
  status_line: (content) => [statusLineWords(content)],
  assigned: ({ by }) => [by === null ? 'is yours' : `is yours, given to you by ${nameOf(by)}`],
  mirror: ({ comment }) => {
    const text = comment.isDeleted
      ? '_withdrawn_'
      : defuse(truncate(oneLine(comment.content), ANSWER_SHOWN_MAX));
    return [`${nameOf(comment.author)} answered: ${text}`];
  },
  waiting_reminder: () => ['waits for your answer'],
  closing_notice: ({ closesAt }) => [
    `is resolved and will be closed ${instant(closesAt)}. If it is not solved, \`${slash.ticket} reopen\` and its number open it again`,
  ],
  hold_over: ({ heldUntilAt }) => [`goes on: it was on hold until ${instant(heldUntilAt)}`],
  made_watcher: ({ by }) => [`${nameOf(by)} added you as a watcher`],
  at_risk: ({ alert }) => [alertState(alert)],
  breach: ({ alert }) => [alertState(alert)],
  alert_digest: ({ lines, more }, options) => {
    const rest = more + Math.max(0, lines.length - ALERTS_SHOWN_MAX);
    return [
      ...lines.slice(0, ALERTS_SHOWN_MAX).map((line) => alertLine(line, options).replace('\n', ': ')),
      ...(rest === 0
        ? []
        : [`and ${rest} more: \`${slash.ticket} list breached\` and \`at-risk\` show them`]),
    ];
  },
};

function wordsOf(content: PostContent, options: RenderOptions): string[] {
  // What another version kept back, though nothing that this one knows keeps it back, is counted by its message and has no line.
  if (!Object.hasOwn(WORDS, content.kind)) return [];
  const words = WORDS[content.kind as HeldPostKind] as (
    content: PostContent,
    options: RenderOptions,
  ) => string[];
  return words(content, options);
}

function alertState(alert: AlertView): string {
  return `${alertWords(alert)}${alert.dueAt === null ? '' : `, due ${instant(alert.dueAt)}`}`;
}

type Named = { number: string; title: string | null; url: string | null };

/** The first of them that says most. */
function namedIn({ notices }: GatheredTicket, options: RenderOptions | null): Named | null {
  const named = notices.map((content) => nameIn(content, options)).filter((each) => each !== null);
  return named.find(({ title }) => title !== null) ?? named[0] ?? null;
}

function nameIn(content: PostContent, options: RenderOptions | null): Named | null {
  if (content.kind === 'status_line') {
    const { number, title, origin } = content.card;
    const isElsewhere = origin !== null && !origin.isDirect && options !== null;
    return { number, title, url: isElsewhere ? threadUrl(origin, options) : null };
  }
  if (content.kind === 'at_risk' || content.kind === 'breach') {
    const { number, card } = content.alert;
    const triage = card?.triage ?? null;
    const url = triage !== null && options !== null ? threadUrl(triage, options) : null;
    return number === null ? null : { number, title: card?.title ?? null, url };
  }
  if (!('number' in content)) return null;
  return { number: content.number, title: 'title' in content ? content.title : null, url: null };
}

function numberOf(ticket: GatheredTicket): string | null {
  return namedIn(ticket, null)?.number ?? null;
}

function headOf(ticket: GatheredTicket, options: RenderOptions): string {
  const named = namedIn(ticket, options);
  if (named === null) return '*Targets*';
  const { number, title, url } = named;
  const shown = title === null ? null : truncate(title, TITLE_SHOWN_MAX);
  const words =
    shown === null ? `*${escapeText(number)}*` : truncateMrkdwn(heading({ number, title: shown }), HEAD_MAX);
  return url === null ? words : `${words} ${link(url, 'Open the thread')}`;
}

function plainHead(ticket: GatheredTicket): string {
  return escapeText(numberOf(ticket) ?? 'Targets');
}

function kindOf({ notices }: GatheredTicket): NoticeKind {
  const [first] = notices;
  if (first === undefined) return 'own';
  if (first.kind === 'at_risk' || first.kind === 'breach') return first.alert.toldAs ?? 'desk';
  return noticeKindOf(first.kind, {}) ?? 'own';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The small words of the command grammar: tokens, quotes, mentions and near misses. */

import { editDistance } from '../../domain/edit-distance.js';
import { toPlainText } from '../../domain/mrkdwn.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';

const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/;
/** A token ends at a space, except inside Slack's angle brackets or double quotes, straight or curly. */
const TOKEN = /(?:<[^<>]*>|["“”„«»][^"“”„«»]*["“”„«»]|\S)+/g;
const QUOTES = /["“”„«»]/g;
const QUOTED_WHOLE = /^["“”„«»]([^"“”„«»]*)["“”„«»]$/;

/** The first word and everything after it, trimmed; line breaks inside the rest stay. */
export function splitFirst(text: string): { first: string; rest: string } {
  const trimmed = text.trim();
  const end = trimmed.search(/\s/);
  return end < 0
    ? { first: trimmed, rest: '' }
    : { first: trimmed.slice(0, end), rest: trimmed.slice(end).trim() };
}

/** The words of a line; `"printer room"` is one word, and so is `tag:"printer room"`. */
export function tokensOf(text: string): string[] {
  return rawTokensOf(text).map((token) => (token.startsWith('<') ? token : token.replace(QUOTES, '')));
}

/** As `tokensOf`, with the quotes as they were typed. */
export function rawTokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Of a raw token: it stands in quotes from end to end. */
export function isQuoted(token: string): boolean {
  return QUOTED_WHOLE.test(token);
}

/** Plain text of a title or a search word: mentions and links resolved, entities unescaped once, no quotes around it. */
export function plainTextOf(mrkdwn: string): string {
  return toPlainText(mrkdwn.trim().replace(QUOTED_WHOLE, '$1')).trim();
}

/** The user id in `<@U123|name>` or `<@U123>`, or null. */
export function mentionIn(token: string): string | null {
  return MENTION.exec(token)?.[1] ?? null;
}

/** What follows the mention when a message starts with a mention of this bot, else null. */
export function textAfterMention(text: string, botUserId: string): string | null {
  const [, mention, rest] = /^\s*(<@[^<>]+>)[\s,:]*([\s\S]*)$/.exec(text) ?? [];
  return mention !== undefined && mentionIn(mention) === botUserId ? (rest ?? '').trim() : null;
}

/** `On hold` and `on-hold` mean `on_hold`. */
export function enumWord(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** The ticket a command names first, else the one whose thread it was typed in. */
export function takeTicket(
  rest: string,
  defaultTicket: string | undefined,
): { ticket: string; rest: string } | null {
  const { first, rest: after } = splitFirst(rest);
  const named = normalizeTicketNumber(first);
  if (named !== null) return { ticket: named, rest: after };
  return defaultTicket === undefined ? null : { ticket: defaultTicket, rest: rest.trim() };
}

const UNTIL = /^(?:until|untill|till|['’]?til)$/i;

/** What follows "until", however it is spelled, or null where the text begins with something else. */
export function untilIn(text: string): string | null {
  const { first, rest } = splitFirst(text);
  return UNTIL.test(first) ? rest : null;
}

/** The candidate with the smallest edit distance, the earliest among equals. */
export function nearest<T extends string>(
  word: string,
  candidates: readonly T[],
): { word: T; distance: number } | null {
  let best: { word: T; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase().slice(0, WORD_LENGTH_MAX), candidate);
    if (best === null || distance < best.distance) best = { word: candidate, distance };
  }
  return best;
}

/** No candidate is longer, so what follows cannot bring a word nearer to one. */
const WORD_LENGTH_MAX = 20;

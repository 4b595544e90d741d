/** Slack's text format: everything a person wrote passes through here before it is shown, so that it can notify nobody. */

import { isPseudonym } from './pseudonym.js';
import { cutBefore, visibleText } from './visible-text.js';

/** What a person or channel is called, or undefined where it is not known. */
export type NameLookup = {
  user?: (slackUserId: string) => string | undefined;
  channel?: (slackChannelId: string) => string | undefined;
};

type Token =
  | { kind: 'user'; id: string; label: string | undefined }
  | { kind: 'channel'; id: string; label: string | undefined }
  | { kind: 'broadcast'; name: string }
  | { kind: 'group'; label: string | undefined }
  | { kind: 'date'; label: string | undefined }
  | { kind: 'link'; url: string; label: string | undefined }
  | { kind: 'unknown'; label: string };

const TOKEN = /<([^<>]*)>/g;
/** What may not be cut through: a token, an entity, a code point. */
const PIECE = /<[^<>]*>|&(?:amp|lt|gt);|[\s\S]/gu;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const UNESCAPES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Makes plain text safe to put into mrkdwn: `<!channel>` in a title is shown as those words. Formatting characters stay live, as
 * Slack has no way to escape them; they can make text bold and nothing else.
 * See https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** Undoes Slack's escaping, once: `&amp;lt;` becomes `&lt;`. */
export function unescapeText(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => UNESCAPES[entity] ?? entity);
}

/** A mention that notifies; of somebody who was erased there is none. */
export function userMention(slackUserId: string): string {
  return isPseudonym(slackUserId) ? 'somebody who was erased' : `<@${slackUserId}>`;
}

/**
 * An instant in the reader's own time zone and words ("yesterday at 3:02 PM"). `fallback` is what old clients and notifications show.
 * See https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function dateToken(at: Date, fallback: string, format = '{date_short_pretty} at {time}'): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `<!date^${seconds}^${format}|${escapeText(fallback.replace(/\|/g, '/'))}>`;
}

/**
 * mrkdwn a person wrote, with its formatting, links and channels, that notifies nobody when the bot posts it. Slack notifies for
 * every `<@U…>`, `<!subteam^…>` and `<!channel>` in a posted text, whoever wrote it, and has no switch against that; so mentions
 * are turned into their names as plain text ("@Ana"), which `chat.postMessage` leaves alone as long as `link_names` is not set.
 * Names of channels are left for Slack to fill in, so that a reader who is not in a private channel does not learn its name. A link that
 * is called like another address is shown as the address it leads to.
 */
export function defuse(mrkdwn: string, names: NameLookup = {}): string {
  return mapTokens(mrkdwn, escapeStray, (token, raw) => {
    if (token.kind === 'channel') return `<#${token.id}>`;
    if (token.kind === 'link') return isForged(token) ? `<${token.url}>` : raw;
    if (token.kind === 'date') return raw;
    return escapeStray(plainToken(token, names));
  });
}

/**
 * mrkdwn as a person would read it aloud: mentions and links resolved, entities unescaped once. For titles, exports and
 * notifications; formatting characters stay. The result is plain text: escape it before showing it again.
 */
export function toPlainText(mrkdwn: string, names: NameLookup = {}): string {
  return mapTokens(mrkdwn, unescapeText, (token) => unescapeText(plainToken(token, names)));
}

/** The first line with something on it, trimmed; empty when there is none. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  );
}

/**
 * At most `codePointsMax` code points (Slack and `varchar` count so), cut after a word where one ends in the last half, with an
 * ellipsis that counts too. For plain text: in mrkdwn it could cut through a token.
 */
export function truncate(text: string, codePointsMax: number): string {
  const codePoints = [...text];
  if (codePoints.length <= codePointsMax) return text;
  if (codePointsMax < 1) return '';
  const kept = codePoints.slice(0, codePointsMax - 1);
  const isCutInWord = /\S/u.test(codePoints[codePointsMax - 1] ?? '');
  const lastSpace = kept.findLastIndex((each) => /\s/u.test(each));
  const end = isCutInWord && lastSpace > kept.length / 2 ? lastSpace : kept.length;
  const cut = kept.slice(0, end).join('');
  return `${cut.slice(0, cutBefore(text, cut.length)).trimEnd()}…`;
}

/**
 * As `truncate`, for mrkdwn: a link, a mention or an entity is kept whole or left out. Cut after `defuse`, which can lengthen
 * a text.
 */
export function truncateMrkdwn(mrkdwn: string, codePointsMax: number): string {
  if ([...mrkdwn].length <= codePointsMax) return mrkdwn;
  let kept = '';
  let room = codePointsMax - 1;
  for (const [piece] of mrkdwn.matchAll(PIECE)) {
    room -= [...piece].length;
    if (room < 0) break;
    kept += piece;
  }
  return codePointsMax < 1 ? '' : `${kept.slice(0, cutBefore(mrkdwn, kept.length)).trimEnd()}…`;
}

/** Text that a reader takes for an address: "https://…", "bank.example/login", "ana@bank.example". */
const LIKE_ADDRESS =
  /^(?:[a-z][a-z0-9+.-]*:\/*)?(?:[^\s@/]+@)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)(?:[/:?#].*)?$/iu;
/** An address in the middle of a text. */
const WITH_ADDRESS = /https?:\/\/(?:[^\s@/]+@)?([^\s/:?#]+)/iu;
/** What looks like a dot or a slash and is none, and what cannot be seen at all. */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/\p{Default_Ignorable_Code_Point}/gu, ''],
  [/[\u2044\u2215\u29f8]/g, '/'],
  [/[\u3002\ua4f8]/g, '.'],
];

/** Whether the label names another place than the link leads to. A file's name ("notes.txt") may look like one: its link is shown whole. */
function isForged({ url, label }: { url: string; label: string | undefined }): boolean {
  const place = label === undefined ? null : placeNamed(label);
  return place !== null && place !== placeNamed(url);
}

function placeNamed(text: string): string | null {
  const plain = LOOKALIKES.reduce(
    (done, [from, to]) => done.replace(from, to),
    visibleText(unescapeText(text)),
  );
  const read = plain.normalize('NFKC').trim();
  const host = (LIKE_ADDRESS.exec(read) ?? WITH_ADDRESS.exec(read))?.[1];
  return host === undefined ? null : host.toLowerCase().replace(/^www\./, '');
}

function mapTokens(
  mrkdwn: string,
  onText: (text: string) => string,
  onToken: (token: Token, raw: string) => string,
): string {
  let done = 0;
  let result = '';
  for (const match of mrkdwn.matchAll(TOKEN)) {
    result += onText(mrkdwn.slice(done, match.index)) + onToken(readToken(match[1] ?? ''), match[0]);
    done = match.index + match[0].length;
  }
  return result + onText(mrkdwn.slice(done));
}

function readToken(inner: string): Token {
  const bar = inner.indexOf('|');
  const head = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : inner.slice(bar + 1) || undefined;
  const id = head.slice(1);
  if (/^@[UW][A-Z0-9]+$/.test(head)) return { kind: 'user', id, label };
  if (/^#[CDG][A-Z0-9]+$/.test(head)) return { kind: 'channel', id, label };
  if (/^!(?:channel|here|everyone|group)$/.test(head)) return { kind: 'broadcast', name: id };
  if (head.startsWith('!subteam^')) return { kind: 'group', label };
  // A third part would be an address: then it is a link that looks like a date.
  if (/^!date\^\d+\^[^^]*$/.test(head)) return { kind: 'date', label };
  if (head.startsWith('!date^')) return { kind: 'unknown', label: label ?? 'a date' };
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(head)) return { kind: 'link', url: head, label };
  return { kind: 'unknown', label: label ?? head.replace(/^[!@#]/, '') };
}

/** Still escaped as mrkdwn is, except that it holds no token. */
function plainToken(token: Token, names: NameLookup): string {
  switch (token.kind) {
    case 'user':
      return `@${nameOf(names.user?.(token.id), token)}`;
    case 'channel':
      return `#${nameOf(names.channel?.(token.id), token)}`;
    case 'broadcast':
      return `@${token.name}`;
    case 'group':
      return `@${(token.label ?? 'group').replace(/^@/, '')}`;
    case 'date':
      return token.label ?? 'a date';
    case 'link':
      return plainLink(token.url, token.label);
    case 'unknown':
      return token.label;
  }
}

function nameOf(known: string | undefined, token: { id: string; label: string | undefined }): string {
  return known === undefined ? (token.label ?? token.id) : escapeText(known);
}

function plainLink(url: string, label: string | undefined): string {
  const address = url.replace(/^(?:mailto|tel):/i, '');
  const isSame = label === undefined || url.replace(/^https?:\/\//i, '') === label || address === label;
  return isSame ? (label ?? address) : `${label} (${address})`;
}

/** Angle brackets outside a token come from no Slack client; left alone they could make one. */
function escapeStray(text: string): string {
  return text.replace(/[<>]/g, (character) => ESCAPES[character] ?? character);
}

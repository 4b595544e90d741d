/** What in Slack's mrkdwn is one piece whatever stands around it: mentions, links, dates, emoji, code, addresses. */
import type { JsonObject } from '../../live/protocol.js';

export type Style = {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
};

/** The three characters that texts at Slack escape. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function textElement(text: string, style: Style = {}): JsonObject {
  return { type: 'text', text: unescaped(text), ...(Object.keys(style).length > 0 ? { style } : {}) };
}

/** Further from 1970 there are no dates: https://tc39.es/ecma262/#sec-time-values-and-time-range */
const SECONDS_MAX = 8_640_000_000_000;

export function isInstant(seconds: number): boolean {
  return Number.isFinite(seconds) && Math.abs(seconds) <= SECONDS_MAX;
}

/** What Slack makes a link of; anything else stays the text that it is, `javascript:` above all. */
export function isAddress(url: string): boolean {
  return /^(?:https?|mailto|tel|slack):/i.test(url);
}

function dateOf(inside: string, style: Style): JsonObject | null {
  const [, seconds = '', format = '', fallback = ''] =
    /^!date\^(-?\d+)\^([^^|]*)(?:\^[^|]*)?(?:\|(.*))?$/s.exec(inside) ?? [];
  if (format === '') return null;
  if (!isInstant(Number(seconds))) return textElement(fallback, style);
  return {
    type: 'date',
    timestamp: Number(seconds),
    format: unescaped(format),
    fallback: unescaped(fallback),
  };
}

/** What stands between `<` and `>`; null where Slack knows nothing of the kind. */
function entityOf(inside: string, style: Style): JsonObject | null {
  const [target = '', ...labels] = inside.split('|');
  const label = labels.join('|');
  const [, sign, id = ''] = /^([@#!])(.+)$/s.exec(target) ?? [];
  if (sign === '@') return { type: 'user', user_id: id };
  if (sign === '#') return { type: 'channel', channel_id: id };
  if (/^(?:here|channel|everyone)$/.test(id)) return { type: 'broadcast', range: id };
  if (id.startsWith('date^')) return dateOf(inside, style);
  if (sign === '!') return label === '' ? null : textElement(label, style);
  if (!isAddress(target)) return null;
  const url = unescaped(target);
  return { type: 'link', url, text: label === '' ? url : unescaped(label), style };
}

/** In code nothing is more than its words. */
function wordsOfEntity(entity: string): string {
  const inside = entity.slice(1, -1);
  const [target = '', label] = inside.split('|');
  return label || target.replace(/^!(?=here$|channel$|everyone$)/, '@');
}

export function wordsInCode(text: string): string {
  return unescaped(text.replaceAll(/<[^<>\n]*>/g, wordsOfEntity));
}

const ENTITY = /<[^<>\n]*>/;
const CODE = /`[^`\n]+`/;
const EMOJI = /:[a-z0-9_+'-]+(?:::skin-tone-\d)?:/;
/** An address that nobody marked, without what ends the sentence around it. */
const ADDRESS = /\bhttps?:\/\/(?:[^\s<>|&]|&(?![lg]t;))*[^\s<>|&.,;:!?'"`()*_~]/;
const ATOM = new RegExp([ENTITY, CODE, EMOJI, ADDRESS].map(({ source }) => source).join('|'), 'g');

export type Atom = { from: number; to: number; elementFor(style: Style): JsonObject };

function elementOf(piece: string, style: Style): JsonObject {
  if (piece.startsWith('<')) return entityOf(piece.slice(1, -1), style) ?? textElement(piece, style);
  if (piece.startsWith('`'))
    return { type: 'text', text: wordsInCode(piece.slice(1, -1)), style: { ...style, code: true } };
  if (piece.startsWith(':')) return { type: 'emoji', name: piece.slice(1, -1) };
  return { type: 'link', url: unescaped(piece), text: unescaped(piece), style };
}

export function atomsIn(text: string): Atom[] {
  return [...text.matchAll(ATOM)].map(({ 0: piece, index }) => ({
    from: index,
    to: index + piece.length,
    elementFor: (style) => elementOf(piece, style),
  }));
}

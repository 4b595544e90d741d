/** The few block shapes that every message is put together from, each within Slack's limits. */

import type { types } from '@slack/bolt';
import { escapeText, truncate, truncateMrkdwn } from '../../domain/mrkdwn.js';
import { isInvisible, visibleText } from '../../domain/visible-text.js';
import type { RenderedMessage } from '../gateway.js';
import { splitMrkdwn } from './split-mrkdwn.js';

/** https://docs.slack.dev/reference/block-kit/blocks; lengths in code points. */
export const SECTION_TEXT_MAX = 3_000;
export const FIELD_TEXT_MAX = 2_000;
export const BUTTON_TEXT_MAX = 75;
/** Far under the 4,000 that `chat.update` accepts: it is for notifications. */
export const FALLBACK_TEXT_MAX = 1_000;
/** Names in Slack have at most 80 characters. */
const NAME_MAX = 80;

export type Block = types.KnownBlock;
export type Button = types.Button;

/**
 * `verbatim`, because Slack would otherwise look for channel names and some mentions in the text by itself, and what a person wrote
 * must notify nobody.
 */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text: shown(text), verbatim: true };
}

export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text: shown(text), emoji: true };
}

/** A cell of a table: it knows no formatting and notifies nobody. */
export function rawText(text: string): types.RawTextElement {
  return { type: 'raw_text', text: shown(text) };
}

/** Whatever is put together here ends up in blocks, which Slack refuses without a text. */
function shown(text: string): string {
  return visibleText(text) || '…';
}

export function section(text: string): types.SectionBlock {
  return { type: 'section', text: mrkdwn(truncateMrkdwn(text, SECTION_TEXT_MAX)), expand: true };
}

/** Pairs of a bold label and a value, two columns wide; at most 10. */
export function fields(pairs: readonly (readonly [label: string, value: string])[]): types.SectionBlock {
  return {
    type: 'section',
    fields: pairs.map(([label, value]) => mrkdwn(truncateMrkdwn(`*${label}*\n${value}`, FIELD_TEXT_MAX))),
  };
}

export function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [mrkdwn(truncateMrkdwn(text, SECTION_TEXT_MAX))] };
}

/** Sections that hold a long text, a few screens at most; what follows is cut with a note that says so. */
export function longText(text: string, { sectionsMax = 4 } = {}): types.SectionBlock[] {
  const parts = splitMrkdwn(text, SECTION_TEXT_MAX - 100);
  const shown = parts.slice(0, sectionsMax);
  const isCut = parts.length > shown.length;
  return shown.map((part, index) =>
    section(isCut && index === shown.length - 1 ? `${part}…\n_(cut here: it goes on)_` : part),
  );
}

export function button(options: {
  actionId: string;
  text: string;
  value: string;
  style?: 'primary' | 'danger';
  confirm?: types.ConfirmationDialog;
}): Button {
  return {
    type: 'button',
    action_id: options.actionId,
    text: plain(truncate(options.text, BUTTON_TEXT_MAX)),
    value: options.value,
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.confirm === undefined ? {} : { confirm: options.confirm }),
  };
}

export function actions(blockId: string, elements: types.ActionsBlockElement[]): types.ActionsBlock {
  return { type: 'actions', block_id: blockId, elements };
}

export function option(text: string, value: string): types.PlainTextOption {
  return { text: plain(truncate(text, BUTTON_TEXT_MAX)), value };
}

/** `fallback` is mrkdwn like the blocks: escaped where people wrote it. */
export function message(fallback: string, blocks: Block[]): RenderedMessage {
  return { text: shown(truncateMrkdwn(fallback, FALLBACK_TEXT_MAX)), blocks };
}

/** A message of one text: answers to commands and single lines. */
export function textMessage(text: string): RenderedMessage {
  return message(text, [section(text)]);
}

export function nameOf(person: { name: string }): string {
  return `*${safeName(person)}*`;
}

/** Without the characters that would end the bold around it. */
export function safeName(person: { name: string }): string {
  const name = visibleText(person.name)
    .replace(/[*_~`\s]+/g, ' ')
    .trim();
  return escapeText(truncate(isInvisible(name) ? 'somebody' : name, NAME_MAX));
}

/** A link that cannot be broken out of. Without an address it is the label alone. */
export function link(url: string | null, label: string): string {
  const oneLine = visibleText(label).replace(/[|\n]/g, ' ');
  const safeLabel = escapeText(isInvisible(oneLine) ? 'a file' : oneLine);
  if (url === null || !/^https?:\/\/[^\s<>|]+$/.test(url)) return safeLabel;
  return `<${url}|${safeLabel}>`;
}

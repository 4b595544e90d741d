/** What a person reads on the screen: the words of blocks and text, mentions by name, times in their own zone. */

import type { WorkspaceCore } from '../workspace/core.js';
import { asObjects, asRows, asText, isObject } from '../workspace/json.js';
import { slackDate } from '../workspace/slack-date.js';
import { unescapeText } from '../workspace/text.js';
import type { JsonObject } from '../workspace/types.js';

/** `timeZone`: of whoever reads; null where nobody in particular does, and texts show what they have for old clients. */
export type Reading = { core: WorkspaceCore; timeZone: string | null };

/** `date^1767690000^{date} at {time}`, with a link behind it or not. */
function dateText({ core, timeZone }: Reading, target: string): string | null {
  const [, seconds, pattern] = target.split('^');
  if (timeZone === null || pattern === undefined || !/^-?\d+$/.test(seconds ?? '')) return null;
  return slackDate(Number(seconds), pattern, { timeZone, nowMs: core.clock.now().getTime() });
}

function mentionText(reading: Reading, sign: string, target: string, label: string | undefined): string {
  if (sign === '@') return `@${reading.core.state.members.get(target)?.displayName ?? target}`;
  if (sign === '#') return `#${reading.core.state.channels.get(target)?.name ?? label ?? target}`;
  if (sign === '!' && target.startsWith('date^')) return dateText(reading, target) ?? label ?? target;
  if (sign === '!') return `@${target}`;
  return label ?? target;
}

/** mrkdwn as it is read: mentions and links by their names, entities as characters. */
export function readable(reading: Reading, mrkdwn: string): string {
  const withNames = mrkdwn.replace(
    /<([@#!]?)([^>|]+)(?:\|([^>]*))?>/g,
    (_, sign: string, target: string, label: string | undefined) => mentionText(reading, sign, target, label),
  );
  return unescapeText(withNames);
}

function textObject(reading: Reading, value: unknown): string {
  if (!isObject(value)) return '';
  const text = asText(value.text);
  return value.type === 'mrkdwn' ? readable(reading, text) : text;
}

function elementText(reading: Reading, element: JsonObject): string {
  if (element.type === 'button') return `[${textObject(reading, element.text)}]`;
  if (element.type === 'mrkdwn' || element.type === 'plain_text') return textObject(reading, element);
  if (element.type === 'image') return asText(element.alt_text);
  if (isObject(element.placeholder)) return `[${textObject(reading, element.placeholder)}]`;
  return element.type === 'overflow' ? '[…]' : '';
}

function richText(reading: Reading, node: JsonObject): string {
  switch (node.type) {
    case 'text':
      return asText(node.text);
    case 'user':
      return mentionText(reading, '@', asText(node.user_id), undefined);
    case 'channel':
      return mentionText(reading, '#', asText(node.channel_id), undefined);
    case 'broadcast':
      return `@${asText(node.range)}`;
    case 'link':
      return asText(node.text) || asText(node.url);
    case 'emoji':
      return `:${asText(node.name)}:`;
    default:
      return asObjects(node.elements)
        .map((one) => richText(reading, one))
        .join('');
  }
}

function cellText(reading: Reading, cell: JsonObject): string {
  if (cell.type === 'rich_text') return richText(reading, cell);
  return asText(cell.text) || (typeof cell.value === 'number' ? String(cell.value) : '');
}

/** A line a row, also of those that a person only sees on the next page. */
function tableText(reading: Reading, { caption, rows }: JsonObject): string {
  const lines = asRows(rows).map((row) => row.map((cell) => cellText(reading, cell)).join(' | '));
  return [asText(caption), ...lines].filter((line) => line !== '').join('\n');
}

function blockText(reading: Reading, block: JsonObject): string {
  if (block.type === 'rich_text') return richText(reading, block);
  if (block.type === 'table' || block.type === 'data_table') return tableText(reading, block);
  const parts = [
    typeof block.text === 'string' ? readable(reading, block.text) : textObject(reading, block.text),
    textObject(reading, block.label),
    textObject(reading, block.hint),
    ...asObjects(block.elements).map((element) => elementText(reading, element)),
    isObject(block.accessory) ? elementText(reading, block.accessory) : '',
  ];
  // A field is a cell: its label above its value.
  const fields = asObjects(block.fields).map((field) => textObject(reading, field).replace('\n', ' '));
  return [parts.filter((part) => part !== '').join(' '), ...fields].filter((line) => line !== '').join('\n');
}

/** A message or view as a person reads it: its blocks line by line, or its text where it has none. */
export function visibleText(reading: Reading, { text, blocks }: { text: string; blocks?: unknown }): string {
  const lines = asObjects(blocks).map((block) => blockText(reading, block));
  const shown = lines.filter((line) => line !== '');
  return shown.length > 0 ? shown.join('\n') : readable(reading, text);
}

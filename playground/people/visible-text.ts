/** What a person reads on the screen: the words of blocks and text, mentions by name. */

import type { WorkspaceCore } from '../workspace/core.js';
import { asObjects, asText, isObject } from '../workspace/json.js';
import { unescapeText } from '../workspace/text.js';
import type { JsonObject } from '../workspace/types.js';

function mentionText(core: WorkspaceCore, sign: string, target: string, label: string | undefined): string {
  if (sign === '@') return `@${core.state.members.get(target)?.displayName ?? target}`;
  if (sign === '#') return `#${core.state.channels.get(target)?.name ?? label ?? target}`;
  if (sign === '!' && target.startsWith('date^')) return label ?? target;
  if (sign === '!') return `@${target}`;
  return label ?? target;
}

/** mrkdwn as it is read: mentions and links by their names, entities as characters. */
export function readable(core: WorkspaceCore, mrkdwn: string): string {
  const withNames = mrkdwn.replace(
    /<([@#!]?)([^>|]+)(?:\|([^>]*))?>/g,
    (_, sign: string, target: string, label: string | undefined) => mentionText(core, sign, target, label),
  );
  return unescapeText(withNames);
}

function textObject(core: WorkspaceCore, value: unknown): string {
  if (!isObject(value)) return '';
  const text = asText(value.text);
  return value.type === 'mrkdwn' ? readable(core, text) : text;
}

function elementText(core: WorkspaceCore, element: JsonObject): string {
  if (element.type === 'button') return `[${textObject(core, element.text)}]`;
  if (element.type === 'mrkdwn' || element.type === 'plain_text') return textObject(core, element);
  if (element.type === 'image') return asText(element.alt_text);
  if (isObject(element.placeholder)) return `[${textObject(core, element.placeholder)}]`;
  return element.type === 'overflow' ? '[…]' : '';
}

function richText(core: WorkspaceCore, node: JsonObject): string {
  switch (node.type) {
    case 'text':
      return asText(node.text);
    case 'user':
      return mentionText(core, '@', asText(node.user_id), undefined);
    case 'channel':
      return mentionText(core, '#', asText(node.channel_id), undefined);
    case 'broadcast':
      return `@${asText(node.range)}`;
    case 'link':
      return asText(node.text) || asText(node.url);
    case 'emoji':
      return `:${asText(node.name)}:`;
    default:
      return asObjects(node.elements)
        .map((one) => richText(core, one))
        .join('');
  }
}

function blockText(core: WorkspaceCore, block: JsonObject): string {
  if (block.type === 'rich_text') return richText(core, block);
  const parts = [
    typeof block.text === 'string' ? readable(core, block.text) : textObject(core, block.text),
    textObject(core, block.label),
    textObject(core, block.hint),
    ...asObjects(block.elements).map((element) => elementText(core, element)),
    isObject(block.accessory) ? elementText(core, block.accessory) : '',
  ];
  // A field is a cell: its label above its value.
  const fields = asObjects(block.fields).map((field) => textObject(core, field).replace('\n', ' '));
  return [parts.filter((part) => part !== '').join(' '), ...fields].filter((line) => line !== '').join('\n');
}

/** A message or view as a person reads it: its blocks line by line, or its text where it has none. */
export function visibleText(
  core: WorkspaceCore,
  { text, blocks }: { text: string; blocks?: unknown },
): string {
  const lines = asObjects(blocks).map((block) => blockText(core, block));
  const shown = lines.filter((line) => line !== '');
  return shown.length > 0 ? shown.join('\n') : readable(core, text);
}

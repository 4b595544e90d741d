/** Turns what a person types into what Slack stores: mentions become ids, the three special characters are escaped. */

import { findChannel, findMember, type WorkspaceCore } from './core.js';
import type { JsonObject } from './types.js';

/** https://docs.slack.dev/messaging/formatting-message-text/#escaping */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const TYPED_TOKEN =
  /<@[UW][A-Z0-9]{6,}(?:\|[^>]*)?>|<#C[A-Z0-9]{6,}(?:\|[^>]*)?>|https?:\/\/[^\s<>|]+|(?<=^|[\s(*_~:])[@#][\w.-]*\w/g;
const BROADCASTS = new Set(['here', 'channel', 'everyone']);

export type MentionStyle = 'message' | 'command';

function tokenText(core: WorkspaceCore, token: string, style: MentionStyle): string {
  if (token.startsWith('http')) return style === 'command' ? escapeText(token) : `<${escapeText(token)}>`;
  const name = token.replace(/^<?[@#]/, '').replace(/(\|[^>]*)?>$/, '');
  if (token.startsWith('@') && BROADCASTS.has(name)) return `<!${name}>`;
  if (token.includes('#')) {
    const channel = findChannel(core, name);
    return channel ? `<#${channel.id}|${channel.name}>` : escapeText(token);
  }
  const member = findMember(core, name);
  if (!member) return escapeText(token);
  return style === 'command' ? `<@${member.id}|${member.handle}>` : `<@${member.id}>`;
}

/**
 * What Slack makes of typed text. `@ana`, `#it-help` and `<@U…>` become mentions, the rest is escaped, so that a
 * typed `<!channel>` notifies nobody. In a command (with should_escape) mentions carry the name too.
 */
export function typedText(core: WorkspaceCore, typed: string, style: MentionStyle): string {
  let text = '';
  let from = 0;
  for (const match of typed.matchAll(TYPED_TOKEN)) {
    text += escapeText(typed.slice(from, match.index)) + tokenText(core, match[0], style);
    from = match.index + match[0].length;
  }
  return text + escapeText(typed.slice(from));
}

const STORED_TOKEN = /<([@#!])?([^>|]+)(?:\|([^>]*))?>|:([a-z0-9_+-]+):/g;

function richElement(match: RegExpMatchArray): JsonObject {
  const [, sign, target = '', label, emoji] = match;
  if (emoji !== undefined) return { type: 'emoji', name: emoji };
  if (sign === '@') return { type: 'user', user_id: target };
  if (sign === '#') return { type: 'channel', channel_id: target };
  if (sign === '!') return { type: 'broadcast', range: target };
  return label === undefined ? { type: 'link', url: target } : { type: 'link', url: target, text: label };
}

/** The `rich_text` block that Slack's own client sends beside a person's text. */
export function richTextBlocks(text: string, blockId: string): JsonObject[] {
  const elements: JsonObject[] = [];
  let from = 0;
  const plain = (until: number): void => {
    if (until > from) elements.push({ type: 'text', text: unescapeText(text.slice(from, until)) });
  };
  for (const match of text.matchAll(STORED_TOKEN)) {
    plain(match.index);
    elements.push(richElement(match));
    from = match.index + match[0].length;
  }
  plain(text.length);
  return [{ type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] }];
}

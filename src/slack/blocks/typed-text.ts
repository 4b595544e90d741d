/** Turns what a person typed into a plain field into Slack's text format, and back for editing. */

import { escapeText, unescapeText } from '../../domain/mrkdwn.js';

/** Tokens that an edit field shows as they are stored; they do nothing until a renderer has defused them. */
const KEPT_TOKEN = /&lt;((?:[@#][A-Z0-9]+|(?:https?:\/\/|mailto:)[^<>\s]+?)(?:\|[^<>]*?)?)&gt;/g;

/** mrkdwn of what was typed: `a < b` is shown as typed, and `<!channel>` is words. Inverse of `mrkdwnToTyped`. */
export function typedToMrkdwn(typed: string): string {
  return escapeText(typed).replace(KEPT_TOKEN, (_, token: string) => `<${token.replaceAll('&amp;', '&')}>`);
}

/** What to put into the field when a text is edited. */
export function mrkdwnToTyped(mrkdwn: string): string {
  return unescapeText(mrkdwn);
}

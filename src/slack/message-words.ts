/** What a message says: its own words, and those of the messages that are forwarded with it, as quotations. */

import { z } from 'zod';
import { escapeText, truncate, truncateMrkdwn } from '../domain/mrkdwn.js';
import { visibleText } from '../domain/visible-text.js';

/** A message is no longer than this with all that it quotes: Slack's own limit for one, and a description's. */
export const WORDS_MAX = 40_000;
/** Slack's client forwards one at a time. */
const QUOTED_MAX = 10;
const FILES_NAMED_MAX = 10;
const NAME_MAX = 80;
const LINK_MAX = 500;
const BETWEEN = '\n\n';

const sharedSchema = z.object({
  is_share: z.literal(true),
  author_id: z.string().nullish().catch(null),
  author_name: z.string().nullish().catch(null),
  from_url: z.string().nullish().catch(null),
  text: z.string().nullish().catch(null),
  fallback: z.string().nullish().catch(null),
  files: z.array(z.unknown()).nullish().catch(null),
});
type Shared = z.infer<typeof sharedSchema>;

const namedSchema = z.object({ name: z.string().nullish(), title: z.string().nullish() });

/** Of a message's `attachments`, in whatever shape: none of them may cost the message. */
export const attachmentsSchema = z.array(z.unknown()).nullish().catch(null);

type Said = { text?: string | null | undefined; attachments?: readonly unknown[] | null | undefined };

/**
 * mrkdwn, the same however the message came. Forwarding is an act of whoever does it: what they forward they have said here. Only
 * what is marked as forwarded is quoted. Previews of links, of those to messages too, are added by Slack afterwards, and nobody said them.
 */
export function messageWords({ text, attachments }: Said): string {
  const own = text ?? '';
  const shares = sharedIn(attachments ?? []);
  if (shares.length === 0) return own;
  const room = Math.floor((WORDS_MAX - [...own].length) / shares.length) - BETWEEN.length;
  const quotations = shares.map((shared) => quotation(shared, room));
  return [own, ...quotations].filter((part) => /\S/.test(part)).join(BETWEEN);
}

function sharedIn(attachments: readonly unknown[]): Shared[] {
  return attachments
    .flatMap((attachment) => sharedSchema.safeParse(attachment).data ?? [])
    .slice(0, QUOTED_MAX);
}

/** The words come first, because a ticket is called after the first line; who wrote them is the last, which no quoted line can follow. */
function quotation(shared: Shared, codePointsMax: number): string {
  const source = quoted(`— ${[authorOf(shared), linkOf(shared)].filter((part) => part !== '').join(', ')}`);
  const room = codePointsMax - [...source].length - 1;
  if (room < 1) return '';
  const said = [wordsOf(shared), filesOf(shared)].filter((part) => part !== '').map(quoted);
  return [truncateMrkdwn(said.join('\n'), room), source].filter((part) => part !== '').join('\n');
}

/** As Slack itself sends a quoted line, its mark escaped. */
function quoted(mrkdwn: string): string {
  return mrkdwn
    .split(/\r\n?|\n/)
    .map((line) => `&gt; ${line}`)
    .join('\n');
}

/** What an app says in blocks alone is in the fallback. */
function wordsOf({ text, fallback, files }: Shared): string {
  const words = text?.trim() ?? '';
  return words === '' && !files?.length ? (fallback?.trim() ?? '') : words;
}

/** The files themselves stay where they are. */
function filesOf({ files }: Shared): string {
  const names = (files ?? []).slice(0, FILES_NAMED_MAX).flatMap((file) => {
    const { data } = namedSchema.safeParse(file);
    return data === undefined ? [] : escapeText(plainName(data.name || data.title || '')) || 'a file';
  });
  return names.length === 0 ? '' : `(${names.join(', ')})`;
}

/** People as a mention, which rings nobody wherever it is copied to; with a name, as the desk need not know them. */
function authorOf({ author_id: id, author_name: name }: Shared): string {
  const plain = plainName(name ?? '');
  if (!id || !/^[UW][A-Z0-9]+$/.test(id)) return escapeText(plain) || 'an app';
  // What would end the token is left out, and so is what JSON escapes: an erasure looks for it in there.
  const label = plain.replace(/[<>|&"\\]/g, '').trim();
  return label === '' ? `<@${id}>` : `<@${id}|${label}>`;
}

function linkOf({ from_url: url }: Shared): string {
  const isLink = url && url.length <= LINK_MAX && /^https:\/\/[^\s<>|]+$/.test(url);
  return isLink ? `<${url}|original message>` : '';
}

function plainName(name: string): string {
  return truncate(visibleText(name).replace(/\s+/g, ' ').trim(), NAME_MAX);
}

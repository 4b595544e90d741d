/** What follows `/ticket redact IT-42`: nothing, or a link to a message. */

import { no, type Reading } from './grammar-reading.js';

export type LinkedMessage = { slackChannelId: string; ts: string };

/** As "Copy link" in the menu of a message gives it; Slack puts angle brackets around it. */
const LINK = /^<?https:\/\/[^/\s<>|]+\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:[?|][^\s<>]*)?>?$/;

export function linkedMessageIn(text: string): Reading<LinkedMessage | null> {
  if (text === '') return { ok: true, value: null };
  const [, slackChannelId, seconds, rest] = LINK.exec(text) ?? [];
  if (slackChannelId === undefined) {
    return no(
      'That is no link to a message. Choose “Copy link” in the menu of the message and paste it here.',
    );
  }
  return { ok: true, value: { slackChannelId, ts: `${seconds}.${rest}` } };
}

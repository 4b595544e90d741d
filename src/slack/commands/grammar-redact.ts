/** What follows `/ticket redact IT-42`: nothing, or a link to a message. */

export type LinkedMessage = { slackChannelId: string; ts: string };

type Reading = { ok: true; value: LinkedMessage | null } | { ok: false; message: string };

/** As "Copy link" in the menu of a message gives it; Slack puts angle brackets around it. */
const LINK = /^<?https:\/\/[^/\s<>|]+\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:[?|][^\s<>]*)?>?$/;

export function linkedMessageIn(text: string): Reading {
  if (text === '') return { ok: true, value: null };
  const [, slackChannelId, seconds, rest] = LINK.exec(text) ?? [];
  if (slackChannelId === undefined) {
    return {
      ok: false,
      message:
        'That is no link to a message. Choose “Copy link” in the menu of the message and paste it here.',
    };
  }
  return { ok: true, value: { slackChannelId, ts: `${seconds}.${rest}` } };
}

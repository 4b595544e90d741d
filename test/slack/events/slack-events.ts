/** Events of messages as Slack sends them, for the tests of how they are read. */
import { parseMessageEvent } from '../../../src/slack/events/parse-message.js';

export const BOT = { userId: 'U0BOT', botId: 'B0BOT', teamId: 'T0HOME' };
export const TS = '1613632675.006300';
export const ROOT = '1613632000.000100';
export const EDIT_TS = '1613632704.000000';

export const RICH_TEXT = [{ type: 'rich_text', block_id: 'jXe4', elements: [] }];

/** A person's message as Slack sends it. */
export function said(more: object = {}): Record<string, unknown> {
  return {
    client_msg_id: 'c1e1b23a-bc1d-4c23-a7d1-11886570df77',
    type: 'message',
    text: 'VPN is down',
    user: 'U0ANA',
    team: 'T0HOME',
    ts: TS,
    blocks: RICH_TEXT,
    ...more,
  };
}
export const EDITED = { user: 'U0ANA', ts: EDIT_TS };
export const BASE = { channel: 'C0HELP', channelType: 'channel', ts: TS, threadTs: null };
export const FILE = {
  id: 'F0ONE',
  mode: 'hosted',
  name: 'error.png',
  mimetype: 'image/png',
  size: 4321,
  url_private: 'https://files.slack.com/files-pri/T0HOME-F0ONE/error.png',
};
export const PARSED_FILE = {
  slackFileId: 'F0ONE',
  name: 'error.png',
  mimeType: 'image/png',
  sizeBytes: 4321,
  urlPrivate: 'https://files.slack.com/files-pri/T0HOME-F0ONE/error.png',
};

export function parse(value: unknown) {
  return parseMessageEvent(value, BOT);
}

/** A message of Cleo's that is forwarded, as it hangs on the message of whoever forwards it. */
export function shared(more: object = {}): Record<string, unknown> {
  return {
    id: 1,
    ts: ROOT,
    author_id: 'U0CLEO',
    author_name: 'Cleo',
    author_subname: 'Cleo',
    channel_id: 'C0GEN',
    channel_team: 'T0HOME',
    is_msg_unfurl: true,
    is_share: true,
    message_blocks: [{ team: 'T0HOME', channel: 'C0GEN', ts: ROOT, message: { blocks: RICH_TEXT } }],
    color: 'D0D0D0',
    from_url: 'https://acme.slack.com/archives/C0GEN/p1613632000000100',
    fallback: '[February 18th, 2021 7:06 AM] Cleo: The VPN is down',
    text: 'The VPN is down',
    mrkdwn_in: ['text'],
    footer: 'Posted in #general',
    ...more,
  };
}

export const PREVIEW = { id: 1, title: 'Example', text: 'A page', from_url: 'https://example.com' };

/** What the Web API refuses, and in which words, asked by Slack's own client. */

import type { webApi } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { box, outcome, webClient } from './box.js';
import { type Ids, prepare } from './prepared.js';

const NOWHERE = 'C0NOWHERE00';
const TS = '1700000000.000100';

type Ask = (client: webApi.WebClient, ids: Ids) => Promise<unknown>;

/** [method, what, the call, the refusal] */
const REFUSALS: [string, string, Ask, string][] = [
  [
    'chat.postMessage',
    'a channel that is not there',
    (c) => c.chat.postMessage({ channel: NOWHERE, text: 'x' }),
    'channel_not_found',
  ],
  [
    'chat.postMessage',
    'a public channel without the bot',
    (c, { help }) => c.chat.postMessage({ channel: help, text: 'x' }),
    'not_in_channel',
  ],
  [
    'chat.postMessage',
    'an archived channel',
    (c, { archived }) => c.chat.postMessage({ channel: archived, text: 'x' }),
    'is_archived',
  ],
  [
    'chat.postMessage',
    'nothing to say',
    (c, { triage }) => c.apiCall('chat.postMessage', { channel: triage }),
    'no_text',
  ],
  [
    'chat.postMessage',
    '40,000 characters',
    (c, { triage }) => c.chat.postMessage({ channel: triage, text: 'x'.repeat(40_000) }),
    'ok',
  ],
  [
    'chat.postMessage',
    '40,001 characters',
    (c, { triage }) => c.chat.postMessage({ channel: triage, text: 'x'.repeat(40_001) }),
    'msg_too_long',
  ],
  [
    'chat.postMessage',
    'a thread that is not there',
    (c, { triage }) => c.chat.postMessage({ channel: triage, text: 'x', thread_ts: TS }),
    'thread_not_found',
  ],
  [
    'chat.postMessage',
    'bad blocks',
    (c, { triage }) => c.apiCall('chat.postMessage', { channel: triage, blocks: [{ type: 'nonsense' }] }),
    'invalid_blocks',
  ],
  [
    'chat.postMessage',
    'metadata without a payload',
    (c, { triage }) =>
      c.apiCall('chat.postMessage', { channel: triage, text: 'x', metadata: { event_type: 'x' } }),
    'invalid_metadata_format',
  ],
  [
    'chat.postMessage',
    'a misspelt argument',
    (c, { triage }) => c.apiCall('chat.postMessage', { channel: triage, text: 'x', thread: TS }),
    'invalid_arguments',
  ],
  [
    'chat.postMessage',
    'no channel',
    (c) => c.apiCall('chat.postMessage', { text: 'x' }),
    'invalid_arguments',
  ],
  [
    'chat.update',
    "somebody else's message",
    (c, { triage, bosMessage }) => c.chat.update({ channel: triage, ts: bosMessage, text: 'x' }),
    'cant_update_message',
  ],
  [
    'chat.update',
    'no such message',
    (c, { triage }) => c.chat.update({ channel: triage, ts: TS, text: 'x' }),
    'message_not_found',
  ],
  [
    'chat.delete',
    "somebody else's message",
    (c, { triage, bosMessage }) => c.chat.delete({ channel: triage, ts: bosMessage }),
    'cant_delete_message',
  ],
  [
    'chat.postEphemeral',
    'to somebody who is not there',
    (c, { triage, bo }) => c.chat.postEphemeral({ channel: triage, user: bo, text: 'x' }),
    'user_not_in_channel',
  ],
  [
    'chat.getPermalink',
    'no such message',
    (c, { triage }) => c.chat.getPermalink({ channel: triage, message_ts: TS }),
    'message_not_found',
  ],
  [
    'conversations.history',
    'a public channel without the bot',
    (c, { help }) => c.conversations.history({ channel: help }),
    'not_in_channel',
  ],
  [
    'conversations.replies',
    'no such thread',
    (c, { triage }) => c.conversations.replies({ channel: triage, ts: TS }),
    'thread_not_found',
  ],
  [
    'conversations.join',
    'a private channel',
    (c, { leads }) => c.conversations.join({ channel: leads }),
    'method_not_supported_for_channel_type',
  ],
  [
    'conversations.join',
    'an archived channel',
    (c, { archived }) => c.conversations.join({ channel: archived }),
    'is_archived',
  ],
  [
    'conversations.open',
    'with nobody known',
    (c) => c.conversations.open({ users: 'U0NOBODY000' }),
    'user_not_found',
  ],
  [
    'conversations.members',
    'a bad cursor',
    (c, { triage }) => c.conversations.members({ channel: triage, cursor: 'x' }),
    'invalid_cursor',
  ],
  [
    'conversations.list',
    'a type that is none',
    (c) => c.conversations.list({ types: 'secret' }),
    'invalid_types',
  ],
  ['users.info', 'nobody', (c) => c.users.info({ user: 'U0NOBODY000' }), 'user_not_found'],
  [
    'reactions.add',
    'no such message',
    (c, { triage }) => c.reactions.add({ channel: triage, timestamp: TS, name: 'eyes' }),
    'message_not_found',
  ],
  [
    'reactions.add',
    'a name that is none',
    (c, { triage, bosMessage }) =>
      c.reactions.add({ channel: triage, timestamp: bosMessage, name: ':eyes:' }),
    'invalid_name',
  ],
  [
    'reactions.remove',
    'what was never added',
    (c, { triage, bosMessage }) =>
      c.reactions.remove({ channel: triage, timestamp: bosMessage, name: 'eyes' }),
    'no_reaction',
  ],
  ['files.info', 'no such file', (c) => c.files.info({ file: 'F0NOTHING00' }), 'file_not_found'],
  [
    'views.open',
    'a trigger that is none',
    (c) =>
      c.views.open({
        trigger_id: '1.2.a',
        view: { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [{ type: 'divider' }] },
      }),
    'invalid_trigger_id',
  ],
  [
    'views.update',
    'a view that is closed',
    (c) =>
      c.views.update({
        view_id: 'V0GONE00000',
        view: { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [{ type: 'divider' }] },
      }),
    'not_found',
  ],
  ['team.teleport', 'a method that is none', (c) => c.apiCall('team.teleport'), 'unknown_method'],
];

describe('refusals', () => {
  test.each(REFUSALS)('%s: %s', async (_, __, ask, expected) => {
    const { client, ids } = await prepare();
    expect(await outcome(ask(client, ids))).toBe(expected);
  });

  test('a private channel without the bot does not exist for it, in any method', async () => {
    const { client, ids } = await prepare();
    const channel = ids.secret;
    const asked = [
      client.conversations.info({ channel }),
      client.conversations.history({ channel }),
      client.conversations.members({ channel }),
      client.conversations.join({ channel }),
      client.chat.postMessage({ channel, text: 'x' }),
    ];
    expect(await Promise.all(asked.map(outcome))).toEqual(asked.map(() => 'channel_not_found'));
    const listed = await client.conversations.list({ types: 'public_channel,private_channel' });
    expect(listed.channels?.map(({ id }) => id)).not.toContain(channel);
  });

  test.each([
    ['no token', '', 'not_authed'],
    ['a wrong token', 'xoxb-wrong', 'invalid_auth'],
    ['the app token', 'xapp-playground-app-token', 'not_allowed_token_type'],
  ])('%s', async (_, token, expected) => {
    expect(await outcome(webClient(await box(), token).auth.test())).toBe(expected);
  });

  test('a refusal with messages is remembered as a violation', async () => {
    const { slack, client, ids } = await prepare();
    await outcome(
      client.apiCall('chat.postMessage', { channel: ids.triage, blocks: [{ type: 'nonsense' }] }),
    );
    expect(slack.violations).toMatchObject([
      { rule: 'invalid_blocks', detail: expect.stringContaining('nonsense') },
    ]);
  });

  test('blocks without a text that could be heard or notified of are taken, and remembered as one', async () => {
    const { slack, client, ids } = await prepare();
    const blocks = [{ type: 'divider' }];
    expect(await outcome(client.apiCall('chat.postMessage', { channel: ids.triage, blocks }))).toBe('ok');
    expect(slack.violations).toMatchObject([{ rule: 'no_fallback_text' }]);
    await outcome(client.apiCall('chat.postMessage', { channel: ids.triage, blocks, text: 'A line' }));
    expect(slack.violations).toHaveLength(1);
  });
});

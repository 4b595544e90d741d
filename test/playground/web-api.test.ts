/** The Web API's refusals and reads, asked by Slack's own client. */

import type { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import type { SlackServer } from '../../playground/server.js';
import { box, outcome, stillClock, webClient } from './box.js';

const NOWHERE = 'C0NOWHERE00';
const TS = '1700000000.000100';

function channelId(slack: SlackServer, name: string): string {
  const found = [...slack.workspace.state.channels.values()].find((channel) => channel.name === name);
  if (!found) throw new Error(`no #${name}`);
  return found.id;
}

type Ask = (client: WebClient, ids: Ids) => Promise<unknown>;
type Ids = {
  triage: string;
  help: string;
  leads: string;
  bo: string;
  cleo: string;
  bosMessage: string;
  archived: string;
};

async function prepare() {
  const slack = await box();
  const ada = slack.person('Ada');
  const archived = ada.createChannel('old', { members: ['threadesk'] });
  ada.archive(archived);
  const secret = ada.createChannel('board', { isPrivate: true });
  const triage = channelId(slack, 'it-triage');
  const ids: Ids & { secret: string } = {
    triage,
    help: channelId(slack, 'it-help'),
    leads: channelId(slack, 'leads'),
    bo: slack.person('Bo').id,
    cleo: slack.person('Cleo').id,
    bosMessage: slack.person('Ben').post(triage, 'hello').ts,
    archived,
    secret,
  };
  return { slack, ids, client: webClient(slack) };
}

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
});

describe('posting', () => {
  test('a user id stands for the direct messages with them', async () => {
    const { slack, client, ids } = await prepare();
    const posted = await client.chat.postMessage({ channel: ids.bo, text: 'hello' });
    expect(posted.channel).toBe(slack.person('Bo').dm());
    expect(
      slack
        .person('Bo')
        .sees('@threadesk')
        .map(({ text }) => text),
    ).toEqual(['hello']);
  });

  test('an update takes 4,000 characters and no more, and only the new text of a message with blocks', async () => {
    const { client, ids } = await prepare();
    const { ts } = await client.chat.postMessage({ channel: ids.triage, text: 'x' });
    const update = (length: number) =>
      client.chat.update({ channel: ids.triage, ts: ts ?? '', text: 'x'.repeat(length) });
    expect(await outcome(update(4000))).toBe('ok');
    expect(await outcome(update(4001))).toBe('msg_too_long');
  });

  test('metadata comes back only with include_all_metadata', async () => {
    const { client, ids } = await prepare();
    const metadata = { event_type: 'post', event_payload: { id: 7 } };
    const { ts = '' } = await client.chat.postMessage({ channel: ids.triage, text: 'x', metadata });
    const bare = await client.conversations.history({
      channel: ids.triage,
      latest: ts,
      inclusive: true,
      limit: 1,
    });
    expect(bare.messages?.[0]?.metadata).toBeUndefined();
    const full = await client.conversations.replies({ channel: ids.triage, ts, include_all_metadata: true });
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
  });

  test('timestamps follow the clock, differ and grow', async () => {
    const clock = stillClock();
    const slack = await box({ clock });
    const ana = slack.person('Ana');
    const first = ana.post('#it-help', 'one').ts;
    const second = ana.post('#it-help', 'two').ts;
    clock.advance(1000);
    const third = ana.post('#it-help', 'three').ts;
    expect([first.split('.')[0], third.split('.')[0]]).toEqual(['1772442000', '1772442001']);
    expect([first, second, third].sort()).toEqual([first, second, third]);
    expect(new Set([first, second, third]).size).toBe(3);
  });
});

describe('reading', () => {
  async function thread(count: number) {
    const { slack, client, ids } = await prepare();
    const ben = slack.person('Ben');
    const root = ben.post(ids.triage, 'root').ts;
    const replies = Array.from(
      { length: count },
      (_, i) => ben.post(ids.triage, `r${i}`, { threadTs: root }).ts,
    );
    return { slack, client, channel: ids.triage, root, replies };
  }

  test('a thread pages by cursor, oldest first, its root at the head', async () => {
    const { client, channel, root, replies } = await thread(5);
    const read: string[] = [];
    let cursor = '';
    do {
      const page = await client.conversations.replies({
        channel,
        ts: root,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      read.push(...(page.messages ?? []).map(({ ts = '' }) => ts));
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor !== '');
    expect(read).toEqual([root, ...replies]);
  });

  test('bounds leave their ends out unless inclusive', async () => {
    const { client, channel, root, replies } = await thread(4);
    const [, second = '', third = ''] = replies;
    const between = async (inclusive: boolean) => {
      const page = await client.conversations.replies({
        channel,
        ts: root,
        oldest: second,
        latest: third,
        inclusive,
      });
      return page.messages?.map(({ ts }) => ts);
    };
    expect(await between(false)).toEqual([root]);
    expect(await between(true)).toEqual([root, second, third]);
  });

  test('history holds roots and broadcasts, newest first, not replies', async () => {
    const { slack, client, channel, root } = await thread(2);
    const loud = slack.person('Ben').post(channel, 'loud', { threadTs: root, broadcast: true }).ts;
    const { messages } = await client.conversations.history({ channel });
    expect(messages?.slice(0, 2).map(({ ts }) => ts)).toEqual([loud, root]);
    expect(messages?.[1]).toMatchObject({ reply_count: 3 });
  });

  test('profiles say who is a guest, an outsider, an owner, and in which zone', async () => {
    const slack = await box();
    const client = webClient(slack);
    const info = async (name: string) => (await client.users.info({ user: slack.person(name).id })).user;
    expect(await info('Ada')).toMatchObject({
      is_admin: true,
      is_owner: true,
      tz: 'Europe/London',
      tz_offset: 0,
    });
    expect(await info('Gus')).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(await info('Olga')).toMatchObject({ is_stranger: true, team_id: 'T0OUTSIDE01' });
    expect(await info('Cleo')).toMatchObject({ tz: 'Asia/Kolkata', tz_offset: 19_800 });
    expect(await info('threadesk')).toMatchObject({ is_bot: true });
  });
});

describe('rates', () => {
  test('with Slack rates a 51st call of tier 3 in a minute is told how long to wait', async () => {
    const clock = stillClock();
    const slack = await box({ clock, hasRateLimits: true });
    const client = webClient(slack);
    const channel = channelId(slack, 'it-triage');
    for (let call = 0; call < 50; call += 1) await client.conversations.info({ channel });
    expect(await outcome(client.conversations.info({ channel }))).toBe('slack_webapi_rate_limited_error');
    clock.advance(60_000);
    expect(await outcome(client.conversations.info({ channel }))).toBe('ok');
  });
});

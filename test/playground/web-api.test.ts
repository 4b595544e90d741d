/** What the Web API does when it is asked well: posting, reading, paging, rates. */

import { describe, expect, test } from 'vitest';
import { box, outcome, stillClock, webClient } from './box.js';
import { channelId, prepare } from './prepared.js';

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

/** Buttons, menus, shortcuts and response URLs. */

import { describe, expect, test } from 'vitest';
import { outcome } from './box.js';
import { type Answer, options, plain, start, TRIAGE } from './interactive.js';

describe('a message with controls', () => {
  const blocks = [
    {
      type: 'actions',
      block_id: 'row',
      elements: [
        { type: 'button', action_id: 'take', text: plain('Take'), value: '7' },
        { type: 'static_select', action_id: 'priority', options },
        { type: 'overflow', action_id: 'more', options },
        { type: 'users_select', action_id: 'assign' },
        { type: 'external_select', action_id: 'asset', min_query_length: 1 },
      ],
    },
  ];

  async function card(answer?: Answer) {
    const started = await start(answer);
    const ben = started.slack.person('Ben');
    const { channel, ts: root } = ben.post(TRIAGE, 'root');
    await started.client.chat.postMessage({
      channel,
      thread_ts: root,
      text: 'card',
      blocks: blocks as never[],
    });
    const seen = ben.sees(TRIAGE, root).at(-1);
    if (!seen) throw new Error('no card');
    return { ...started, ben, seen, root };
  }

  test('a button sends what a live one does', async () => {
    const { app, ben, seen, root, last } = await card();
    await ben.press(seen, 'take');
    await app.stop();
    expect(last()).toMatchObject({
      type: 'block_actions',
      user: { id: ben.id, username: 'ben', name: 'ben' },
      container: {
        type: 'message',
        message_ts: seen.ts,
        channel_id: seen.channel,
        is_ephemeral: false,
        thread_ts: root,
      },
      channel: { id: seen.channel, name: 'privategroup' },
      message: { ts: seen.ts, text: 'card', bot_id: 'B0THREADESK' },
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/response/'),
      actions: [
        {
          type: 'button',
          action_id: 'take',
          block_id: 'row',
          value: '7',
          text: { type: 'plain_text', text: 'Take', emoji: true },
          action_ts: expect.any(String),
        },
      ],
    });
  });

  test('of several buttons with one action id the value tells which', async () => {
    const { app, ben, slack, client, last } = await card();
    const row = (value: string) => ({
      type: 'section' as const,
      text: plain(value),
      accessory: { type: 'button' as const, action_id: 'open', text: plain('Open'), value },
    });
    const { channel } = ben.post(TRIAGE, 'list');
    await client.chat.postMessage({ channel, text: 'list', blocks: [row('IT-1'), row('IT-2')] });
    const list = slack.person('Ben').sees(TRIAGE).at(-1);
    if (!list) throw new Error('no list');
    await ben.press(list, 'Open', { value: 'IT-2' });
    await app.stop();
    expect(last()).toMatchObject({ actions: [{ value: 'IT-2' }] });
  });

  test('menus send what was chosen, and the state of the whole message', async () => {
    const { app, ben, seen, slack, last } = await card();
    await ben.choose(seen, 'priority', 'High');
    expect(last()).toMatchObject({
      actions: [{ type: 'static_select', selected_option: { value: 'high' } }],
    });
    await ben.choose(seen, 'more', 'low');
    expect(last()).toMatchObject({ actions: [{ type: 'overflow', selected_option: { value: 'low' } }] });
    await ben.choose(seen, 'assign', 'Ana');
    await app.stop();
    expect(last()).toMatchObject({
      actions: [{ type: 'users_select', selected_user: slack.person('Ana').id }],
      state: { values: { row: { priority: { selected_option: { value: 'high' } } } } },
    });
  });

  test('an external menu asks the app for its options', async () => {
    const { app, ben, seen, last } = await card(({ payload }) =>
      payload.type === 'block_suggestion'
        ? { body: { options: [{ text: plain('Laptop 9'), value: '9' }] } }
        : undefined,
    );
    await ben.choose(seen, 'asset', 'Laptop 9');
    await app.stop();
    expect(app.requests.map(({ payload }) => payload.type)).toContain('block_suggestion');
    expect(last()).toMatchObject({ actions: [{ selected_option: { value: '9' } }] });
  });

  test('what is not there cannot be pressed, nor what one cannot see, but all can be forged', async () => {
    const { app, ben, bo, seen, last } = await card();
    await expect(ben.press(seen, 'close')).rejects.toThrow('There is no close here');
    await expect(ben.press(seen, 'priority')).rejects.toThrow('no button');
    await expect(bo.press(seen, 'take')).rejects.toThrow('cannot see');
    await bo.forge({
      actions: [{ type: 'button', action_id: 'take', value: '7' }],
      channel: { id: seen.channel },
    });
    await app.stop();
    expect(last()).toMatchObject({
      type: 'block_actions',
      user: { id: bo.id },
      actions: [{ action_id: 'take' }],
    });
  });

  test('shortcuts carry a trigger; the one on a message carries it whole, with a response_url', async () => {
    const { app, ben, root, last } = await card();
    await ben.shortcut('create');
    expect(last()).toMatchObject({ type: 'shortcut', callback_id: 'create', trigger_id: expect.any(String) });
    expect(last()).not.toHaveProperty('response_url');
    await ben.messageShortcut('from_message', TRIAGE, root);
    await app.stop();
    expect(last()).toMatchObject({
      type: 'message_action',
      message_ts: root,
      message: { ts: root, text: 'root', user: ben.id },
      response_url: expect.any(String),
    });
  });
});

describe('a response_url', () => {
  const say = (url: unknown, body: unknown) =>
    fetch(String(url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('takes five answers and refuses a sixth', async () => {
    const { app, bo, last, slack } = await start();
    const result = await bo.command('/ticket');
    const statuses: number[] = [];
    for (let use = 0; use < 6; use += 1)
      statuses.push((await say(last().response_url, { text: `${use}` })).status);
    await app.stop();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(result.responses).toHaveLength(5);
    expect(slack.violations).not.toEqual([]);
  });

  test.each([
    [30, 200],
    [31, 404],
  ])('%i minutes later: %i', async (minutes, status) => {
    const { app, bo, last, clock } = await start();
    await bo.command('/ticket');
    clock.advance(minutes * 60_000);
    expect((await say(last().response_url, { text: 'late' })).status).toBe(status);
    await app.stop();
  });

  test('answers are for the person alone, or for the channel, and can replace and delete an ephemeral one', async () => {
    const { app, slack, client, last } = await start();
    const [ana, ben] = [slack.person('Ana'), slack.person('Ben')];
    await ben.command('/ticket', 'list', { channel: TRIAGE });
    await say(last().response_url, { text: 'for all', response_type: 'in_channel' });
    const button = { type: 'button', action_id: 'next', text: plain('Next') };
    await say(last().response_url, { text: 'page 1', blocks: [{ type: 'actions', elements: [button] }] });
    expect(ana.sees(TRIAGE).map(({ text }) => text)).toEqual(['for all']);
    const [page] = ben.ephemerals();
    if (!page) throw new Error('no page');
    await ben.press(page, 'Next');
    expect(last()).toMatchObject({ container: { is_ephemeral: true } });
    expect(last()).not.toHaveProperty('message');
    await say(last().response_url, { text: 'page 2', replace_original: true });
    expect(ben.ephemerals().map(({ text }) => text)).toEqual(['page 2']);
    await say(last().response_url, { delete_original: true });
    expect(ben.ephemerals()).toEqual([]);
    expect(await outcome(client.chat.update({ channel: page.channel, ts: page.ts, text: 'x' }))).toBe(
      'message_not_found',
    );
    await app.stop();
  });

  test('a command can be answered in its ack', async () => {
    const { app, bo } = await start(() => ({
      body: { text: 'at once' },
      headers: { 'content-type': 'application/json' },
    }));
    const { responses } = await bo.command('/ticket');
    await app.stop();
    expect(responses.map(({ text }) => text)).toEqual(['at once']);
  });
});

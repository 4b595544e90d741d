/** Triggers, modals, buttons, menus and response URLs, up to and past their limits. */

import { describe, expect, test } from 'vitest';
import type { SlackServer } from '../../playground/server.js';
import { box, outcome, stillClock, webClient } from './box.js';
import { type RawAnswer, type RawRequest, startRawApp } from './raw-app.js';

const TRIAGE = '#it-triage';
const plain = (text: string) => ({ type: 'plain_text' as const, text });

const field = (id: string, label: string, element: Record<string, unknown>, rest = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...rest,
});

const options = ['Low', 'High'].map((label) => ({ text: plain(label), value: label.toLowerCase() }));

const modal = (blocks: unknown[] = [], rest = {}) => ({
  type: 'modal' as const,
  callback_id: 'create',
  title: plain('New ticket'),
  submit: plain('Create'),
  blocks: [
    field('title', 'Title', { type: 'plain_text_input', max_length: 20 }),
    field('priority', 'Priority', { type: 'static_select', options, initial_option: options[0] }),
    field('who', 'Who', { type: 'users_select' }, { optional: true }),
    ...blocks,
  ] as never[],
  ...rest,
});

type Answer = (request: RawRequest, index: number) => RawAnswer | undefined;

async function start(answer: Answer = () => undefined) {
  const clock = stillClock();
  const slack = await box({ clock });
  const app = await startRawApp(slack, answer);
  const last = () => app.requests.at(-1)?.payload ?? {};
  return { slack, clock, app, last, client: webClient(slack), bo: slack.person('Bo') };
}

/** Bo runs a command, and the app opens a modal with its trigger. */
async function withModal(view: ReturnType<typeof modal> = modal(), answer?: Answer) {
  const started = await start(answer);
  await started.bo.command('/ticket', 'new');
  await started.client.views.open({ trigger_id: String(started.last().trigger_id), view });
  return started;
}

describe('a trigger', () => {
  test('opens one modal, once', async () => {
    const { app, bo, client, last } = await start();
    await bo.command('/ticket');
    const open = () => outcome(client.views.open({ trigger_id: String(last().trigger_id), view: modal() }));
    expect([await open(), await open()]).toEqual(['ok', 'exchanged_trigger_id']);
    await app.stop();
  });

  test.each([
    [3000, 'ok'],
    [3001, 'expired_trigger_id'],
  ])('%i ms later: %s', async (ms, expected) => {
    const { app, bo, client, last, clock } = await start();
    await bo.command('/ticket');
    clock.advance(ms);
    expect(await outcome(client.views.open({ trigger_id: String(last().trigger_id), view: modal() }))).toBe(
      expected,
    );
    await app.stop();
  });

  test('is not spent by a view that is refused', async () => {
    const { app, bo, client, last } = await start();
    await bo.command('/ticket');
    const open = (view: ReturnType<typeof modal>) =>
      outcome(client.views.open({ trigger_id: String(last().trigger_id), view }));
    expect(await open(modal([], { title: plain('x'.repeat(25)) }))).toBe('invalid_arguments');
    expect(await open(modal())).toBe('ok');
    await app.stop();
  });
});

describe('a modal', () => {
  test('submits what was filled in, by label, block id or action id, in the shape of view.state.values', async () => {
    const { app, bo, slack, last } = await withModal();
    await bo.fill({ Title: 'VPN down', priority: 'High', 'who/value': 'Ana' });
    await bo.submit();
    await app.stop();
    expect(last()).toMatchObject({
      type: 'view_submission',
      user: { id: bo.id },
      response_urls: [],
      view: {
        callback_id: 'create',
        state: {
          values: {
            title: { value: { type: 'plain_text_input', value: 'VPN down' } },
            priority: { value: { type: 'static_select', selected_option: { value: 'high' } } },
            who: { value: { type: 'users_select', selected_user: slack.person('Ana').id } },
          },
        },
      },
    });
    expect(bo.view()).toBeNull();
  });

  test('the client holds back an empty required field and one that is too long, unless forced', async () => {
    const { app, bo } = await withModal();
    expect(await bo.submit()).toMatchObject({ isSent: false, errors: { Title: expect.any(String) } });
    await bo.fill({ Title: 'x'.repeat(21) });
    expect(await bo.submit()).toMatchObject({ isSent: false });
    expect(await bo.submit({ force: true })).toMatchObject({ isSent: true });
    await app.stop();
  });

  test('submitted twice at once it is two submissions of one view', async () => {
    const { app, bo } = await withModal();
    await bo.fill({ Title: 'VPN down' });
    await bo.submit({ times: 2 });
    await app.stop();
    const submissions = app.requests.filter(({ payload }) => payload.type === 'view_submission');
    expect(submissions).toHaveLength(2);
    expect(new Set(submissions.map(({ payload }) => (payload.view as { id: string }).id)).size).toBe(1);
  });

  const ACKS: [string, unknown, (slack: SlackServer) => unknown, unknown][] = [
    ['nothing closes it', '', (slack) => slack.person('Bo').view(), null],
    ['clear closes all', { response_action: 'clear' }, (slack) => slack.person('Bo').view(), null],
    [
      'errors are shown on their fields and keep the values',
      { response_action: 'errors', errors: { title: 'Too vague' } },
      (slack) => [slack.person('Bo').view()?.errors, slack.person('Bo').view()?.fields[0]?.value],
      [{ Title: 'Too vague' }, 'VPN'],
    ],
    [
      'update replaces it',
      { response_action: 'update', view: modal([], { title: plain('Thanks') }) },
      (slack) => slack.person('Bo').view()?.title,
      'Thanks',
    ],
    [
      'push stacks another',
      { response_action: 'push', view: modal([], { title: plain('More') }) },
      (slack) => slack.person('Bo').view()?.title,
      'More',
    ],
  ];

  test.each(ACKS)('an ack with %s', async (_, body, look, expected) => {
    const isSubmission = ({ payload }: RawRequest) => payload.type === 'view_submission';
    const { app, bo, slack } = await withModal(modal(), (request) =>
      isSubmission(request) ? { body, headers: { 'content-type': 'application/json' } } : undefined,
    );
    await bo.fill({ Title: 'VPN' });
    await bo.submit();
    await app.stop();
    expect(look(slack)).toEqual(expected);
    expect(slack.violations).toEqual([]);
  });

  test.each([
    ['an error for a block that is not there', { response_action: 'errors', errors: { nowhere: 'x' } }],
    ['an action that is none', { response_action: 'explode' }],
    ['a view that is none', { response_action: 'update', view: { type: 'modal' } }],
  ])('%s is a violation', async (_, body) => {
    const { app, bo, slack } = await withModal(modal(), ({ payload }) =>
      payload.type === 'view_submission' ? { body } : undefined,
    );
    await bo.fill({ Title: 'VPN' });
    await bo.submit();
    await app.stop();
    expect(slack.violations).not.toEqual([]);
  });

  test('without an answer it stays open, with what was typed', async () => {
    const { app, bo } = await withModal(modal(), ({ payload }) =>
      payload.type === 'view_submission' ? { status: 500 } : undefined,
    );
    await bo.fill({ Title: 'VPN' });
    expect(await bo.submit()).toMatchObject({ isAcked: false, error: expect.stringContaining('trouble') });
    expect(bo.view()?.fields[0]?.value).toBe('VPN');
    await app.stop();
  });

  test('an update keeps what was typed where the ids stay, and a stale hash is refused', async () => {
    const { app, bo, client } = await withModal();
    await bo.fill({ Title: 'VPN' });
    const viewId = bo.view()?.viewId ?? '';
    const stale = '1.old';
    expect(await outcome(client.views.update({ view_id: viewId, hash: stale, view: modal() }))).toBe(
      'hash_conflict',
    );
    await client.views.update({
      view_id: viewId,
      view: modal([field('more', 'More', { type: 'plain_text_input' })]),
    });
    expect(bo.view()?.fields.map(({ label, value }) => [label, value])[0]).toEqual(['Title', 'VPN']);
    expect(bo.view()?.fields).toHaveLength(4);
    await app.stop();
  });

  test('three stack, a fourth does not', async () => {
    const button = { type: 'button', action_id: 'more', text: plain('More') };
    const view = modal([{ type: 'actions', elements: [button] }]);
    const { app, bo, client, last } = await withModal(view);
    const push = async () => {
      const open = bo.view();
      if (open) await bo.press(open, 'More');
      return outcome(client.views.push({ trigger_id: String(last().trigger_id), view }));
    };
    expect([await push(), await push(), await push()]).toEqual(['ok', 'ok', 'push_limit_reached']);
    await bo.closeView();
    expect(bo.view()).not.toBeNull();
    await app.stop();
  });

  test('closing it is told only to an app that asked', async () => {
    const quiet = await withModal();
    await quiet.bo.closeView();
    expect(quiet.last().type).not.toBe('view_closed');
    await quiet.app.stop();
    const curious = await withModal(modal([], { notify_on_close: true }));
    await curious.bo.closeView();
    expect(curious.last()).toMatchObject({ type: 'view_closed', is_cleared: false });
    await curious.app.stop();
  });
});

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

test('a home is published for one person, and its opening is told', async () => {
  const { app, slack, client, bo } = await start();
  bo.openHome();
  await client.views.publish({
    user_id: bo.id,
    view: { type: 'home', blocks: [{ type: 'header', text: plain('My tickets') }] },
  });
  await slack.settled();
  await app.stop();
  expect(bo.home()?.shows).toBe('My tickets');
  expect(slack.person('Ana').home()).toBeNull();
  expect(slack.events[0]?.event).toMatchObject({
    type: 'app_home_opened',
    user: bo.id,
    tab: 'home',
    channel: bo.dm(),
  });
});

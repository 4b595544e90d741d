/** Triggers, modals and homes, up to and past their limits. */

import { describe, expect, test } from 'vitest';
import type { SlackServer } from '../../playground/server.js';
import { outcome } from './box.js';
import { field, modal, plain, start, withModal } from './interactive.js';
import type { RawRequest } from './raw-app.js';

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

  test('what is typed has at most 3,000 characters where the app says nothing', async () => {
    const { app, bo } = await withModal(modal([field('note', 'Note', { type: 'plain_text_input' })]));
    await bo.fill({ Title: 'x', Note: '🎫'.repeat(3001) });
    expect(await bo.submit()).toMatchObject({
      isSent: false,
      errors: { Note: 'Please enter at most 3000 characters.' },
    });
    await bo.fill({ Note: '🎫'.repeat(3000) });
    expect(await bo.submit()).toMatchObject({ isSent: true });
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

/** The trail: what was delivered to the app, and what it did in answer. */

import { expect, test } from 'vitest';
import type { Happening, Trail } from '../../playground/live/protocol.js';
import { box, webClient } from './box.js';
import { field, modal, plain, TRIAGE } from './interactive.js';
import { ask, tell } from './live.js';
import { channelId } from './prepared.js';
import { startRawApp } from './raw-app.js';

const MANIFEST = {
  appName: 'Threadesk',
  commands: [],
  shortcuts: [{ callbackId: 'from_message', name: 'Make ticket', type: 'message' as const }],
};

async function trailed() {
  const slack = await box({ hasTrail: true, manifest: MANIFEST });
  const app = await startRawApp(slack);
  const trail = async (since = 0) => (await ask<Trail>(slack, `trail?since=${since}`)).result;
  const titles = async () => (await trail()).happenings.map(({ kind, title }) => `${kind}: ${title}`);
  return { slack, app, trail, titles, client: webClient(slack) };
}

const last = ({ happenings }: Trail): Happening | undefined => happenings.at(-1);

test('says in words what people did', async () => {
  const { slack, titles, client, app } = await trailed();
  const [bo, ana] = [slack.person('Bo'), slack.person('Ana')];
  const { ts } = ana.post(TRIAGE, 'hello');
  ana.post(TRIAGE, 'again', { threadTs: ts });
  ana.edit(TRIAGE, ts, 'hello!');
  ana.react(TRIAGE, ts, 'eyes');
  await bo.command('/ticket', 'assign @ana', { channel: '#it-help' });
  await client.views.open({
    trigger_id: String(app.requests.at(-1)?.payload.trigger_id),
    view: modal([field('note', 'Note', { type: 'plain_text_input' }, { optional: true })]),
  });
  await bo.fill({ Title: 'VPN' });
  await bo.submit();
  await ana.messageShortcut('from_message', TRIAGE, ts);
  const button = { type: 'button' as const, action_id: 'take', text: plain('Take') };
  const channel = channelId(slack, 'it-triage');
  const blocks = [{ type: 'actions' as const, elements: [button] }];
  const card = await client.chat.postMessage({ channel, text: 'card', blocks });
  await ana.press({ channel, ts: card.ts ?? '' }, 'Take');
  await tell(slack, 'faults', { do: 'removeBot', with: [channel] });
  await slack.settled();
  expect(await titles()).toEqual([
    'event: Ana posted in #it-triage',
    'event: Ana answered in a thread in #it-triage',
    'event: Ana changed a message in #it-triage',
    'event: Ana reacted with :eyes: in #it-triage',
    'command: Bo typed /ticket assign @Ana',
    'form: Bo submitted New ticket',
    'shortcut: Ana chose Make ticket on a message in #it-triage',
    'event: The bot hears of its own message in #it-triage',
    'press: Ana pressed Take',
    'fault: The bot was removed from #it-triage',
    'event: threadesk is not in #it-triage any more',
    'event: group left in #it-triage',
  ]);
});

test('keeps with each what was sent, how it was answered, the calls, the rows and the violations that came of it', async () => {
  const { slack, trail, client } = await trailed();
  const { channel } = slack.person('Ben').post(TRIAGE, 'hello');
  await slack.settled();
  await client.chat.postMessage({ channel, text: 'hi' });
  await client.apiCall('chat.dance', {}).catch(() => undefined);
  slack.trail?.changed([
    {
      atMs: Date.now(),
      claim: null,
      post: null,
      table: 'tickets',
      kind: 'insert',
      key: '1',
      columns: [{ name: 'title', before: null, after: 'x' }],
    },
  ]);
  await slack.settled();
  const { happenings, version } = await trail();
  expect(happenings[0]).toMatchObject({
    payload: { type: 'event_callback', event: { text: 'hello' } },
    delivery: { state: 'acked', attempts: 1, ackMs: expect.any(Number) },
    calls: [
      { method: 'chat.postMessage', args: { text: 'hi' }, result: { ok: true }, fault: null },
      { method: 'chat.dance', result: { error: 'unknown_method' } },
    ],
    rows: [{ table: 'tickets', key: '1', afterMs: expect.any(Number) }],
    violations: [{ rule: 'unknown_method' }],
  });
  // The bot hears its own message, and nothing comes of that.
  expect(happenings[1]).toMatchObject({ userId: slack.workspace.state.app.botUserId, calls: [] });
  expect((await trail(version)).happenings).toEqual([]);
  slack.person('Ben').post(TRIAGE, 'news');
  await slack.settled();
  expect((await trail(version)).happenings.map(({ title }) => title)).toEqual(['Ben posted in #it-triage']);
});

test('says of what was refused that it was', async () => {
  const { slack, titles } = await trailed();
  await tell(slack, 'faults', { do: 'inviteBot', with: ['#it-triage'] });
  expect(await titles()).toEqual(['fault: Refused: The bot was invited to #it-triage']);
});

test('what the app does with nothing in hand is its own', async () => {
  const { trail, client } = await trailed();
  await client.auth.test();
  expect(last(await trail())).toMatchObject({
    kind: 'itself',
    title: 'Threadesk, by itself',
    calls: [{ method: 'auth.test' }],
  });
});

test('tells what became of lost and unanswered deliveries', async () => {
  const { slack, trail, app } = await trailed();
  slack.faults.event('message', { kind: 'drop' });
  slack.person('Ben').post(TRIAGE, 'lost');
  await app.stop();
  slack.person('Ben').post(TRIAGE, 'unheard');
  await slack.person('Bo').command('/ticket', '', { channel: '#it-help' });
  await slack.settled();
  expect((await trail()).happenings.map(({ delivery }) => delivery?.state)).toEqual([
    'dropped',
    'given_up',
    'unanswered',
  ]);
});

test('holds no token, and not the ticket of a connection', async () => {
  const { slack, trail } = await trailed();
  await webClient(slack, slack.appToken).apps.connections.open();
  slack.person('Ben').post(TRIAGE, `see ${slack.botToken}`);
  await slack.settled();
  const text = JSON.stringify(await trail());
  expect(text).toContain('apps.connections.open');
  for (const secret of [slack.botToken, slack.appToken, 'playground-verification-token'])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/ticket=ticket/);
});

test('keeps the newest 500, and nothing where none is asked for', async () => {
  const { slack, trail } = await trailed();
  for (let index = 0; index < 510; index += 1) slack.trail?.begin('fault', `fault ${index}`).end();
  const { happenings } = await trail();
  expect(happenings).toHaveLength(500);
  expect(happenings[0]?.title).toBe('fault 10');
  const bare = await box();
  const { result } = await ask<Trail>(bare, 'trail');
  expect(result).toEqual({ run: '', version: 0, oldestId: 0, happenings: [] });
});

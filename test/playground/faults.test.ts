/** What can be broken on purpose, and that nothing else breaks with it. */

import { describe, expect, test } from 'vitest';
import type { ApiFault } from '../../playground/faults.js';
import { box, outcome, webClient } from './box.js';
import { startRawApp } from './raw-app.js';
import { socketClient } from './socket-client.js';

const TRIAGE = '#it-triage';

async function posting() {
  const slack = await box();
  const { channel } = slack.person('Ben').post(TRIAGE, 'root');
  const client = webClient(slack);
  const post = () => outcome(client.chat.postMessage({ channel, text: 'card' }));
  const posted = () =>
    slack
      .person('Ben')
      .sees(TRIAGE)
      .filter(({ text }) => text === 'card').length;
  return { slack, client, post, posted };
}

describe('the Web API', () => {
  /** [fault, what the client sees, how often the message was posted] */
  test.each<[ApiFault, string | RegExp, number]>([
    [{ kind: 'rate_limited', retryAfterSeconds: 7 }, 'slack_webapi_rate_limited_error', 0],
    [{ kind: 'status', status: 500 }, 'slack_webapi_http_error', 0],
    [{ kind: 'error', error: 'fatal_error' }, 'fatal_error', 0],
    [{ kind: 'reset', when: 'before' }, 'slack_webapi_request_error', 0],
    [{ kind: 'reset', when: 'after' }, 'slack_webapi_request_error', 1],
    [{ kind: 'slow', delayMs: 20 }, 'ok', 1],
  ])('%o', async (fault, seen, times) => {
    const { slack, post, posted } = await posting();
    slack.faults.api('chat.postMessage', fault);
    expect(await post()).toMatch(seen);
    expect(posted()).toBe(times);
    expect(await post()).toBe('ok');
    expect(posted()).toBe(times + 1);
  });

  test('a call that hangs is never answered, and with `after` is carried out all the same', async () => {
    const { slack, posted } = await posting();
    const hasty = webClient(slack);
    const { channel } = slack.person('Ben').post(TRIAGE, 'x');
    for (const when of ['before', 'after'] as const)
      slack.faults.api('chat.postMessage', { kind: 'hang', when });
    const abandoned = [1, 2].map(() => outcome(hasty.chat.postMessage({ channel, text: 'card' })));
    await slack.until(() => slack.calls.filter(({ fault }) => fault?.kind === 'hang').length === 2);
    expect(posted()).toBe(1);
    expect(await Promise.all(abandoned)).not.toContain('ok');
  });

  test('a fault can ask for certain arguments, a number of times, and be taken back', async () => {
    const { slack, client } = await posting();
    const { channel } = slack.person('Ben').post(TRIAGE, 'x');
    const say = (text: string) => outcome(client.chat.postMessage({ channel, text }));
    const fault: ApiFault = { kind: 'error', error: 'fatal_error' };
    slack.faults.api('chat.postMessage', fault, { times: 2, when: ({ text }) => text === 'this' });
    expect([await say('that'), await say('this'), await say('this'), await say('this')]).toEqual([
      'ok',
      'fatal_error',
      'fatal_error',
      'ok',
    ]);
    const undo = slack.faults.api('*', fault, { times: 100 });
    expect(await say('x')).toBe('fatal_error');
    undo();
    expect(await say('x')).toBe('ok');
  });

  test('a revoked token works again once restored', async () => {
    const { slack, post } = await posting();
    slack.faults.revokeToken();
    expect(await post()).toBe('token_revoked');
    slack.faults.restoreToken();
    expect(await post()).toBe('ok');
  });

  test('connections are refused while Slack is down', async () => {
    const slack = await box();
    const client = webClient(slack, slack.appToken);
    slack.faults.refuseConnections();
    expect(await outcome(client.apps.connections.open())).toBe('internal_error');
    slack.faults.refuseConnections(false);
    expect(await outcome(client.apps.connections.open())).toBe('ok');
  });
});

describe('events', () => {
  async function listening() {
    const slack = await box();
    const app = await startRawApp(slack);
    const texts = () => app.requests.map(({ payload }) => (payload.event as { text?: string }).text ?? '');
    return { slack, app, texts, ben: slack.person('Ben') };
  }

  test('a dropped event is never sent', async () => {
    const { slack, app, texts, ben } = await listening();
    slack.faults.event('message', { kind: 'drop' });
    ben.post(TRIAGE, 'lost');
    ben.post(TRIAGE, 'found');
    await slack.settled();
    await app.stop();
    expect(texts()).toEqual(['found']);
    expect(slack.events.map(({ state }) => state)).toEqual(['dropped', 'acked']);
  });

  test('what people do can be meant alone, and not what the app hears of its own messages', async () => {
    const { slack, app, texts, ben } = await listening();
    const { channel, ts = '' } = await webClient(slack).chat.postMessage({
      channel: ben.post(TRIAGE, 'before').channel,
      text: 'of the app',
    });
    slack.faults.event('people', { kind: 'drop' });
    await webClient(slack).chat.update({ channel: channel ?? '', ts, text: 'changed' });
    await webClient(slack).chat.delete({ channel: channel ?? '', ts });
    ben.post(TRIAGE, 'lost');
    await slack.settled();
    await app.stop();
    expect(slack.events.map(({ state }) => state)).toEqual(['acked', 'acked', 'acked', 'acked', 'dropped']);
    expect(texts()).not.toContain('lost');
  });

  test('a duplicated event comes as often as told, with one event_id', async () => {
    const { slack, app, ben } = await listening();
    slack.faults.event('message', { kind: 'duplicate', copies: 5 });
    ben.post(TRIAGE, 'five');
    await slack.settled();
    await app.stop();
    expect(app.requests).toHaveLength(5);
    expect(new Set(app.requests.map(({ payload }) => payload.event_id)).size).toBe(1);
  });

  test('a delayed event is overtaken, and counts as under way', async () => {
    const { slack, app, texts, ben } = await listening();
    slack.faults.event('message', { kind: 'delay', delayMs: 30 });
    ben.post(TRIAGE, 'slow');
    ben.post(TRIAGE, 'fast');
    await slack.settled();
    await app.stop();
    expect(texts()).toEqual(['fast', 'slow']);
  });

  test.each([
    ['as they happened', undefined, ['one', 'two', 'three']],
    ['backwards', 'reverse', ['three', 'two', 'one']],
    ['in an order of choice', [1, 0, 2], ['two', 'one', 'three']],
  ] as const)('held events are released %s', async (_, order, expected) => {
    const slack = await box();
    const { socket, envelopes } = await socketClient(slack);
    const held = slack.faults.holdEvents('message');
    for (const text of ['one', 'two', 'three']) slack.person('Ben').post(TRIAGE, text);
    await slack.settled();
    expect(envelopes()).toEqual([]);
    expect(held.events().map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    held.release(order);
    await slack.settled();
    socket.close();
    expect(envelopes().map(({ payload }) => (payload as { event: { text: string } }).event.text)).toEqual(
      expected,
    );
  });

  test('a held event says what was so when it happened, whatever has changed since', async () => {
    const { slack, app, texts, ben } = await listening();
    const held = slack.faults.holdEvents('message');
    const { ts } = ben.post(TRIAGE, 'first words');
    slack.faults.event('message.message_changed', { kind: 'drop' });
    ben.edit(TRIAGE, ts, 'second words');
    held.release();
    await slack.settled();
    await app.stop();
    expect(texts()).toEqual(['first words']);
  });

  test('a subtype can be held alone', async () => {
    const { slack, app, texts, ben } = await listening();
    const held = slack.faults.holdEvents('message.message_changed');
    const { ts } = ben.post(TRIAGE, 'one');
    ben.edit(TRIAGE, ts, 'two');
    await slack.settled();
    expect(texts()).toEqual(['one']);
    held.release();
    await slack.settled();
    await app.stop();
    expect(app.requests).toHaveLength(2);
  });
});

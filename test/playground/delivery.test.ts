/** How payloads reach the app: acks, retries, redelivery, signatures, lost connections. */

import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signature } from '../../playground/delivery/signed-http.js';
import type { SlackServer } from '../../playground/server.js';
import { startSocketApp } from './bolt-app.js';
import { box, webClient } from './box.js';
import { startRawApp } from './raw-app.js';
import { socketClient } from './socket-client.js';

const TRIAGE = '#it-triage';

describe('over HTTP', () => {
  test("the signature is Slack's own", () => {
    // The worked example of https://docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(signature('8f742231b10e8888abcd99yyyzzz85a5', '1531420618', body)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  test('each request is signed over its own body and names its kind as Slack does', async () => {
    const slack = await box();
    const app = await startRawApp(slack);
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.person('Ben').command('/ticket', 'new', { channel: TRIAGE });
    await slack.settled();
    await app.stop();
    for (const { headers, body } of app.requests) {
      const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
      const expected = createHmac('sha256', slack.signingSecret).update(base).digest('hex');
      expect(headers['x-slack-signature']).toBe(`v0=${expected}`);
    }
    const command = app.requests.find(({ payload }) => payload.command);
    expect(command?.payload).toMatchObject({ command: '/ticket', text: 'new', channel_name: 'privategroup' });
    expect(command?.payload).not.toHaveProperty('thread_ts');
  });

  test('an event that is not taken comes again with its number and reason and the same event_id, three times', async () => {
    const slack = await box({ retryDelaysMs: [0, 5, 10] });
    const app = await startRawApp(slack, () => ({ status: 500 }));
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.settled();
    await app.stop();
    expect(app.requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(app.requests[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(app.requests.map(({ payload }) => payload.event_id)).size).toBe(1);
    expect(slack.events).toMatchObject([{ state: 'given_up', attempts: 4 }]);
  });

  test('an answer that comes too late is a timeout, and one retry that is taken is enough', async () => {
    const slack = await box({ retryDelaysMs: [0, 5, 10], ackTimeoutMs: 200 });
    const app = await startRawApp(slack, (_, index) => ({ isHanging: index === 0 }));
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.settled();
    await app.stop();
    expect(app.requests.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
      undefined,
      'http_timeout',
    ]);
    expect(slack.events).toMatchObject([{ state: 'acked' }]);
  });

  test('X-Slack-No-Retry ends it', async () => {
    const slack = await box({ retryDelaysMs: [0, 0, 0] });
    const app = await startRawApp(slack, () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.settled();
    await app.stop();
    expect(app.requests).toHaveLength(1);
  });

  test('interactions are never repeated, and the person is told', async () => {
    const slack = await box({ retryDelaysMs: [0, 0, 0] });
    const app = await startRawApp(slack, () => ({ status: 500 }));
    const result = await slack.person('Ben').command('/ticket', '', { channel: TRIAGE });
    await app.stop();
    expect(result).toMatchObject({ isAcked: false, error: 'http_service_error' });
    expect(app.requests).toHaveLength(1);
  });

  test('a request URL proves itself by the challenge', async () => {
    const slack = await box();
    const echo = await startRawApp(slack, ({ payload }) => ({ body: { challenge: payload.challenge } }));
    expect(await slack.verifyRequestUrl()).toBe(true);
    await echo.stop();
    const mute = await startRawApp(slack);
    expect(await slack.verifyRequestUrl()).toBe(false);
    await mute.stop();
  });
});

describe('over Socket Mode', () => {
  test('an event is wrapped as the Events API does', async () => {
    const slack = await box();
    const { socket, envelopes } = await socketClient(slack);
    const { channel, ts } = slack.person('Olga').post('#partners', 'hello');
    await slack.settled();
    socket.close();
    const { team, app } = slack.workspace.state;
    expect(envelopes()[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: team.id,
      api_app_id: app.id,
      event_id: expect.stringMatching(/^Ev[A-Z0-9]+$/),
      event_time: Math.floor(Number(ts)),
      authorizations: [{ team_id: team.id, user_id: app.botUserId, is_bot: true }],
      is_ext_shared_channel: true,
      event_context: expect.stringContaining(channel),
      event: { type: 'message', user_team: 'T0OUTSIDE01' },
    });
  });

  test('an envelope says what it is and is done once acked', async () => {
    const slack = await box();
    const { socket, received, envelopes } = await socketClient(slack);
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.person('Ben').command('/ticket', '', { channel: TRIAGE });
    await slack.settled();
    socket.close();
    expect(received[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0THREADESK' },
    });
    expect(envelopes()).toMatchObject([
      { type: 'events_api', accepts_response_payload: false, retry_attempt: 0, retry_reason: '' },
      { type: 'slash_commands', accepts_response_payload: true },
    ]);
    expect(slack.events).toMatchObject([{ state: 'acked', attempts: 1 }]);
  });

  test('an envelope that is not acked comes again, the same, with its attempt', async () => {
    const slack = await box({ retryDelaysMs: [0, 5], ackTimeoutMs: 150 });
    const { socket, envelopes } = await socketClient(slack, ({ retry_attempt }) => retry_attempt === 2);
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.settled();
    socket.close();
    expect(envelopes().map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
    ]);
    expect(new Set(envelopes().map(({ envelope_id }) => envelope_id)).size).toBe(1);
    expect(slack.events).toMatchObject([{ state: 'acked', attempts: 3 }]);
  });

  test('several connections share the payloads: each gets some, none gets all', async () => {
    const slack = await box();
    const [one, two] = await Promise.all([socketClient(slack), socketClient(slack)]);
    for (let count = 0; count < 6; count += 1) slack.person('Ben').post(TRIAGE, `${count}`);
    await slack.settled();
    one.socket.close();
    two.socket.close();
    expect(one.envelopes()).toHaveLength(3);
    expect(two.envelopes()).toHaveLength(3);
  });

  test('what was out on a connection that breaks comes again on another', async () => {
    const slack = await box({ retryDelaysMs: [0, 5, 10] });
    const silent = await socketClient(slack, () => false);
    slack.person('Ben').post(TRIAGE, 'hello');
    await slack.until(() => silent.envelopes().length === 1);
    const other = await socketClient(slack);
    silent.socket.terminate();
    await slack.settled();
    other.socket.close();
    expect(other.envelopes()).toMatchObject([{ retry_attempt: expect.any(Number) }]);
    expect(slack.events).toMatchObject([{ state: 'acked' }]);
  });

  test('a ticket opens one connection, a forged one none', async () => {
    const slack = await box();
    const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
    const opening = (address: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address);
        socket.on('open', () => {
          socket.close();
          resolve('open');
        });
        socket.on('error', () => resolve('refused'));
      });
    expect(await opening(url)).toBe('open');
    expect(await opening(url)).toBe('refused');
    expect(await opening(url.replace(/ticket=[^&]+/, 'ticket=forged'))).toBe('refused');
  });

  test('ten connections, and an eleventh is told that there are too many', async () => {
    const slack = await box();
    for (let count = 1; count <= 10; count += 1) await socketClient(slack);
    const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
    const told = await new Promise((resolve) => {
      new WebSocket(url).on('message', (data) => resolve(JSON.parse(data.toString())));
    });
    expect(told).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    await slack.until(() => slack.connectionCount() === 10);
  });

  test('a connection that was told of its end is closed, whether or not there is another one by then', async () => {
    const slack = await box({ warningMs: 20 });
    const { received } = await socketClient(slack);
    slack.faults.warnDisconnect('warning');
    const { envelopes } = await socketClient(slack);
    await slack.until(() => slack.connectionCount() === 1);
    expect(received.at(-1)).toMatchObject({ type: 'disconnect', reason: 'warning' });
    slack.person('Ben').post(TRIAGE, 'by the other one');
    await slack.until(() => envelopes().length === 1);
  });

  test.each([
    ['a disconnect message', (slack: SlackServer) => slack.faults.warnDisconnect('refresh_requested')],
    ['a cut connection', (slack: SlackServer) => slack.faults.cutSockets()],
  ])('real Bolt comes back after %s, and what happened meanwhile is redelivered', async (_, interrupt) => {
    const slack = await box({ retryDelaysMs: [100, 400, 800, 1600] });
    const running = await startSocketApp(slack);
    interrupt(slack);
    await slack.until(() => slack.connectionCount() === 0);
    slack.person('Ben').post(TRIAGE, 'meanwhile');
    await slack.until(() => running.events.includes('message'));
    expect(slack.connectionCount()).toBe(1);
    await running.stop();
  });
});

test('delivery can change from Socket Mode to HTTP while the workspace lives', async () => {
  const slack = await box();
  const { socket, envelopes } = await socketClient(slack);
  slack.person('Ben').post(TRIAGE, 'by socket');
  await slack.settled();
  const app = await startRawApp(slack);
  slack.person('Ben').post(TRIAGE, 'by request');
  await slack.settled();
  await app.stop();
  socket.close();
  expect(envelopes()).toHaveLength(1);
  expect(app.requests).toHaveLength(1);
});

/** Faults of the whole box, as the page's panel asks for them. */

import { describe, expect, test } from 'vitest';
import { box, eventsOf, outcome, webClient } from './box.js';
import { tell } from './live.js';
import { channelId } from './prepared.js';
import { startRawApp } from './raw-app.js';
import { socketClient } from './socket-client.js';

type Box = Awaited<ReturnType<typeof box>>;

const fault = (slack: Box, name: string, ...args: unknown[]) =>
  tell(slack, 'faults', { do: name, with: args });
const channel = (slack: Box, name: string) =>
  [...slack.workspace.state.channels.values()].find((each) => each.name === name);

describe('channels', () => {
  test('the bot is removed and invited by the owner, and told of it', async () => {
    const slack = await box();
    const botId = slack.workspace.state.app.botUserId;
    await fault(slack, 'removeBot', '#it-triage');
    expect(channel(slack, 'it-triage')?.memberIds).not.toContain(botId);
    const [left] = eventsOf(slack, 'group_left');
    expect(left).toMatchObject({ actor_id: slack.person('Ada').id });
    await fault(slack, 'inviteBot', '#it-triage');
    expect(eventsOf(slack, 'member_joined_channel')).toMatchObject([{ user: botId }]);
  });

  test('a channel is made private and public again', async () => {
    const slack = await box();
    await fault(slack, 'makePrivate', '#partners');
    expect(channel(slack, 'partners')?.kind).toBe('private');
    await fault(slack, 'makePublic', channelId(slack, 'partners'));
    expect(channel(slack, 'partners')?.kind).toBe('public');
    expect(eventsOf(slack).map(({ subtype }) => subtype)).toEqual([
      'channel_convert_to_private',
      'channel_convert_to_public',
    ]);
  });

  test.each([
    ['removeBot', '#general', 'not in'],
    ['inviteBot', '#it-triage', 'already'],
    ['makePrivate', '#leads', 'not public'],
    ['makePublic', '#general', 'not private'],
    ['makePublic', '#nowhere', 'no channel'],
  ])('%s %s is refused', async (name, place, words) => {
    expect(await fault(await box(), name, place)).toMatchObject({
      status: 400,
      error: expect.stringContaining(words),
    });
  });
});

describe('a fault that is none is refused with what there is', () => {
  test.each<[string, unknown[], string]>([
    ['api', [], 'a method, or *'],
    ['event', [''], 'a type of event, or *'],
    ['api', ['chat.postMessage', { kind: 'gone' }], 'there are: rate_limited, status'],
    ['api', ['chat.postMessage', { kind: 'constructor' }], 'there are: rate_limited, status'],
    ['event', ['*', { kind: 'status', status: 500 }], 'there are: drop, delay, duplicate'],
    ['event', ['*', { kind: 'delay' }], 'delayMs'],
    ['api', ['*', { kind: 'reset' }], 'before or after'],
    ['api', ['*', { kind: 'status', status: 500 }, { times: 0 }], 'whole number'],
    ['fly', [], 'There is no fault fly'],
  ])('%s %j', async (name, args, words) => {
    const slack = await box();
    expect(await fault(slack, name, ...args)).toMatchObject({
      status: 400,
      error: expect.stringContaining(words),
    });
    expect(slack.weather().rules).toEqual([]);
  });
});

test('rates apply while they are switched on', async () => {
  const slack = await box();
  const channelName = channelId(slack, 'it-triage');
  const client = webClient(slack);
  const read = () => outcome(client.conversations.members({ channel: channelName }));
  await fault(slack, 'rateLimits', true);
  const answers = await Promise.all(Array.from({ length: 101 }, read));
  expect(answers.filter((answer) => answer === 'ok')).toHaveLength(100);
  expect(slack.weather().hasRateLimits).toBe(true);
  await fault(slack, 'rateLimits', false);
  expect(await read()).toBe('ok');
});

test('events that are held come the last one first, and mending lets them go', async () => {
  const slack = await box();
  const app = await startRawApp(slack);
  const say = (text: string) => slack.person('Ben').post('#it-triage', text);
  await fault(slack, 'reorder', true);
  for (const text of ['one', 'two', 'three']) say(text);
  expect(slack.weather().isReordering).toBe(true);
  await fault(slack, 'reorder', false);
  await slack.settled();
  await fault(slack, 'reorder', true);
  say('four');
  await fault(slack, 'clear');
  await slack.settled();
  await app.stop();
  const texts = app.requests.map(({ payload }) => (payload.event as { text: string }).text);
  // Each is a request of its own, so only their beginnings are in this order.
  expect(slack.events.map(({ state }) => state)).toEqual(['acked', 'acked', 'acked', 'acked']);
  expect([...texts].sort()).toEqual(['four', 'one', 'three', 'two']);
  expect(slack.weather()).toMatchObject({ isReordering: false, rules: [] });
});

test('while events are lost none comes, and who wants to connect waits until the bot hears again', async () => {
  const slack = await box();
  await socketClient(slack);
  await fault(slack, 'loseEvents');
  await slack.until(() => slack.connectionCount() === 0);
  slack.person('Ben').post('#it-triage', 'lost');
  const connecting = socketClient(slack);
  expect(slack.events.map(({ state }) => state)).toEqual(['dropped']);
  expect(slack.weather()).toMatchObject({ isLosingEvents: true, connections: 0 });
  await fault(slack, 'hearAgain');
  const { socket, envelopes } = await connecting;
  slack.person('Ben').post('#it-triage', 'heard');
  await slack.until(() => envelopes().length === 1);
  expect(await fault(slack, 'hearAgain')).toMatchObject({ status: 400 });
  socket.close();
});

test.each<[string, [name: string, ...args: unknown[]] | null, RegExp]>([
  ['nothing is broken', null, /^Nothing is being lost\.$/],
  ['the token is revoked', ['revokeToken'], /^Nothing is being lost\. The token is revoked: give it back/],
  [
    'connections are refused',
    ['refuseConnections'],
    /^Nothing is being lost\. Connections .* mend everything/,
  ],
  ['events are held', ['reorder', true], /^Nothing is being lost\. Events are held back: let them go/],
  [
    'calls fail',
    ['api', '*', { kind: 'status', status: 500 }],
    /^Nothing is being lost\. .*“Mend everything”/,
  ],
])('to hear again where %s and no event is lost says what would help', async (_, broken, words) => {
  const slack = await box();
  if (broken !== null) expect(await fault(slack, ...broken)).toMatchObject({ ok: true });
  expect(await fault(slack, 'hearAgain')).toMatchObject({ status: 400, error: expect.stringMatching(words) });
});

test('time is moved only where somebody keeps it, and by what is a jump', async () => {
  const slack = await box();
  expect(await tell(slack, 'time', { to: 'monday' })).toMatchObject({
    status: 400,
    error: expect.stringContaining('cannot be moved'),
  });
  const jumps: unknown[] = [];
  slack.timekeeper = {
    targets: async () => [],
    jump: async (jump) => {
      jumps.push(jump);
      return { stops: 2, lateMaxMs: 0, isAllSaid: true };
    },
    isMoving: () => false,
    recover: async () => {},
  };
  for (const body of [{}, { to: 'minutes' }, { to: 'minutes', minutes: -1 }, { to: 'minutes', minutes: 1e9 }])
    expect(await tell(slack, 'time', body)).toMatchObject({
      status: 400,
      error: expect.stringContaining('Time goes'),
    });
  const jumped = await tell(slack, 'time', { to: 'minutes', minutes: 60 });
  expect(jumped).toMatchObject({ result: { passage: { stops: 2 } } });
  expect(jumps).toEqual([{ to: 'minutes', minutes: 60 }]);
});

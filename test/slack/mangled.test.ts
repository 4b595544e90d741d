/** Signed requests of any shape, as Slack would never send them: none ends, blocks or changes anything. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signature } from '../../playground/delivery/signed-http.js';
import { EVENT_HANDLERS } from '../../src/slack/events/event-handlers.js';
import { ACTIONS, OPTIONS, SHORTCUTS, VIEWS } from '../../src/slack/ids.js';
import { atEndOfTest } from '../support/ends.js';
import { rowsOf } from '../support/rows.js';
import type { Story } from '../support/story.js';
import { type Json, pressOf, startWithTicket, UNSAYABLE, viewOf } from './forged-requests.js';

type Body = { kind: 'form' | 'payload' | 'event'; body: Json };

const WRONG = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    '\0',
    '\ud800',
    'U0NOBODY',
    'IT-1',
    'start:IT-1',
    [],
    {},
    [null],
    -1,
    1e30,
    2147483648,
    true,
  ),
  fc.constantFrom<unknown>(
    '{"draftId":2147483648}',
    '{"ticket":"IT-1","verb":"resolve"}',
    '[[',
    'x'.repeat(5_000),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Where in a body something is put in its place, or taken out: a walk that takes a turn at each member. */
const MUTATION = fc.record({
  turns: fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }),
  isDropped: fc.boolean(),
  wrong: WRONG,
});
type Mutation = typeof MUTATION extends fc.Arbitrary<infer T> ? T : never;

function mutate(body: Json, { turns: [turn = 0, ...rest], isDropped, wrong }: Mutation): void {
  const keys = Object.keys(body);
  const key = keys[turn % Math.max(1, keys.length)];
  if (key === undefined) return;
  const inner = body[key];
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) {
    mutate(inner as Json, { turns: rest, isDropped, wrong });
  } else if (isDropped) delete body[key];
  else body[key] = wrong;
}

function validBodies(story: Story, responseUrl: string): Body[] {
  const user = { id: story.person('Cleo').id };
  const base = { user, team: { id: 'T1' }, trigger_id: '1.2.a', response_url: responseUrl };
  const payload = (body: Json): Body => ({ kind: 'payload', body: { ...base, ...body } });
  const event = (type: string): Body => ({
    kind: 'event',
    body: {
      type: 'event_callback',
      team_id: 'T1',
      event_id: 'Ev1',
      event: {
        type,
        user: type.startsWith('user') || type === 'team_join' ? { id: 'U0NEW', profile: {} } : user.id,
        channel: 'C0NEW',
        channel_type: 'channel',
        ts: '1772445600.000100',
        thread_ts: '1772445600.000100',
        text: 'hello',
        item: { type: 'message', channel: 'C0NEW', ts: '1772445600.000100' },
        reaction: 'ticket',
        old_channel_id: 'C0OLD',
        new_channel_id: 'C0NEW',
      },
    },
  });
  return [
    ...['/ticket', '/project', '/desk'].map(
      (command): Body => ({
        kind: 'form',
        body: {
          command,
          text: 'show IT-1',
          user_id: user.id,
          channel_id: 'C0NEW',
          trigger_id: '1.2.a',
          response_url: base.response_url,
        },
      }),
    ),
    ...[...Object.values(ACTIONS), 'unknown'].map((id) => payload(pressOf(story, id, 'IT-1', 'menus:IT-1'))),
    ...[...Object.values(VIEWS), 'unknown'].map((id) =>
      payload({ type: 'view_submission', view: viewOf(id, '{"ticket":"IT-1","draftId":1,"revision":0}') }),
    ),
    ...Object.values(SHORTCUTS).flatMap((id) => [
      payload({ type: 'shortcut', callback_id: id }),
      payload({
        type: 'message_action',
        callback_id: id,
        channel: { id: 'C0NEW' },
        message: { ts: '1772445600.000100', text: 'x', user: user.id },
      }),
    ]),
    ...Object.values(OPTIONS).map((id) =>
      payload({
        type: 'block_suggestion',
        action_id: id,
        block_id: 'x',
        value: 'Lis',
        view: viewOf('calendar', '{}'),
      }),
    ),
    ...[...Object.keys(EVENT_HANDLERS), 'tea_time'].map(event),
  ];
}

/** Somewhere to answer to, that takes any number of answers. */
async function hearAnswers(): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    heard.push(await readText(request));
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEndOfTest(async () => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answers`, heard };
}

async function send(story: Story, text: string, type: string): Promise<number> {
  const timestamp = Math.floor(Date.now() / 1_000);
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(story.slack.signingSecret, timestamp, text),
  };
  const response = await fetch(`http://127.0.0.1:${story.app().port}/slack/events`, {
    method: 'POST',
    headers,
    body: text,
  });
  expect(await response.text()).not.toMatch(UNSAYABLE);
  return response.status;
}

const FORM = 'application/x-www-form-urlencoded';

async function sendBody(story: Story, { kind, body }: Body): Promise<number> {
  if (kind === 'event') return send(story, JSON.stringify(body), 'application/json');
  const fields = kind === 'payload' ? { payload: JSON.stringify(body) } : body;
  const pairs = Object.entries(fields).map(([key, value]): [string, string] => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return send(story, new URLSearchParams(pairs).toString(), FORM);
}

/** Fewer, and nothing would be read: the seed gives 49. */
const ANSWERS_MIN = 30;

it('a signed request of any shape ends nothing, blocks nothing and changes nothing', async () => {
  const story = await startWithTicket();
  const rejections: unknown[] = [];
  const keep = (error: unknown) => void rejections.push(error);
  process.on('unhandledRejection', keep);
  const guarded = [
    'tickets',
    'comments',
    'projects',
    'project_agents',
    'sla_policies',
    'calendars',
    'policy_drafts',
  ];
  const before = await rowsOf(story.database, guarded);
  const refused = ['null', ' null\n', '7', '"x"', '[]', '[null]', '{', ''].map(async (text) => {
    expect(await send(story, text, 'application/json'), text).toBeGreaterThanOrEqual(400);
    await send(story, new URLSearchParams({ payload: text }).toString(), FORM);
  });
  await Promise.all(refused);
  const answers = await hearAnswers();
  const bodies = validBodies(story, answers.url);
  const mutated = fc.tuple(fc.constantFrom(...bodies), fc.array(MUTATION, { minLength: 1, maxLength: 3 }));
  // At once: what nobody answers takes Bolt's three seconds.
  await Promise.all(
    fc.sample(mutated, { seed: 4, numRuns: 300 }).map(async ([body, mutations]) => {
      const copy = structuredClone(body);
      for (const each of mutations) mutate(copy.body, each);
      await sendBody(story, copy);
    }),
  );
  await story.settled();
  process.off('unhandledRejection', keep);
  expect(rejections).toEqual([]);
  expect(answers.heard.length).toBeGreaterThan(ANSWERS_MIN);
  const shown = story.person('Cleo').ephemerals();
  for (const said of [...answers.heard, ...shown.map(({ shows }) => shows)])
    expect(said).not.toMatch(UNSAYABLE);
  expect(story.person('Cleo').view()).toBeNull();
  expect(await rowsOf(story.database, guarded)).toEqual(before);
  for (const path of ['livez', 'readyz']) {
    expect((await fetch(`http://127.0.0.1:${story.app().port}/${path}`)).status).toBe(200);
  }
  await story.after(() => story.person('Bo').command('/ticket', 'show IT-1'));
  expect(story.told('Bo').at(-1)).toContain('Zaunkönig brütet');
  expect(JSON.stringify(story.troubles)).not.toContain('Zaunkönig');
}, 60_000);

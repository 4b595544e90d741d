/** Every button, menu and form, as somebody sends it who was never shown it: signed, and wrong in all it says. */
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
import { type Story, startStory } from '../support/story.js';

type Json = Record<string, unknown>;
type Forged = { values: readonly string[]; says: RegExp; block?: string; as?: 'Cleo' | 'Ada' };

const GARBAGE = ['', 'IT-1\0', '\ud800', '__proto__', '99999999999999999999'];
const IDS = ['0', '1', '1.5', '2147483648', 'NaN', ...GARBAGE];
const NUMBERS = ['IT-1', 'IT-999', ...GARBAGE];
const SEEN = /There is no ticket|does nothing any more/;
const HOMELESS = /does nothing any more/;
const seenAs = (prefix: string) => NUMBERS.map((number) => `${prefix}${number}`);

/** A new id has no row: this does not compile. */
const PRESSES: Record<keyof typeof ACTIONS, Forged> = {
  status: { values: [...seenAs('start:'), ...seenAs('resolve:'), 'explode:IT-1'], says: SEEN },
  more: {
    values: ['close:', 'watch:', 'make_confidential:', 'lift_confidentiality:'].flatMap(seenAs),
    says: SEEN,
  },
  take: { values: NUMBERS, says: SEEN },
  assign: { values: ['U0CLEO', ...GARBAGE], block: 'menus:IT-1', says: SEEN },
  priority: { values: ['low', ...GARBAGE], block: 'menus:IT-1', says: SEEN },
  reply: { values: NUMBERS, says: SEEN },
  editReply: { values: IDS, says: /not there any more|Only whoever wrote|There is no/ },
  withdrawReply: { values: IDS, says: /not there any more|Only whoever wrote|There is no/ },
  itWorks: { values: NUMBERS, says: SEEN },
  reopen: { values: NUMBERS, says: SEEN },
  keepResolved: { values: NUMBERS, says: SEEN },
  messageDraftTicket: { values: IDS, says: /does nothing any more/ },
  messageDraftAdd: { values: [...seenAs('1:'), '0:IT-1', '1', ...GARBAGE], says: /does nothing any more/ },
  messageDraftDismiss: { values: IDS, says: /does nothing any more/ },
  resolveIt: { values: NUMBERS, says: SEEN },
  listPage: { values: GARBAGE, says: /too old/ },
  setup: { values: ['IT', 'NO', ...GARBAGE], says: /Only admins/ },
  /** In a form only: pressed elsewhere they do nothing. */
  setupStep: { values: ['ticket', 'overview', ...GARBAGE], says: /^$/ },
  setupCancel: { values: NUMBERS, says: /^$/ },
  setTriageChannel: { values: ['IT', 'NO', ...GARBAGE], says: /Only admins/ },
  createTicket: { values: ['after:IT-1', 'after:IT-999'], says: SEEN },
  /** Nothing listens to it: it is a choice of `more`. */
  watch: { values: ['IT-1'], says: /^$/ },
  ledger: {
    values: ['IT-1:resolution:1', 'IT-1:x:-1', 'IT-1:resolution:1e99', ...GARBAGE],
    says: /no ticket|too old|any more/,
  },
  snooze: { values: IDS, says: /any more|There is no|not there/ },
  why: { values: NUMBERS, says: SEEN },
  whyMe: { values: [...seenAs('watching:'), 'desk:IT-1', 'IT-1'], says: SEEN },
  mute: { values: NUMBERS, says: SEEN },
  /** Opens everybody's own form, whatever comes with it. */
  noticeSettings: { values: [], says: SEEN },
  importHolidays: { values: GARBAGE, says: /^$/ },
  editPolicyDraft: { values: IDS, says: /^$/ },
  resendPosts: { values: IDS, says: /Only admins|any more/ },
  forgetPosts: { values: IDS, says: /Only admins|any more/ },
  giveReason: { values: NUMBERS, says: SEEN },
  editTicket: { values: NUMBERS, says: SEEN },
  /** Outside their forms they do nothing. */
  useResponse: { values: IDS, says: /^$/ },
  chooseResponse: { values: IDS, says: /^$/ },
  deleteResponse: { values: IDS, says: /^$/ },
  homeTab: { values: ['assigned', 'unassigned', 'risk', ...GARBAGE], says: HOMELESS },
  homePage: { values: ['0', '1', '2', '999', '-1', '1e9', ...GARBAGE], says: HOMELESS },
  homeProject: { values: ['IT', 'NO', '*', ...GARBAGE], says: HOMELESS },
  homePriority: { values: ['low', '*', 'urgent', ...GARBAGE], says: HOMELESS },
  details: { values: NUMBERS, says: SEEN },
  /** Everybody's own list. */
  views: { values: [], says: SEEN },
  openView: { values: IDS, says: /not there any more/ },
  doctor: { values: ['', 'doctor'], says: /Only admins/ },
  projectForm: {
    values: ['edit:IT', 'sla:IT', 'sla:', 'calendar:NO', 'erase:IT', ...GARBAGE],
    says: /Only admins|does nothing any more/,
  },
  /** As `watch`. */
  makeConfidential: { values: [], says: SEEN },
  liftConfidentiality: { values: [], says: SEEN },
};

const INCIDENT = /Something went wrong on our side.*the number/;
const BAD_METADATA = [
  '',
  'null',
  '[]',
  '{}',
  '{"ticket":7}',
  '{"draftId":2147483648,"revision":0}',
  '{"commentId":1e30}',
];

type ForgedView = { metadata: readonly string[]; says: RegExp };
const REFUSED =
  /no ticket|not there any more|Only admins|Only whoever|Something went wrong on our side|project is gone/;
const ONLY_ADMINS = /Only admins can/;
const NO_TICKET = /There is no ticket IT-1 that you can see/;
const NO_DRAFT = /What you typed is not there any more/;
const FORMS: Record<keyof typeof VIEWS, ForgedView> = {
  createTicket: { metadata: [], says: INCIDENT },
  ticketFromMessage: {
    metadata: ['{"projectId":2147483648,"slackChannelId":"C","ts":"1.1","shownHash":""}'],
    says: REFUSED,
  },
  reply: {
    metadata: ['IT-1', '\\u0000', 'IT-99999999999'].map((ticket) => `{"ticket":"${ticket}","revision":0}`),
    says: REFUSED,
  },
  editReply: { metadata: ['{"commentId":1}', '{"commentId":2147483647}'], says: REFUSED },
  changeStatus: {
    metadata: ['resolve', 'explode'].map((verb) => `{"ticket":"IT-1","verb":"${verb}","revision":0}`),
    says: REFUSED,
  },
  newProject: { metadata: [], says: ONLY_ADMINS },
  editProject: { metadata: ['{"key":"IT"}', '{"key":"\\u0000"}'], says: ONLY_ADMINS },
  began: { metadata: ['{"ticket":"IT-1"}'], says: NO_TICKET },
  calendar: { metadata: ['{"draftId":1,"revision":0}'], says: REFUSED },
  policy: { metadata: ['{"draftId":1,"revision":0}'], says: REFUSED },
  importHolidays: { metadata: ['{"draftId":1,"revision":0}'], says: NO_DRAFT },
  savePolicyDraft: {
    metadata: ['{"draftId":1,"revision":0}', '{"draftId":9007199254740991,"revision":0}'],
    says: REFUSED,
  },
  redact: { metadata: ['{"ticket":"IT-1"}'], says: NO_TICKET },
  confirmRedact: { metadata: ['{"ticket":"IT-1","parts":["title"],"commentIds":[1]}'], says: NO_TICKET },
  erase: { metadata: ['{"slackUserId":"U0NOBODY"}', '{"slackUserId":"\\u0000"}'], says: ONLY_ADMINS },
  giveReason: { metadata: ['{"ticket":"IT-1"}'], says: /Please say why/ },
  setup: {
    metadata: ['project', 'channels', 'hours', 'targets', 'agents', 'ticket'].map(
      (step) => `{"key":"IT","step":"${step}"}`,
    ),
    says: ONLY_ADMINS,
  },
  responses: {
    metadata: [
      '{"key":"IT","chosen":null,"revision":0}',
      '{"key":"IT","chosen":{"id":1,"changedAt":"2026-03-02T10:00:00Z"},"revision":0}',
    ],
    says: /Give it a name/,
  },
  editTicket: {
    metadata: ['{"ticket":"IT-1","seen":{}}', '{"ticket":"IT-1","seen":{"projectId":"x"}}'],
    says: NO_TICKET,
  },
  confirmMove: {
    metadata: ['{"ticket":"IT-1","project":"HR"}', '{"ticket":"IT-1","project":"\\u0000"}'],
    says: NO_TICKET,
  },
  noticeSettings: { metadata: ['{"muted":[1]}', '{"muted":[]}'], says: /Choose an hour/ },
};

const TABLES = [
  'tickets',
  'comments',
  'projects',
  'project_agents',
  'sla_policies',
  'calendars',
  'watchers',
  'policy_drafts',
  'posts',
  'home_viewers',
  'canned_responses',
  'notice_settings',
  'notice_choices',
  'ticket_mutes',
];

async function startWithTicket(): Promise<Story> {
  const story = await startStory({ mode: 'http' });
  const number = await story.opens('Bo', 'Zaunkönig brütet', { talk: 'direct' });
  const { channel, ts } = await story.origin(number);
  await story.after(() => story.person('Bo').post('@threadesk', 'Drosselbart kommt', { threadTs: ts }));
  expect(channel).toMatch(/^D/);
  return story;
}

it('every press and every form of a stranger is refused, and changes nothing', async () => {
  const story = await startWithTicket();
  const cleo = story.person('Cleo');
  const before = await rowsOf(story.database, TABLES);
  const unexpected: string[] = [];
  for (const [name, { values, says, block = 'forged' }] of Object.entries(PRESSES)) {
    const id = ACTIONS[name as keyof typeof ACTIONS];
    for (const value of values) {
      const count = cleo.ephemerals().length;
      await story.after(() => cleo.forge(pressOf(story, id, value, block)));
      const said = cleo
        .ephemerals()
        .slice(count)
        .map(({ shows }) => shows)
        .join();
      if (!says.test(said)) unexpected.push(`${id} ${JSON.stringify(value)}: ${said}`);
      expect(said).not.toMatch(UNSAYABLE);
      expect(cleo.view(), `${id} ${value}`).toBeNull();
    }
  }
  for (const [name, { metadata, says }] of Object.entries(FORMS)) {
    const id = VIEWS[name as keyof typeof VIEWS];
    for (const each of [...metadata, ...BAD_METADATA]) {
      const answered = await story.after(() =>
        cleo.forge({ type: 'view_submission', view: viewOf(id, each) }),
      );
      const said = JSON.stringify(answered);
      const expected = metadata.includes(each) ? says : REFUSED_OR_ERRORS;
      if (!expected.test(said)) unexpected.push(`${id} ${each}: ${said}`);
      expect(said).not.toMatch(UNSAYABLE);
    }
  }
  expect(unexpected).toEqual([]);
  expect(await rowsOf(story.database, TABLES)).toEqual(before);
}, 120_000);

/** Of somebody else's ticket, of our code, of the database, and of a value that was no text. */
const UNSAYABLE =
  /Zaunkönig|Drosselbart|\n\s+at |prisma|\b(?:SELECT|INSERT|UPDATE) |undefined|\[object|NaN\b/i;

const REFUSED_OR_ERRORS = /"errors":\{"|"response_action":"(errors|update)"/;

function pressOf(story: Story, id: string, value: string, block: string): Json {
  const channel = [...story.slack.workspace.state.channels.values()][0]?.id ?? '';
  const option = { value, text: { type: 'plain_text', text: 'x' } };
  const chosen =
    id === 'assign' ? { selected_user: value } : id === 'priority' ? { selected_option: option } : { value };
  return {
    type: 'block_actions',
    channel: { id: channel, name: 'general' },
    container: { type: 'message', message_ts: '1772445600.000100', channel_id: channel, is_ephemeral: false },
    message: { type: 'message', ts: '1772445600.000100', text: '' },
    actions: [{ type: 'button', action_id: id, block_id: block, ...chosen }],
  };
}

function viewOf(id: string, metadata: string): Json {
  return {
    id: 'V0FORGED',
    type: 'modal',
    callback_id: id,
    private_metadata: metadata,
    blocks: [{ type: 'input', block_id: 'text' }],
    state: { values: { text: { value: { type: 'plain_text_input', value: 'hello' } } } },
  };
}

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

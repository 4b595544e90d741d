/** Slack's limits through its own client, each at its bound and one beyond, with the refusal that Slack has for it. Lengths are code points. */

import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SlackServer, startSlackServer } from '../../playground/server.js';
import { issueTrigger } from '../../playground/workspace/triggers.js';
import { chars, type Json, LIMITS, many, ONLY_IN_MESSAGES, plain, section } from './block-limits.js';
import { outcome, webClient } from './box.js';
import { undocumentedRefusals } from './documented.js';
import { channelId } from './prepared.js';

type Ready = {
  slack: SlackServer;
  client: webApi.WebClient;
  channel: string;
  ts: string;
  bo: string;
  ben: string;
  viewId: string;
};

let ready: Ready;

const modal = (rest: Json = {}): Json => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Go'),
  blocks: [section()],
  ...rest,
});
const home = (rest: Json = {}): Json => ({ type: 'home', blocks: [section()], ...rest });

const trigger = (viewId?: string) => issueTrigger(ready.slack.workspace, ready.bo, viewId);

beforeAll(async () => {
  const slack = await startSlackServer({ retryDelaysMs: [] });
  const client = webClient(slack);
  slack.grant([...slack.workspace.scopes, 'mpim:write']);
  const channel = channelId(slack, 'it-triage');
  const bo = slack.person('Bo').id;
  ready = { slack, client, channel, ts: '', bo, ben: slack.person('Ben').id, viewId: '' };
  ready.ts = (await client.chat.postMessage({ channel, text: 'x' })).ts ?? '';
  const opened = await client.views.open({ trigger_id: trigger(), view: modal() as never });
  ready.viewId = opened.view?.id ?? '';
});

afterAll(async () => {
  expect(undocumentedRefusals(ready.slack)).toEqual([]);
  await ready.slack.close();
});

type Call = (rest: Json) => Promise<string>;

const call = (method: string, args: Json): Promise<string> => outcome(ready.client.apiCall(method, args));

const post: Call = (rest) => call('chat.postMessage', { channel: ready.channel, text: 'x', ...rest });
const update: Call = (rest) =>
  call('chat.update', { channel: ready.channel, ts: ready.ts, text: 'x', ...rest });
const whisper: Call = (rest) =>
  call('chat.postEphemeral', { channel: ready.channel, user: ready.ben, text: 'x', ...rest });
const change: Call = (rest) => call('views.update', { view_id: ready.viewId, view: modal(rest) });
const publish: Call = (rest) => call('views.publish', { user_id: ready.bo, view: home(rest) });
/** In a stack of its own: what is opened replaces what is open, so that the next one finds room. */
const open: Call = async (rest) => {
  const answer = await call('views.open', { trigger_id: trigger(), view: modal(rest) });
  const stack = ready.slack.workspace.state.modalStacks.get(ready.bo);
  ready.viewId = stack?.at(-1) ?? ready.viewId;
  return answer;
};
const push: Call = async (rest) => {
  await open({});
  return call('views.push', { trigger_id: trigger(ready.viewId), view: modal(rest) });
};

const MESSAGES: [string, Call][] = [
  ['chat.postMessage', post],
  ['chat.update', update],
  ['chat.postEphemeral', whisper],
];
const VIEWS: [string, Call][] = [
  ['views.open', open],
  ['views.push', push],
  ['views.update', change],
  ['views.publish', publish],
];

/** That the other methods look at blocks too is asked further down. */
test.each(LIMITS)('%s: %i in a message and in a modal', async (_, max, make) => {
  expect(await post({ blocks: [make(max)] })).toBe('ok');
  expect(await post({ blocks: [make(max + 1)] })).toBe('invalid_blocks');
  if (ONLY_IN_MESSAGES.includes(String(make(1).type))) return;
  expect(await open({ blocks: [make(max)] })).toBe('ok');
  expect(await open({ blocks: [make(max + 1)] })).toBe('invalid_arguments');
});

/** A modal of so many bytes of JSON: sections that are full, and one that is not. */
function viewOfBytes(bytes: number): Json {
  const blocks = (rest: number) => [
    ...many(83, () => section({ text: plain('s'.repeat(3000)) })),
    section({ text: plain('s'.repeat(rest)) }),
  ];
  const room = bytes - Buffer.byteLength(JSON.stringify(modal({ blocks: blocks(0) })));
  return { blocks: blocks(room) };
}

const attachments = (count: number): Json => ({ attachments: many(count, () => ({ text: 'a' })) });
const metadata = (bytes: number): Json => {
  const empty = { event_type: 'x', event_payload: { words: '' } };
  const room = bytes - Buffer.byteLength(JSON.stringify(empty));
  return { metadata: { ...empty, event_payload: { words: 'm'.repeat(room) } } };
};

/** [what, the most that is allowed, the call with `count` of it, the refusal of one more] */
const WHOLE: [string, number, (count: number) => Promise<string>, string][] = [
  ['text of a message', 40_000, (n) => post({ text: chars(n) }), 'msg_too_long'],
  ['text of an update', 4000, (n) => update({ text: chars(n) }), 'msg_too_long'],
  ['text to one person', 40_000, (n) => whisper({ text: chars(n) }), 'msg_too_long'],
  ['text in markdown', 12_000, (n) => post({ text: undefined, markdown_text: chars(n) }), 'msg_too_long'],
  ...MESSAGES.map(([name, ask]): (typeof WHOLE)[number] => [
    `blocks of ${name}`,
    50,
    (n) => ask({ blocks: many(n, () => ({ type: 'divider' })) }),
    'invalid_blocks',
  ]),
  ...MESSAGES.map(([name, ask]): (typeof WHOLE)[number] => [
    `attachments of ${name}`,
    100,
    (n) => ask(attachments(n)),
    'too_many_attachments',
  ]),
  [
    'blocks of an attachment',
    50,
    (n) => post({ attachments: [{ blocks: many(n, () => ({ type: 'divider' })) }] }),
    'invalid_attachments',
  ],
  [
    'characters in all blocks',
    13_000,
    (n) =>
      post({
        blocks: [
          ...many(4, () => section({ text: plain(chars(3000)) })),
          section({ text: plain(chars(n - 12_000)) }),
        ],
      }),
    'msg_blocks_too_long',
  ],
  [
    'markdown in all blocks',
    12_000,
    (n) =>
      post({
        blocks: [
          { type: 'markdown', text: 'm' },
          { type: 'markdown', text: chars(n - 1) },
        ],
      }),
    'invalid_blocks',
  ],
  ['metadata of a message', 10_000, (n) => post(metadata(n)), 'metadata_too_large'],
  ['metadata of an update', 10_000, (n) => update(metadata(n)), 'metadata_too_large'],
  ...VIEWS.flatMap(([name, ask], index): typeof WHOLE => [
    [
      `blocks of ${name}`,
      100,
      (n) => ask({ blocks: many(n, () => ({ type: 'divider' })) }),
      'invalid_arguments',
    ],
    [`private_metadata of ${name}`, 3000, (n) => ask({ private_metadata: chars(n) }), 'invalid_arguments'],
    [`callback_id of ${name}`, 255, (n) => ask({ callback_id: chars(n) }), 'invalid_arguments'],
    [
      `external_id of ${name}`,
      255,
      // Each its own: no two views have the same.
      (n) => ask({ external_id: `${index}`.repeat(n) }),
      'invalid_arguments',
    ],
  ]),
  ...VIEWS.slice(0, 3).flatMap(([name, ask]): typeof WHOLE => [
    [`title of ${name}`, 24, (n) => ask({ title: plain(chars(n)) }), 'invalid_arguments'],
    [`submit of ${name}`, 24, (n) => ask({ submit: plain(chars(n)) }), 'invalid_arguments'],
    [`close of ${name}`, 24, (n) => ask({ close: plain(chars(n)) }), 'invalid_arguments'],
    [`bytes of ${name}`, 250 * 1024, (n) => ask(viewOfBytes(n)), 'view_too_large'],
  ]),
  ['people in a conversation', 8, (n) => call('conversations.open', { users: people(n) }), 'too_many_users'],
];

/** New colleagues, as many as are asked for. */
function people(count: number): string {
  return many(count, (i) => ready.slack.workspace.hire({ name: `P${count}x${i}` }).id).join();
}

describe('a call as a whole', () => {
  test.each(WHOLE)('%s: %i', async (_, max, ask, refusal) => {
    expect(await ask(max)).toBe('ok');
    expect(await ask(max + 1)).toBe(refusal);
  });

  test('a third modal on the stack, and no fourth', async () => {
    await open({});
    const stacked = async () => {
      const top = ready.slack.workspace.state.modalStacks.get(ready.bo)?.at(-1);
      return call('views.push', { trigger_id: trigger(top), view: modal() });
    };
    expect([await stacked(), await stacked(), await stacked()]).toEqual(['ok', 'ok', 'push_limit_reached']);
  });

  test('tables and markdown are for messages', async () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    for (const block of [table, { type: 'markdown', text: 'x' }]) {
      expect(await post({ blocks: [block] })).toBe('ok');
      expect(await open({ blocks: [block] })).toBe('invalid_arguments');
    }
    expect(await post({ blocks: [table, table] })).toBe('invalid_blocks');
  });

  test('a refusal says what and where, as Slack does', async () => {
    const { client, channel } = ready;
    const refused = client.apiCall('chat.postMessage', {
      channel,
      text: 'x',
      blocks: [{ type: 'header', text: plain(chars(151)) }],
    });
    const words = '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]';
    await expect(refused).rejects.toMatchObject({
      data: { ok: false, error: 'invalid_blocks', errors: [words], response_metadata: { messages: [words] } },
    });
    const opened = client.views.open({
      trigger_id: trigger(),
      view: modal({ title: plain(chars(25)) }) as never,
    });
    await expect(opened).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      },
    });
  });
});

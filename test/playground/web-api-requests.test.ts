/** Requests that Slack's own client never makes: what cannot be read is refused in Slack's words, and nothing of the box breaks. */

import { describe, expect, test } from 'vitest';
import { box, webClient } from './box.js';
import { tell } from './live.js';
import { channelId } from './prepared.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const FORM = 'application/x-www-form-urlencoded';

describe.each<[string, string, string, string]>([
  ['JSON that is cut off', JSON_TYPE, '{"channel":', 'invalid_json'],
  ['JSON that is a list', JSON_TYPE, '[]', 'json_not_object'],
  ['JSON that is null', JSON_TYPE, 'null', 'json_not_object'],
  [
    'JSON deeper than anything',
    JSON_TYPE,
    `{"metadata":${'['.repeat(9000)}${']'.repeat(9000)}}`,
    'invalid_json',
  ],
  ['more than is taken', JSON_TYPE, `{"text":"${'x'.repeat(5_000_000)}"}`, 'request_too_large'],
  ['bytes that are no text', FORM, '\u00ff\u00fe\u0000', 'invalid_arguments'],
  ['an argument that every object has', FORM, 'constructor=x&channel=C1&text=x', 'invalid_arguments'],
  [
    'metadata deeper than anything',
    FORM,
    `channel=C1&text=x&metadata=${'['.repeat(9000)}`,
    'invalid_arguments',
  ],
])('%s', (_, type, body, error) => {
  test(`is answered with ${error}`, async () => {
    const slack = await box();
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': type },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: false, error });
    expect(slack.violations.length).toBeGreaterThan(0);
    await webClient(slack).auth.test();
  });
});

test.each(['constructor', '__proto__', 'toString', 'chat.postMessage/', ''])(
  '%j is no method',
  async (name) => {
    const slack = await box();
    const response = await fetch(`${slack.apiUrl}${name}`, {
      headers: { authorization: `Bearer ${slack.botToken}` },
    });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { ok: false, error: 'unknown_method' },
    ]);
  },
);

test.each([
  ['', 'not_authed'],
  ['Bearer ', 'not_authed'],
  ['Bearer xoxb-somebody-elses', 'invalid_auth'],
  ['Basic eDp5', 'not_authed'],
])('the authorization %j is %s', async (authorization, error) => {
  const slack = await box();
  const response = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers: { authorization } });
  expect(await response.json()).toMatchObject({ ok: false, error });
});

test('what only one person was shown is used where it was shown, and nowhere else', async () => {
  const slack = await box();
  const [triage, user] = [channelId(slack, 'it-triage'), slack.person('Ana').id];
  const button = { type: 'button', action_id: 'take', text: { type: 'plain_text', text: 'Take' } };
  const blocks = [{ type: 'actions', elements: [button] }];
  await webClient(slack).chat.postEphemeral({ channel: triage, user, text: 'Take it?', blocks });
  const [{ ts } = { ts: '' }] = slack.person('Ana').ephemerals();
  const press = (channel: string) =>
    tell(slack, 'person', { name: 'Ana', do: 'press', with: [{ channel, ts }, 'Take'] });
  expect(await press('#it-triage')).toMatchObject({ status: 200 });
  expect(await press('#general')).toMatchObject({
    status: 400,
    error: `There is no message ${ts} in #general`,
  });
});

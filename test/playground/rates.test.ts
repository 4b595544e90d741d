/** Slack's rates, where they are switched on: so many calls a minute by tier, and one new message a second in a channel. */

import { describe, expect, it } from 'vitest';
import { CALLS_PER_MINUTE, type Tier } from '../../playground/api/method.js';
import { METHODS } from '../../playground/api/methods.js';
import { overRate } from '../../playground/api/rates.js';
import { box, outcome, stillClock, webClient } from './box.js';
import { channelId } from './prepared.js';

/** https://docs.slack.dev/apis/web-api/rate-limits, and the page of each method. */
const TIERS: Readonly<Record<Tier, readonly string[]>> = {
  1: ['apps.connections.open'],
  2: ['conversations.list', 'reactions.remove', 'users.list'],
  3: [
    'bots.info',
    'chat.delete',
    'chat.update',
    'conversations.history',
    'conversations.info',
    'conversations.join',
    'conversations.open',
    'conversations.replies',
    'files.delete',
    'reactions.add',
    'reactions.get',
    'team.info',
    'users.conversations',
  ],
  4: [
    'chat.postEphemeral',
    'conversations.members',
    'files.completeUploadExternal',
    'files.getUploadURLExternal',
    'files.info',
    'users.info',
    'views.open',
    'views.publish',
    'views.push',
    'views.update',
  ],
  special: ['auth.test', 'chat.getPermalink', 'chat.postMessage'],
};

const TIERED = Object.entries(TIERS).flatMap(([tier, names]) => names.map((name) => ({ tier, name })));

describe('the tiers', () => {
  it('hold every method', () => {
    expect(TIERED.map(({ name }) => name).sort()).toEqual(Object.keys(METHODS).sort());
    expect(CALLS_PER_MINUTE).toEqual({ 1: 1, 2: 20, 3: 50, 4: 100, special: 600 });
  });

  it.each(TIERED)('$name is of tier $tier, and is told how long to wait', ({ name, tier }) => {
    const method = METHODS[name];
    if (!method) throw new Error(name);
    expect(String(method.tier)).toBe(tier);
    const recent = new Map();
    // Each in a channel of its own, so that a minute is all that counts.
    const ask = (nowMs: number, index: number) =>
      overRate(recent, nowMs, { name, method, args: { channel: `C${index}` } });
    const allowed = CALLS_PER_MINUTE[method.tier];
    for (let index = 0; index < allowed; index += 1) expect(ask(index, index)).toBeNull();
    expect(ask(15_000, allowed)).toBe(45);
    expect(ask(60_000, allowed)).toBeNull();
  });
});

describe('new messages', () => {
  async function posting() {
    const clock = stillClock();
    const slack = await box({ clock, hasRateLimits: true });
    const client = webClient(slack);
    const [triage, leads] = [channelId(slack, 'it-triage'), channelId(slack, 'leads')];
    const post = (channel: string) => outcome(client.chat.postMessage({ channel, text: 'x' }));
    return { clock, slack, post, triage, leads };
  }

  it('come one a second in a channel, and elsewhere meanwhile', async () => {
    const { clock, slack, post, triage, leads } = await posting();
    expect(await post(triage)).toBe('ok');
    clock.advance(999);
    expect(await post(triage)).toBe('slack_webapi_rate_limited_error');
    expect(slack.calls.at(-1)?.result).toEqual({ ok: false, error: 'ratelimited' });
    expect(await post(leads)).toBe('ok');
    clock.advance(1);
    expect(await post(triage)).toBe('ok');
  });

  it('are answered with the seconds to wait', async () => {
    const { slack, post, triage } = await posting();
    await post(triage);
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: triage, text: 'x' }),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  });
});

it('rates can be switched on and off while the workspace lives', async () => {
  const slack = await box();
  const client = webClient(slack);
  const channel = channelId(slack, 'it-triage');
  const posts = async (count: number) => {
    const codes = [];
    for (let call = 0; call < count; call += 1)
      codes.push(await outcome(client.chat.postMessage({ channel, text: 'x' })));
    return codes;
  };
  const limited = 'slack_webapi_rate_limited_error';
  expect(await posts(2)).toEqual(['ok', 'ok']);
  await slack.boxFaults.rateLimits(true);
  expect(await posts(2)).toEqual(['ok', limited]);
  await slack.boxFaults.rateLimits(false);
  expect(await posts(2)).toEqual(['ok', 'ok']);
});

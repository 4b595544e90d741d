import { describe, expect, it } from 'vitest';
import type { ApiFault } from '../../playground/faults.js';
import type { GatewayFailure } from '../../src/slack/gateway-error.js';
import { GatewayError } from '../../src/slack/gateway-error.js';
import { channelId, startFakeSlack, textOf } from './fake-slack.js';

const failureOfCall = (call: Promise<unknown>): Promise<GatewayFailure> =>
  call.then(
    () => Promise.reject(new Error('The call succeeded')),
    (error: unknown) => {
      if (error instanceof GatewayError) return error.failure;
      throw error;
    },
  );

describe('a failed call', () => {
  const cases: [string, ApiFault, Partial<GatewayFailure>][] = [
    ['429', { kind: 'rate_limited', retryAfterSeconds: 7 }, { kind: 'rate_limited', retryAfterSeconds: 7 }],
    [
      'an archived channel',
      { kind: 'error', error: 'is_archived' },
      { kind: 'permanent', code: 'is_archived' },
    ],
    [
      'refused blocks',
      { kind: 'error', error: 'invalid_blocks' },
      { kind: 'permanent', code: 'invalid_blocks' },
    ],
    [
      'a revoked token',
      { kind: 'error', error: 'token_revoked' },
      { kind: 'unauthorized', code: 'token_revoked' },
    ],
    [
      'a missing scope',
      { kind: 'error', error: 'missing_scope' },
      { kind: 'unauthorized', code: 'missing_scope' },
    ],
    [
      'trouble inside Slack',
      { kind: 'error', error: 'internal_error' },
      { kind: 'ambiguous', cause: 'internal_error' },
    ],
    [
      'a limit told as an error',
      { kind: 'error', error: 'ratelimited' },
      { kind: 'rate_limited', retryAfterSeconds: 30 },
    ],
    ['500', { kind: 'status', status: 500 }, { kind: 'ambiguous', cause: 'http_500' }],
    ['503', { kind: 'status', status: 503 }, { kind: 'ambiguous', cause: 'http_503' }],
    ['413', { kind: 'status', status: 413 }, { kind: 'permanent', code: 'http_413' }],
    ["a proxy's 403", { kind: 'status', status: 403 }, { kind: 'ambiguous', cause: 'http_403' }],
    ["a proxy's 404", { kind: 'status', status: 404 }, { kind: 'ambiguous', cause: 'http_404' }],
    ['a broken connection', { kind: 'reset', when: 'after' }, { kind: 'ambiguous' }],
    ['no answer', { kind: 'hang' }, { kind: 'ambiguous' }],
  ];

  it.each(cases)('by %s is told apart, and made once', async (_, fault, failure) => {
    const { slack, gateway } = await startFakeSlack({ timeoutMs: 300 });
    slack.faults.api('chat.postMessage', fault);
    const channel = channelId(slack, 'it-triage');
    const call = gateway.postMessage({ channel, rendered: textOf('hello'), postId: 1 });
    expect(await failureOfCall(call)).toMatchObject(failure);
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it('says nothing of what was to be sent', async () => {
    const { slack, gateway } = await startFakeSlack();
    slack.faults.api('chat.postMessage', { kind: 'status', status: 500 });
    const channel = channelId(slack, 'it-triage');
    const error: unknown = await gateway
      .postMessage({ channel, rendered: textOf('the secret'), postId: 1 })
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toBe('GatewayError: chat.postMessage: outcome unknown (http_500)');
  });

  it('to a server that is not there is ambiguous', async () => {
    const { slack, gateway } = await startFakeSlack();
    await slack.close();
    expect(await failureOfCall(gateway.readBot())).toEqual({ kind: 'ambiguous', cause: 'ECONNREFUSED' });
  });
});

describe('a durable post', () => {
  it('is found again by its id after a call whose outcome is unknown, in a thread and outside', async () => {
    const { slack, gateway } = await startFakeSlack();
    const channel = channelId(slack, 'it-triage');
    slack.faults.api('chat.postMessage', { kind: 'reset', when: 'after' });
    await failureOfCall(gateway.postMessage({ channel, rendered: textOf('root'), postId: 11 }));
    const threadTs = await gateway.findPost({ channel, postId: 11 });
    if (threadTs === null) throw new Error('not found');

    slack.faults.api('chat.postMessage', { kind: 'reset', when: 'after' });
    await failureOfCall(gateway.postMessage({ channel, threadTs, rendered: textOf('reply'), postId: 12 }));
    const reply = await gateway.findPost({ channel, threadTs, postId: 12 });
    expect(
      slack
        .person('Ana')
        .sees('it-triage', threadTs)
        .map(({ ts, text }) => [ts, text]),
    ).toEqual([
      [threadTs, 'root'],
      [reply, 'reply'],
    ]);
    expect(await gateway.findPost({ channel, threadTs, postId: 13 })).toBeNull();
  });

  it('is not taken from another app that pretends to be it', async () => {
    const { slack, gateway } = await startFakeSlack();
    const channel = channelId(slack, 'it-triage');
    const { ts } = await gateway.postMessage({ channel, rendered: textOf('pretended'), postId: 7 });
    const pretended = slack.workspace.state.messages.get(channel)?.find((each) => each.ts === ts);
    if (pretended === undefined) throw new Error('not there');
    pretended.botId = 'B0OTHERAPP';
    expect(await gateway.findPost({ channel, postId: 7 })).toBeNull();
  });

  it('is found behind many other messages', async () => {
    const { slack, gateway } = await startFakeSlack();
    const channel = channelId(slack, 'it-triage');
    await gateway.postMessage({ channel, rendered: textOf('first'), postId: 1 });
    for (let count = 0; count < 450; count += 1) slack.person('Ana').post('it-triage', `talk ${count}`);
    expect(await gateway.findPost({ channel, postId: 1 })).not.toBeNull();
  });

  it('keeps its id when it is updated, and is gone when it is deleted, twice too', async () => {
    const { slack, gateway } = await startFakeSlack();
    const channel = channelId(slack, 'it-triage');
    const { ts } = await gateway.postMessage({ channel, rendered: textOf('before'), postId: 5 });
    await gateway.updateMessage({ channel, ts, rendered: textOf('after'), postId: 5 });
    expect(
      slack
        .person('Ana')
        .sees('it-triage')
        .map(({ text }) => text),
    ).toEqual(['after']);
    expect(await gateway.findPost({ channel, postId: 5 })).toBe(ts);
    await gateway.deleteMessage({ channel, ts });
    await gateway.deleteMessage({ channel, ts });
    expect(slack.person('Ana').sees('it-triage')).toEqual([]);
  });
});

describe('an answer to a press', () => {
  it('that Slack no longer takes is a permanent failure', async () => {
    const { slack, gateway } = await startFakeSlack();
    const call = gateway.respond(`${slack.url}/actions/nowhere/1/2`, { rendered: textOf('hello') });
    expect(await failureOfCall(call)).toMatchObject({ kind: 'permanent', code: 'http_404' });
  });
});

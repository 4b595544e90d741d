/** Delivers over HTTP as Slack does: signed, three seconds to answer, with the retry headers. */

import { createHmac } from 'node:crypto';
import { asText } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import type { Attempt, EnvelopeKind, Outcome, Transport } from './transport.js';

export type SignedHttpOptions = {
  requestUrl: string;
  signingSecret: string;
  ackTimeoutMs: number;
  /** Bolt compares the timestamp with the machine's own clock, so it is real time and not the workspace's. */
  nowSeconds?: () => number;
};

/** The `X-Slack-Signature` of a body: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signature(signingSecret: string, timestamp: number | string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

const FORM = 'application/x-www-form-urlencoded';

const ENCODINGS: Readonly<Record<EnvelopeKind, (payload: JsonObject) => { type: string; body: string }>> = {
  events_api: (payload) => ({ type: 'application/json', body: JSON.stringify(payload) }),
  interactive: (payload) => ({
    type: FORM,
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  }),
  slash_commands: (payload) => {
    const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, asText(value)]);
    return { type: FORM, body: new URLSearchParams(fields).toString() };
  },
};

function parseAnswer(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readOutcome(response: Response): Promise<Outcome> {
  const text = await response.text();
  if (response.ok) return { isAcked: true, body: parseAnswer(text) };
  const isFinal = response.headers.get('x-slack-no-retry') === '1';
  return { isAcked: false, reason: 'http_error', isFinal };
}

function retryHeaders(attempt: Attempt): Record<string, string> {
  if (attempt.number === 0) return {};
  return {
    'x-slack-retry-num': String(attempt.number),
    'x-slack-retry-reason': attempt.reason ?? 'unknown_error',
  };
}

export function signedHttp(options: SignedHttpOptions): Transport {
  const now = options.nowSeconds ?? (() => Math.floor(Date.now() / 1000));
  return {
    send: async ({ kind, payload }, attempt) => {
      const { type, body } = ENCODINGS[kind](payload);
      const timestamp = now();
      try {
        const response = await fetch(options.requestUrl, {
          method: 'POST',
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(options.ackTimeoutMs),
          headers: {
            'content-type': type,
            'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
            'x-slack-request-timestamp': String(timestamp),
            'x-slack-signature': signature(options.signingSecret, timestamp, body),
            ...retryHeaders(attempt),
          },
        });
        return await readOutcome(response);
      } catch (error) {
        const isTimeout = error instanceof Error && error.name === 'TimeoutError';
        return { isAcked: false, reason: isTimeout ? 'http_timeout' : 'connection_failed' };
      }
    },
    close: async () => {},
  };
}

/** Slack's check of a request URL: it must echo the challenge. True when it does. */
export async function verifyRequestUrl(transport: Transport): Promise<boolean> {
  const challenge = 'playground-challenge';
  const payload = { type: 'url_verification', token: 'playground-verification-token', challenge };
  const outcome = await transport.send({ id: 'challenge', kind: 'events_api', payload }, { number: 0 });
  if (!outcome.isAcked) return false;
  const { body } = outcome;
  return (
    body === challenge ||
    (typeof body === 'object' && body !== null && JSON.stringify(body).includes(challenge))
  );
}

/** Answers a command or a press by its `response_url`, which is no method of the Web API. */

import { failureOf, GatewayError } from './gateway-error.js';

type Means = { fetch: typeof globalThis.fetch; timeoutMs: number };

/** @throws GatewayError */
export async function respond(
  { fetch, timeoutMs }: Means,
  responseUrl: string,
  {
    rendered,
    isReplacement = false,
    threadTs,
  }: { rendered: object; isReplacement?: boolean; threadTs?: string },
): Promise<void> {
  const method = 'response_url';
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...rendered,
      response_type: 'ephemeral',
      replace_original: isReplacement,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new GatewayError(method, failureOf(error), { cause: error });
  });
  if (!response.ok) throw new GatewayError(method, { kind: 'permanent', code: `http_${response.status}` });
}

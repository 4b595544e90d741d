/** Asks the workspace and does things in it; the one place that knows its addresses, the stream's aside. */

export const NOT_ANSWERING = 'The playground is not answering; start it with npm run playground';

/** What the workspace refused, in a sentence for the person at the page. */
export class Refused extends Error {}

/** Nobody answers: the playground was stopped. */
export class Unreachable extends Error {
  constructor() {
    super(NOT_ANSWERING);
  }
}

type Answer<T> = { ok: true; result: T } | { ok: false; error: string };

async function request<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, init).catch((error: unknown) => {
    throw init.signal?.aborted ? error : new Unreachable();
  });
  // It was stopped in the middle of its answer, or is only about to start.
  const answer = await response.json().then(
    (said) => said as Answer<T>,
    (error: unknown) => {
      throw init.signal?.aborted ? error : new Unreachable();
    },
  );
  if (!answer.ok) throw new Refused(answer.error);
  return answer.result;
}

export async function ask<T>(
  name: string,
  query: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return request(`/control/${name}${search === '' ? '' : `?${search}`}`, { signal });
}

export async function tell<T>(name: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return request(`/control/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

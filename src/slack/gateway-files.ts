/** Reads a file that somebody gave: what it is by its id, its content from Slack's own servers and nowhere else. */

import { failureOf, GatewayError } from './gateway-error.js';

export type FileAccess = {
  /** `files.info` of one file. */
  fileInfo(fileId: string): Promise<Record<string, unknown>>;
  fetch: typeof globalThis.fetch;
  token: string | undefined;
  /** Where the Web API is: Slack's, unless configured otherwise. */
  apiUrl: string;
  timeoutMs: number;
};

/** A form brings back whatever id was put into it: only a file of `givenBy` (a Slack user id) is read, whatever else the bot could read. */
export type GivenFile = { id: string; givenBy: string };

const DOWNLOAD = 'file download';
const REDIRECTS_MAX = 3;

/**
 * Throws a `GatewayError` whose failure is `permanent` with `file_too_large` for more than `bytesMax`, `file_unreadable` where Slack
 * does not give the file itself or it is somebody else's, or a code of `files.info` (`file_not_found`, `file_deleted`).
 */
export async function readFileText(access: FileAccess, file: GivenFile, bytesMax: number): Promise<string> {
  return new TextDecoder().decode(await readFileBytes(access, file, bytesMax));
}

/** Throws as `readFileText`. `givenBy` null: whoever it is of. */
export async function readFileBytes(
  access: FileAccess,
  { id, givenBy }: { id: string; givenBy: string | null },
  bytesMax: number,
): Promise<Uint8Array> {
  const { user, url_private_download: download, url_private: url, size } = await access.fileInfo(id);
  if (givenBy !== null && user !== givenBy) throw refused('file_unreadable');
  if (typeof size === 'number' && size > bytesMax) throw refused('file_too_large');
  const address = typeof download === 'string' ? download : url;
  if (typeof address !== 'string') throw refused('file_unreadable');
  const signal = AbortSignal.timeout(access.timeoutMs);
  try {
    const response = await openDownload(access, address, signal);
    return await bytesOf(response, bytesMax);
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError(DOWNLOAD, failureOf(error), { cause: error });
  }
}

/** Follows redirects by itself: the token goes to no host that is not Slack's. */
async function openDownload(access: FileAccess, address: string, signal: AbortSignal): Promise<Response> {
  let url = URL.canParse(address) ? new URL(address) : null;
  for (let count = 0; count <= REDIRECTS_MAX; count += 1) {
    if (url === null || !isOfSlack(url, access.apiUrl)) throw refused('file_unreadable');
    const response = await access.fetch(url, {
      headers: { authorization: `Bearer ${access.token ?? ''}` },
      redirect: 'manual',
      signal,
    });
    if (response.ok) return checked(response);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      throw new GatewayError(DOWNLOAD, failureOfStatus(response.status));
    }
    url = URL.canParse(location, url.href) ? new URL(location, url) : null;
  }
  throw refused('file_unreadable');
}

/** Whom Slack does not let have the file it shows its page to sign in, with status 200. */
function checked(response: Response): Response {
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) throw refused('file_unreadable');
  return response;
}

function failureOfStatus(status: number) {
  return status >= 500
    ? ({ kind: 'ambiguous', cause: `http_${status}` } as const)
    : ({ kind: 'permanent', code: `http_${status}` } as const);
}

const SLACK_HOST = /(?:^|\.)slack(?:-gov)?\.com$/;

function isOfSlack(url: URL, apiUrl: string): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && SLACK_HOST.test(url.hostname);
}

/** Counted while it comes: what a server says about the length is no more than what it says. */
async function bytesOf(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of response.body ?? []) {
    count += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (count > bytesMax) throw refused('file_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(code: string): GatewayError {
  return new GatewayError(DOWNLOAD, { kind: 'permanent', code });
}

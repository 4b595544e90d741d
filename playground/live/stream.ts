/** Tells every open page that something may look different now. */

import type { ServerResponse } from 'node:http';
import type { WorkspaceCore } from '../workspace/core.js';
import type { Tick } from './protocol.js';

/** Changes come in bursts; a page wants one look at the end of each. */
const GATHER_MS = 25;
/** Shorter than whatever would take a silent connection for a dead one. */
const HEARTBEAT_MS = 15_000;
/** How soon a page connects again. */
const RETRY_MS = 500;

/** Answers with server-sent events, the first at once, until the page or the server goes. */
export function answerStream(core: WorkspaceCore, response: ServerResponse, tick: () => Tick): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`retry: ${RETRY_MS}\n\n`);
  let gathering: NodeJS.Timeout | undefined;
  const send = (): void => {
    gathering = undefined;
    response.write(`data: ${JSON.stringify(tick())}\n\n`);
  };
  const listener = (): void => {
    gathering ??= setTimeout(send, GATHER_MS);
  };
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  core.changeListeners.add(listener);
  core.newsListeners.add(listener);
  response.once('close', () => {
    core.changeListeners.delete(listener);
    core.newsListeners.delete(listener);
    clearTimeout(gathering);
    clearInterval(heartbeat);
  });
  send();
}

/** Where the app sends the content of a file that it has announced, as on Slack: without a token, to an address that nobody else knows. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { WorkspaceCore } from '../workspace/core.js';

/** Answers a request to `/upload/FILE`. The content must be as long as was said. */
export async function answerUpload(
  core: WorkspaceCore,
  request: IncomingMessage,
  response: ServerResponse,
  fileId: string,
): Promise<void> {
  const file = core.state.files.get(fileId);
  const content = (await buffer(request)).toString('utf8');
  if (request.method !== 'POST' || file === undefined || file.isUpload !== true) {
    response.writeHead(404).end();
  } else if (Buffer.byteLength(content) !== file.size) {
    response.writeHead(400).end('length_mismatch');
  } else {
    file.content = content;
    response.writeHead(200).end(`OK - ${file.size}`);
  }
}

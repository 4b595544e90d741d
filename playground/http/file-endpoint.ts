/** Where files are downloaded from: with the bot's token the content, without it the page to sign in, as on Slack. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WorkspaceCore } from '../workspace/core.js';
import { isReadableByApp } from '../workspace/files.js';

export type FileParts = { core: WorkspaceCore; botToken: string };

/** Answers a request to `/files/TEAM-FILE/NAME`; `rest` is what follows `/files/`. */
export function answerFile(
  { core, botToken }: FileParts,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
): void {
  const fileId = /^[A-Z0-9]+-([A-Z0-9]+)\//.exec(rest)?.[1] ?? '';
  const file = core.state.files.get(fileId);
  if (request.headers.authorization !== `Bearer ${botToken}`) {
    response.writeHead(302, { location: `/signin/?redir=${encodeURIComponent(request.url ?? '')}` }).end();
  } else if (file === undefined || file.isDeleted || !isReadableByApp(core, file)) {
    response.writeHead(404).end();
  } else {
    response.writeHead(200, { 'content-type': file.mimetype }).end(file.content);
  }
}

export function answerSignIn(response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end('<!doctype html><title>Slack</title><p>Sign in');
}

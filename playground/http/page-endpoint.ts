/** Serves the page: its few files, and the page itself at `/` and at the permalinks of messages. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  'main.js': 'text/javascript; charset=utf-8',
  'main.css': 'text/css; charset=utf-8',
  'index.html': 'text/html; charset=utf-8',
};

/** The page loads nothing from elsewhere, and nobody else may show it in a frame. */
const HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
};

/** A short word for what the files are now; empty where there are none. */
export function pageBuild(dir: string): string {
  const paths = Object.keys(TYPES).map((name) => join(dir, name));
  if (!paths.every((path) => existsSync(path))) return '';
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** Answers `/page/NAME` out of the folder that `npm run build:page` fills; 404 for a name that is no file of the page. */
export function answerPageFile(dir: string, response: ServerResponse, name: string, status = 200): void {
  const type = TYPES[name];
  if (type === undefined) {
    response.writeHead(404).end();
    return;
  }
  const file = readFileSync(join(dir, name));
  response.writeHead(status, { ...HEADERS, 'content-type': type }).end(file);
}

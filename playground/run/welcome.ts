/** What the playground says in the terminal. */
import { join } from 'node:path';
import type { Box } from '../box/start-box.js';
import { DAMAGED } from '../kept-json.js';
import { personRow } from '../live/lobby.js';
import { peopleToBe, ROLE_WORDS } from '../live/people-to-be.js';
import type { PersonRow } from '../live/protocol.js';
import { BOT_LOG } from './bot-log.js';
import { BLOCKED } from './free-port.js';
import { HELD } from './hold-folder.js';

function described({ name, role }: PersonRow): string {
  return role === 'member' ? name : `${name} (${ROLE_WORDS[role]})`;
}

export function welcome({ slack }: Pick<Box, 'slack'>, keptIn: string): string {
  const people = [...slack.workspace.state.members.values()].map(personRow);
  const toBe = peopleToBe({ people }).map(described);
  return `
  The desk is open:  ${slack.url}

  Be ${toBe.join(', ')}. Ana and Ben are the agents.
  Kept in ${keptIn}. npm run playground -- --fresh forgets it; -- --tour tells a story in the terminal.
  What goes wrong for the bot is in ${join(keptIn, BOT_LOG)}. Ctrl-C ends it.`;
}

type Failure = { code?: unknown; path?: unknown; port?: unknown };

const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What a folder or a file is in the way of; null where it is no matter of files. */
function explainFile({ code, path }: Failure, keptIn: string): string | null {
  if (code === 'ENOSPC') return `The disk is full. Make room, and start again: ${keptIn} is as it was.`;
  if (typeof path !== 'string') return null;
  if (code === DAMAGED)
    return `${path} is damaged, or of another version. npm run playground -- --fresh starts anew; to keep what is there, move ${keptIn} away before.`;
  if (FORBIDDEN.has(String(code)))
    return `${path} cannot be written. Give yourself the right to it, or start in a folder of yours.`;
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR')
    return `${path} is in the way: the playground keeps its data in ${keptIn}. Move it elsewhere.`;
  return null;
}

/** A sentence for what people can put right themselves, else null. */
export function explainFailure(error: unknown, port: number, keptIn: string): string | null {
  const failure = (error ?? {}) as Failure;
  const { code } = failure;
  // It says itself what is wrong and what to do.
  if (error instanceof Error && error.name === 'EmbeddedPostgresError') return error.message;
  if (code === HELD)
    return `A playground runs in this folder already: open http://127.0.0.1:${failure.port}, or end it first. Should there be none, delete ${keptIn}.lock.`;
  const ofFile = explainFile(failure, keptIn);
  if (ofFile !== null) return ofFile;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by a playground that runs already: open http://127.0.0.1:${port}, or choose another port: npm run playground -- --port ${port + 1}`;
  }
  if (code === BLOCKED)
    return `Browsers do not open port ${port}, which belongs to something else. Choose another: npm run playground -- --port 4100`;
  if (code === 'EACCES') return `Port ${port} needs more rights than you have. Choose one above 1024.`;
  return null;
}

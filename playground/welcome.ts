/** What the playground says in the terminal. */
import { join } from 'node:path';
import { BOT_LOG } from './bot-log.js';
import type { Box } from './box.js';
import { BLOCKED } from './free-port.js';
import { personRow } from './live/lobby.js';
import type { PersonRow, Role } from './live/protocol.js';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'owner',
  admin: 'admin',
  member: '',
  guest: 'guest',
  outsider: 'from another organization',
  app: '',
};

function described({ name, role }: PersonRow): string {
  const words = ROLE_WORDS[role];
  return words === '' ? name : `${name} (${words})`;
}

export function welcome({ slack }: Pick<Box, 'slack'>, keptIn: string): string {
  const people = [...slack.workspace.state.members.values()].map(personRow);
  const toBe = people.filter(({ role, isDeactivated }) => role !== 'app' && !isDeactivated).map(described);
  return `
  The desk is open:  ${slack.url}

  Be ${toBe.join(', ')}. Ana and Ben are the agents.
  Kept in ${keptIn}. npm run playground -- --fresh forgets it; -- --tour tells a story in the terminal.
  What goes wrong for the bot is in ${join(keptIn, BOT_LOG)}. Ctrl-C ends it.`;
}

type Failure = { code?: unknown; message?: unknown; cause?: unknown };

/** A sentence for what people can put right themselves, else null. */
export function explainFailure(error: unknown, port: number): string | null {
  const { code } = (error ?? {}) as Failure;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by a playground that runs already: open http://127.0.0.1:${port}, or choose another port: npm run playground -- --port ${port + 1}`;
  }
  if (code === BLOCKED)
    return `Browsers do not open port ${port}, which belongs to something else. Choose another: npm run playground -- --port 4100`;
  if (code === 'EACCES') return `Port ${port} needs more rights than you have. Choose one above 1024.`;
  return null;
}

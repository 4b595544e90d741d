/** What can be asked of `npm run playground`: read from its arguments, and what is wrong with them said in a sentence. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const DATA_DIR = join('.data', 'playground');
const PORT_DEFAULT = 4100;
const PORT_MAX = 65_535;

export const HELP = `npm run playground                 the desk in a workspace of its own, in your browser; kept in ${DATA_DIR}
npm run playground -- --fresh      the same, forgetting what was kept
npm run playground -- --port N     at another port than ${PORT_DEFAULT}
npm run playground -- --no-open    without opening the browser
npm run playground -- --tour       plays a ticket's story on fresh data, prints what each person sees, and ends`;

export type Options =
  | { does: 'help' }
  | { does: 'tour' }
  | { does: 'start'; isFresh: boolean; isOpened: boolean; port: number }
  | { does: 'refuse'; sentence: string };

const OPTIONS = {
  tour: { type: 'boolean' },
  fresh: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  open: { type: 'boolean' },
  port: { type: 'string' },
} as const;

export function readOptions(args: readonly string[]): Options {
  const read = parsed(args);
  if (typeof read === 'string') return { does: 'refuse', sentence: `${read}. There is:\n\n${HELP}` };
  if (read.help) return { does: 'help' };
  if (read.tour) return { does: 'tour' };
  const port = portOf(read.port);
  if (port === null) {
    return { does: 'refuse', sentence: `"${read.port}" is no port: it is a number from 1 to ${PORT_MAX}.` };
  }
  return { does: 'start', isFresh: read.fresh ?? false, isOpened: read.open ?? true, port };
}

/** What was asked for, or what is wrong with it, in the words of Node's parser without its advice. */
function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowNegative: true }).values;
  } catch (error) {
    if (!isOfParser(error)) throw error;
    return error.message.split('. ', 1)[0] ?? error.message;
  }
}

function isOfParser(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function portOf(given: string | undefined): number | null {
  const port = Number(given ?? PORT_DEFAULT);
  return Number.isInteger(port) && port > 0 && port <= PORT_MAX ? port : null;
}

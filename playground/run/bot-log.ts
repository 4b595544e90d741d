/** Where the bot's log goes in the playground: with faults on, its warnings would fill the terminal. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export const BOT_LOG = 'bot.log';

/** A file; the one before it is kept beside it as `bot.log.1`. */
const BYTES_MAX = 2_000_000;

/** At once, so that whatever ends the process leaves all that was logged; what no file takes any more is said in the terminal. */
export function logInto(path: string, bytesMax = BYTES_MAX): { write(line: string): void } {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, '');
  let bytes = statSync(path).size;
  return {
    write: (line) => {
      try {
        if (bytes > bytesMax) {
          renameSync(path, `${path}.1`);
          bytes = 0;
        }
        appendFileSync(path, line);
        bytes += Buffer.byteLength(line);
      } catch {
        process.stderr.write(line);
      }
    },
  };
}

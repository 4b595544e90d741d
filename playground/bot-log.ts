/** Where the bot's log goes in the playground: with faults on, its warnings would fill the terminal. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export const BOT_LOG = 'bot.log';

/** At once, so that whatever ends the process leaves all that was logged; what no file takes any more is said in the terminal. */
export function logInto(path: string): { write(line: string): void } {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, '');
  return {
    write: (line) => {
      try {
        appendFileSync(path, line);
      } catch {
        process.stderr.write(line);
      }
    },
  };
}

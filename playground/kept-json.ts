/** Reads what a playground has kept of itself: one that a full disk or a cut of the power left behind is told of as what it is. */
import { existsSync, readFileSync } from 'node:fs';

/** The code of the error for a file that is not what was written. */
export const DAMAGED = 'EDAMAGED';

/** Null where nothing was kept. Throws an error with the code {@link DAMAGED} and the `path` where `parse` throws. */
export function readKept<T>(path: string, parse: (text: string) => T): T | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  try {
    return parse(text);
  } catch (cause) {
    throw Object.assign(new Error(`${path} is damaged`, { cause }), { code: DAMAGED, path });
  }
}

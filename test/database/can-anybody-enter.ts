/** Tells whether a user without rights can reach a folder, so that a test of such a user knows whether it can run. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

export function canAnybodyEnter(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return folder === dirname(folder) || canAnybodyEnter(dirname(folder));
}

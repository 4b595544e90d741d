/** Finds the package's own folder, from the sources as well as from compiled output. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @throws Error where no folder above this file holds a `package.json`. */
export function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json is missing: the migrations cannot be found');
    folder = parent;
  }
  return folder;
}

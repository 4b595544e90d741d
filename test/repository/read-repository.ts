/** The repository as its own tests read it: what is committed or about to be, and nothing that is generated. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from '../../src/database/package-root.js';

export const ROOT = findPackageRoot();

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** What `.gitignore` lists: folders by name or by path, files by name or by ending. */
const IGNORED = readText('.gitignore')
  .split('\n')
  .filter((line) => line !== '');

/** Paths from the root, with slashes, sorted. Without asking git, which an archive or a container may not have. */
export function listFiles(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isForeign = entry.name === '.git' || entry.isSymbolicLink();
      if (isForeign || isIgnored(path, entry.isDirectory())) return [];
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .sort();
}

function isIgnored(path: string, isFolder: boolean): boolean {
  const name = path.split('/').at(-1) ?? '';
  return IGNORED.some((line) => {
    if (line.endsWith('/')) return isFolder && [name, path].includes(line.slice(0, -1));
    return line.startsWith('*') ? name.endsWith(line.slice(1)) : name === line;
  });
}

/** Every variable that `read` asks the environment for. */
export function variablesReadBy(
  read: (environment: Readonly<Record<string, string | undefined>>) => unknown,
): string[] {
  const asked = new Set<string>();
  const note = (name: string | symbol) => void (typeof name === 'string' && asked.add(name));
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => note(name),
      has: (_target, name) => {
        note(name);
        return false;
      },
    },
  );
  try {
    read(environment);
  } catch {
    // An empty environment is refused, after it was read.
  }
  return [...asked].filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name)).sort();
}

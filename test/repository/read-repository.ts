/** The repository as its own tests read it: what is committed or about to be, and nothing that is generated. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from '../../src/database/package-root.js';

export const ROOT = findPackageRoot();

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Paths from the root, with slashes. New files that are not ignored count as well. */
export function listFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(ROOT, path)));
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

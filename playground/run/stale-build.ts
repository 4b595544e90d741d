/** Whether the sources have changed since they were compiled: the playground starts what was compiled. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = /\.(?:tsx?|css|html)$/;

function newestIn(folder: string, isCounted: (path: string) => boolean): number {
  if (!existsSync(folder)) return 0;
  const times = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isCounted)
    .map((path) => statSync(join(folder, path)).mtimeMs);
  return Math.max(0, ...times);
}

const isPage = (path: string) => /^page[/\\]/.test(path);

/** What to run first, in the folder of the package; null where what is compiled is as new as the sources. */
export function staleBuild(root: string): string | null {
  const playground = join(root, 'playground');
  const code = Math.max(
    newestIn(join(root, 'src'), (path) => path.endsWith('.ts')),
    newestIn(playground, (path) => path.endsWith('.ts') && !isPage(path)),
  );
  const page = newestIn(playground, (path) => SOURCE.test(path) && isPage(path));
  const commands = [
    // The compiler leaves every file alone whose output stays the same, so what is asked is when it last ran.
    code > newestIn(join(root, 'dist'), (path) => path === '.built') ? 'npm run build' : null,
    page > newestIn(join(root, 'dist', 'playground', 'page'), () => true) ? 'npm run build:page' : null,
  ].filter((command) => command !== null);
  return commands.length === 0 ? null : commands.join(' && ');
}

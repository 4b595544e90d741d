/** Builds the page of the playground: one script and one style sheet, with nothing to be loaded from elsewhere. */
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { findPackageRoot } from '../src/database/package-root.js';

/** Of each emoji the page needs its character; its keywords and its place among the others are a seventh of the script. */
const emojiCharactersOnly: Plugin = {
  name: 'emoji-characters-only',
  setup({ onLoad }) {
    onLoad({ filter: /emojilib[\\/]ordered\.json$/ }, () => ({ contents: '[]', loader: 'json' }));
    onLoad({ filter: /emojilib[\\/]emojis\.json$/ }, async ({ path }) => {
      const emojis = JSON.parse(await readFile(path, 'utf8')) as Record<string, { char: string }>;
      const slim = Object.entries(emojis).map(([name, { char }]) => [name, { char }]);
      return { contents: JSON.stringify(Object.fromEntries(slim)), loader: 'json' };
    });
  },
};

/** Fills the folder `outdir` with the page as the sources are now. Rejects where they do not compile. */
export async function buildPage(outdir: string): Promise<void> {
  const from = join(findPackageRoot(), 'playground', 'page');
  await build({
    entryPoints: [join(from, 'main.tsx')],
    outdir,
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    jsx: 'automatic',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [emojiCharactersOnly],
  });
  await copyFile(join(from, 'index.html'), join(outdir, 'index.html'));
}

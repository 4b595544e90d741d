/** Builds the page of the playground: one script and one style sheet, with nothing to be loaded from elsewhere. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findPackageRoot } from '../src/database/package-root.js';

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
    jsx: 'automatic',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await copyFile(join(from, 'index.html'), join(outdir, 'index.html'));
}

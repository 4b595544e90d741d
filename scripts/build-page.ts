/** Builds the page of the playground into `dist/playground/page`: one script and one style sheet. */
import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';

const FROM = 'playground/page';
const TO = 'dist/playground/page';

await build({
  entryPoints: [`${FROM}/main.tsx`],
  outdir: TO,
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
});
copyFileSync(`${FROM}/index.html`, `${TO}/index.html`);

/** `npm run build:page`: the page where the playground serves it from. */
import { join } from 'node:path';
import { findPackageRoot } from '../src/database/package-root.js';
import { buildPage } from './page-build.js';

await buildPage(join(findPackageRoot(), 'dist', 'playground', 'page'));

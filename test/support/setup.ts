/** Runs before each file, though modules are loaded once for many: what tests began is ended wherever they did. */
import { afterAll, afterEach } from 'vitest';
import { endFile, endTest } from './ends.js';

afterEach(endTest);
afterAll(endFile);

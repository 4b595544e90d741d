/** `npm run --silent sla` as it is run: compiled, in a process of its own, on pipes. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, readText } from './repository/read-repository.js';
import { compileBot } from './support/child-bot.js';

const OPEN = '{"op":"isOpen","at":"2026-12-23T15:00:00Z"}\n';
const YES = '{"open":true}\n';

const start = () => spawn(process.execPath, [join(ROOT, 'dist', 'src', 'sla.js')], { stdio: 'pipe' });

describe('npm run --silent sla', () => {
  beforeAll(compileBot);

  it('answers what it is given, in order, and ends with it', async () => {
    const child = start();
    child.stdin.end(`${OPEN}what?\n${OPEN.trimEnd()}`);
    const [said, told, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    expect(said.split('\n')).toEqual([YES.trim(), expect.stringContaining('"error"'), YES.trim(), '']);
    expect({ told, code }).toEqual({ told: '', code: 0 });
  });

  it('answers a line before the next is written', async () => {
    const child = start();
    const answers = child.stdout.setEncoding('utf8');
    for (let line = 0; line < 3; line += 1) {
      child.stdin.write(OPEN);
      expect(await once(answers, 'data')).toEqual([YES]);
    }
    child.stdin.end();
    await once(child, 'exit');
  });

  it('takes no more than its reader does, and answers all of it in the end', async () => {
    const child = start();
    const lines = 100_000;
    const sent = OPEN.repeat(lines);
    child.stdin.end(sent);
    // Nobody has read an answer yet: the pipes fill, and the process waits without taking the rest.
    await once(child.stdout, 'readable');
    expect(child.stdin.writableLength).toBeGreaterThan(0);
    expect(await text(child.stdout)).toBe(YES.repeat(lines));
  });

  it('ends quietly when its reader has gone', async () => {
    const child = start();
    child.stdin.on('error', () => undefined);
    child.stdin.write(OPEN.repeat(200_000));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [told, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ told, code }).toEqual({ told: '', code: 0 });
  });

  it('keeps its standard output for answers: what the compiler says goes elsewhere', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    expect(scripts.sla).toBe('npm run --silent build 1>&2 && node dist/src/sla.js');
  });
});

/** One playground in one folder, whatever the one before it has left. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdFolder } from '../../playground/run/hold-folder.js';

function folderWith(lock?: string): { folder: string; path: string } {
  const root = mkdtempSync(join(tmpdir(), 'held-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'playground');
  if (lock !== undefined) writeFileSync(`${folder}.lock`, lock);
  return { folder, path: `${folder}.lock` };
}

/** The number of a process that has been killed. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await new Promise((resolve) => child.once('spawn', resolve));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

test('a second playground is refused, with where the first one is, until that lets go', async () => {
  const { folder, path } = folderWith();
  const letGo = await holdFolder(folder, 4110);
  await expect(holdFolder(folder, 4111)).rejects.toMatchObject({ code: 'EHELD', port: 4110 });
  letGo();
  expect(existsSync(path)).toBe(false);
  (await holdFolder(folder, 4111))();
});

test('what a killed one left holds nobody up', async () => {
  const left = { pid: await deadPid(), bornAs: null, port: 4110 };
  const { folder, path } = folderWith(JSON.stringify(left));
  const letGo = await holdFolder(folder, 4111);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, port: 4111 });
  letGo();
});

test('neither does one whose number another process has by now', async () => {
  const left = { pid: process.pid, bornAs: 'an earlier life', port: 4110 };
  const { folder } = folderWith(JSON.stringify(left));
  (await holdFolder(folder, 4111))();
});

test.each(['', '{"pid":', '[]', '{"pid":"x"}'])('a file that says %j is a leftover', async (left) => {
  const { folder } = folderWith(left);
  (await holdFolder(folder, 4111))();
  expect(readdirSync(join(folder, '..'))).toEqual([]);
});

test('of many that start at once one holds it', async () => {
  const { folder } = folderWith(JSON.stringify({ pid: await deadPid(), bornAs: null, port: 4110 }));
  const starts = await Promise.allSettled([4111, 4112, 4113, 4114].map((port) => holdFolder(folder, port)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('who has lost it in the meantime does not take it from another', async () => {
  const { folder, path } = folderWith();
  const letGo = await holdFolder(folder, 4110);
  writeFileSync(path, 'of another');
  letGo();
  expect(readFileSync(path, 'utf8')).toBe('of another');
});

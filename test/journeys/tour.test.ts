import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { playTour } from '../../playground/run/tour.js';

function placeOf(words: string | RegExp, text: string): number {
  return typeof words === 'string' ? text.indexOf(words) : text.search(words);
}

it('the tour plays the whole story on a machine with nothing but Node, breach included, and ends by itself', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-tour-test-'));
  const lines: string[] = [];
  try {
    await playTour({ dataDir, print: (line) => lines.push(line) });
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  const text = lines.join('\n');
  const inOrder = [
    'The desk opens',
    '*Ana* is now an agent of IT Support',
    '✗ Title:',
    '@Bo *IT-1* VPN down',
    '[Take] [Start] [Resolve] [Reply to reporter]',
    'It says *error 807*',
    'Only agents see this',
    // The tour's clock runs on: on a slow machine a second of the eight hours has passed.
    /paused, (8 h \(1 working day\)|7 h 5\d min[^·\n]*) left/,
    '@Ana *Bo* (requester): Yes, the phone works',
    '[It works] [Reopen]',
    '*IT-1* was closed by *Bo*',
    '@Cleo *IT-2* The printer on floor 3 jams',
    '*Bo* (requester): Here too',
    'made *IT-3* Cleo needs a laptop',
    'Only agents of its project can start it',
    'There is no ticket IT-3 that you can see',
    'First response overdue:* *IT-2*',
    'The end.',
  ];
  const positions = inOrder.map((words) => [words, placeOf(words, text)] as const);
  expect(positions.filter(([, at]) => at === -1)).toEqual([]);
  expect(positions.map(([, at]) => at)).toEqual([...positions.map(([, at]) => at)].sort((a, b) => a - b));
  expect(text).not.toContain('on the 9th\n    │ threadesk');
}, 60_000);

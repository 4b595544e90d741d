/** How the playground is called wrongly, and what it says then: what was wrong and what there is, and no stack of Node's. */
import { expect, it } from 'vitest';
import { HELP, readOptions } from '../../playground/run/options.js';

const STARTED = { does: 'start', isFresh: false, isOpened: true, port: 4100 };

it.each([
  [[], STARTED],
  [['--fresh'], { ...STARTED, isFresh: true }],
  [['--port', '4170', '--no-open'], { ...STARTED, isOpened: false, port: 4170 }],
  [['--tour'], { does: 'tour' }],
  [['--help'], { does: 'help' }],
  [['-h'], { does: 'help' }],
])('%j', (args, options) => {
  expect(readOptions(args)).toEqual(options);
});

it.each([
  [['--prot', '4170'], "Unknown option '--prot'. There is:"],
  [['--port'], "Option '--port <value>' argument missing. There is:"],
  [['extra'], "Unexpected argument 'extra'. There is:"],
  [['--fresh=yes'], "Option '--fresh' does not take an argument. There is:"],
])('%j is refused, with all that there is', (args, words) => {
  expect(readOptions(args)).toEqual({ does: 'refuse', sentence: `${words}\n\n${HELP}` });
});

it.each(['abc', '0', '65536', '4.5'])('the port %s is refused', (port) => {
  const sentence = `"${port}" is no port: it is a number from 1 to 65535.`;
  expect(readOptions(['--port', port])).toEqual({ does: 'refuse', sentence });
});

/** `npm run --silent sla`: the SLA engine on standard input and output, so that anyone's cases can be run against it. */
import { pipeline } from 'node:stream/promises';
import { answerLines } from './domain/sla/checking/answer-lines.js';

/** The reader has read enough and gone, as `head` does. */
const READER_GONE = ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];

async function main(): Promise<void> {
  process.stdin.setEncoding('utf8');
  try {
    await pipeline(process.stdin, answerLines, process.stdout);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!READER_GONE.includes(code)) throw error;
  }
}

await main();

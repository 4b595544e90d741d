/** A stream of questions, one a line, to a stream of answers, one a line and in order, holding one line at a time. */

import { type Answer, answerRequest } from './answer-request.js';

/** Characters. Room for thousands of holidays or events, and a bound on what one line may cost. */
export const LINE_LENGTH_MAX = 1_048_576;

/** Answers are handed on when this many characters have come together, and whenever what was read is answered. */
const BATCH_LENGTH = 65_536;

const EXAMPLE = '{"op":"isOpen","calendar":null,"at":"2026-12-23T15:00:00Z"}';
const TOO_LONG = JSON.stringify({
  error: `Write at most ${LINE_LENGTH_MAX.toLocaleString('en-US')} characters a line.`,
});

/** `chunks` are pieces of text, cut anywhere. The last line may go without its line break; breaks are \n and \r\n. */
export async function* answerLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = [];
  let begunLength = 0;
  let answers = '';
  const endLine = (): string => {
    const line = begunLength > LINE_LENGTH_MAX ? TOO_LONG : answerLine(begun.join(''));
    begun = [];
    begunLength = 0;
    return `${line}\n`;
  };
  const goOn = (piece: string): void => {
    begunLength += piece.length;
    if (begunLength <= LINE_LENGTH_MAX) begun.push(piece);
    else begun = [];
  };
  for await (const chunk of chunks) {
    const pieces = chunk.split('\n');
    const rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      goOn(piece);
      answers += endLine();
      if (answers.length < BATCH_LENGTH) continue;
      yield answers;
      answers = '';
    }
    goOn(rest);
    if (answers !== '') yield answers;
    answers = '';
  }
  if (begunLength > 0) yield endLine();
}

/** The answer to one line as one line; an object with `error` for any line that has none. */
export function answerLine(line: string): string {
  try {
    return JSON.stringify(answerRequest(parseLine(line)));
  } catch (error) {
    return JSON.stringify({ error: reasonOf(error) } satisfies Answer);
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line.trim());
  } catch {
    throw new RangeError(`Write one JSON object a line, such as ${EXAMPLE}.`);
  }
}

/** Everything that a question can be refused for is a RangeError; anything else is the engine's own mistake. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  return `The engine could not answer this line, which is a mistake of its own: ${String(error)}`;
}

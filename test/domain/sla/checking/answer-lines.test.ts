/** Lines in, lines out: one answer each, in order, whatever a line holds and however the text is cut. */

import { describe, expect, it } from 'vitest';
import {
  answerLine,
  answerLines,
  LINE_LENGTH_MAX,
} from '../../../../src/domain/sla/checking/answer-lines.js';

const OPEN = '{"op":"isOpen","at":"2026-12-23T15:00:00Z"}';
const YES = '{"open":true}';

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function answersTo(text: string, length = text.length): Promise<string[]> {
  let answers = '';
  for await (const piece of answerLines(inPieces(text, Math.max(1, length)))) answers += piece;
  expect(answers === '' || answers.endsWith('\n')).toBe(true);
  return answers.split('\n').slice(0, -1);
}

const isError = expect.stringMatching(/^\{"error":"[^"]/);

describe('every line has one answer', () => {
  it.each<[what: string, text: string, answers: unknown[]]>([
    ['nothing at all', '', []],
    ['a line', `${OPEN}\n`, [YES]],
    ['a last line without its break', `${OPEN}\n${OPEN}`, [YES, YES]],
    ['breaks of Windows, and its mark at the beginning', `\uFEFF${OPEN}\r\n${OPEN}\r\n`, [YES, YES]],
    ['a blank line between', `${OPEN}\n\n${OPEN}\n`, [YES, isError, YES]],
    ['what is no JSON', `${OPEN}\n{"op":\n${OPEN}\n`, [YES, isError, YES]],
    ['JSON that is no object', `1\nnull\n"add"\n[]\n${OPEN}\n`, [isError, isError, isError, isError, YES]],
    ['two objects on one line', `${OPEN}${OPEN}\n`, [isError]],
    ['a question that is refused', `{"op":"add"}\n${OPEN}\n`, [isError, YES]],
  ])('%s', async (_what, text, answers) => {
    for (const length of [1, 7, 64, text.length]) expect(await answersTo(text, length)).toEqual(answers);
  });

  it.each<[what: string, line: string]>([
    ['a million brackets', '['.repeat(1_000_000)],
    ['objects in objects', `${'{"op":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    [
      'a list of what is no event',
      `{"op":"clock","policy":{"targets":{}},"events":[${'1,'.repeat(200_000)}1]}`,
    ],
    ['a line that is too long', `"${'x'.repeat(LINE_LENGTH_MAX)}"`],
    ['a prototype', '{"op":"isOpen","at":"2026-12-23T15:00:00Z","__proto__":{"open":true}}'],
    [
      'a prototype for its calendar',
      '{"op":"isOpen","calendar":{"__proto__":null},"at":"2026-12-23T15:00:00Z"}',
    ],
    ['half a pair of surrogates', '{"op":"\\ud83d"}'],
  ])('%s harms nothing, and the next goes on', async (_what, line) => {
    const answers = await answersTo(`${line}\n${OPEN}\n`, 65_536);
    expect(answers).toEqual([isError, YES]);
    expect(answers[0]?.length).toBeLessThan(1000);
    expect(Object.prototype).not.toHaveProperty('open');
  });

  it('says how long a line may be', async () => {
    const [answer] = await answersTo('x'.repeat(3 * LINE_LENGTH_MAX), 100_000);
    expect(answer).toBe('{"error":"Write at most 1,048,576 characters a line."}');
  });

  it('an error is one line too', () => {
    expect(answerLine('{"op":"a\\nb"}').split('\n')).toHaveLength(1);
  });
});

describe('a stream', () => {
  it('is answered as it comes: nobody has to end it to be answered', async () => {
    async function* typed(): AsyncGenerator<string> {
      yield `${OPEN}\n`;
      throw new Error('asked for more before the first answer was taken');
    }
    const first = await answerLines(typed()).next();
    expect(first.value).toBe(`${YES}\n`);
  });

  it('hands its answers on before many have come together', async () => {
    const pieces: number[] = [];
    const many = `${OPEN}\n`.repeat(20_000);
    for await (const piece of answerLines(inPieces(many, many.length))) pieces.push(piece.length);
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(20_000 * (YES.length + 1));
    expect(Math.max(...pieces)).toBeLessThan(70_000);
  });
});

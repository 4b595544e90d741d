/**
 * Reads Slack's mrkdwn into elements of rich text. The renderer's own reader is not used: it takes texts for Markdown, so that a line of
 * dashes, a heading or a quote in a quote loses its words, and undoes escapes first, so that a typed `<!channel>` looks like a mention.
 */
import type { JsonObject } from '../../live/protocol.js';
import { type Atom, atomsIn, type Style, textElement, wordsInCode } from './mrkdwn-atoms.js';

const MARKS: Readonly<Record<string, keyof Style>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const WORD = /[\p{L}\p{N}]/u;

/** A line, with what is known of it beforehand, so that reading it takes one way through it. */
type Line = {
  text: string;
  /** By where they begin. */
  atoms: ReadonlyMap<number, Atom>;
  /** By mark: where one may end, in order. */
  ends: Readonly<Record<string, readonly number[]>>;
};

function isOpening(text: string, at: number): boolean {
  return !WORD.test(text[at - 1] ?? ' ') && /\S/.test(text[at + 1] ?? ' ');
}

function isClosing(text: string, at: number): boolean {
  return /\S/.test(text[at - 1] ?? ' ') && !WORD.test(text[at + 1] ?? ' ');
}

function endsIn(text: string, atoms: readonly Atom[]): Line['ends'] {
  const ends: Record<string, number[]> = { '*': [], _: [], '~': [] };
  let next = 0;
  for (let at = 0; at < text.length; at += 1) {
    const atom = atoms[next];
    if (atom && at === atom.from) {
      at = atom.to - 1;
      next += 1;
    } else if (isClosing(text, at)) ends[text[at] ?? '']?.push(at);
  }
  return ends;
}

/** By halves: a text of marks alone has thousands of them. */
function endAfter(ends: readonly number[], at: number, before: number): number | null {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  const end = ends[low];
  return end !== undefined && end < before ? end : null;
}

function readPart(line: Line, from: number, to: number, style: Style): JsonObject[] {
  const found: JsonObject[] = [];
  let plainFrom = from;
  let at = from;
  const take = (elements: readonly JsonObject[], next: number) => {
    if (at > plainFrom) found.push(textElement(line.text.slice(plainFrom, at), style));
    found.push(...elements);
    at = next;
    plainFrom = next;
  };
  while (at < to) {
    const atom = line.atoms.get(at);
    const sign = line.text[at] ?? '';
    const name = MARKS[sign];
    const isMark = name !== undefined && style[name] === undefined && isOpening(line.text, at);
    // One character at least stands between two marks.
    const end = isMark ? endAfter(line.ends[sign] ?? [], at + 1, to) : null;
    if (atom) take([atom.elementFor(style)], atom.to);
    else if (name && end !== null) take(readPart(line, at + 1, end, { ...style, [name]: true }), end + 1);
    else at += 1;
  }
  take([], to);
  return found;
}

function readLine(text: string): JsonObject[] {
  const atoms = atomsIn(text);
  const line = { text, atoms: new Map(atoms.map((atom) => [atom.from, atom])), ends: endsIn(text, atoms) };
  return readPart(line, 0, text.length, {});
}

function readLines(lines: readonly string[]): JsonObject[] {
  return lines.flatMap((line, place) => [...(place === 0 ? [] : [textElement('\n')]), ...readLine(line)]);
}

const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_ALL = /^(?:>|&gt;){3} ?/;

type Paragraph = { type: 'rich_text_quote' | 'rich_text_section'; lines: string[] };

/** Only the first mark of a line is one: no quote stands in another. */
function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const [place, line] of lines.entries()) {
    if (QUOTE_ALL.test(line)) {
      const quoted = [line.replace(QUOTE_ALL, ''), ...lines.slice(place + 1)];
      return [...paragraphs, { type: 'rich_text_quote', lines: quoted }];
    }
    const type = QUOTE.test(line) ? 'rich_text_quote' : 'rich_text_section';
    const words = line.replace(QUOTE, '');
    const last = paragraphs.at(-1);
    if (last?.type === type) last.lines.push(words);
    else paragraphs.push({ type, lines: [words] });
  }
  return paragraphs;
}

const FENCED = /```([\s\S]+?)```/;

/** Elements of a `rich_text` block: https://docs.slack.dev/messaging/formatting-message-text */
export function readMrkdwn(text: string): JsonObject[] {
  const pieces = text.replaceAll(/\r\n?/g, '\n').split(FENCED);
  return pieces.flatMap((piece, place): JsonObject[] => {
    if (place % 2 === 1) {
      const code = wordsInCode(piece.replace(/^\n|\n$/g, ''));
      return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] }];
    }
    // Code stands on lines of its own: what ends the line before it, and begins the one after it, adds none.
    const after = place > 0 ? piece.replace(/^\n/, '') : piece;
    const words = place < pieces.length - 1 ? after.replace(/\n$/, '') : after;
    if (words === '') return [];
    return paragraphsOf(words.split('\n')).map(({ type, lines }) => ({ type, elements: readLines(lines) }));
  });
}

/** Texts may turn the direction of what follows them, and need not turn it back: https://www.unicode.org/reports/tr9/ */

const END_OF_EMBEDDING = '\u202c';
const END_OF_ISOLATE = '\u2069';

const ENDS: Readonly<Record<string, string>> = {
  '\u202a': END_OF_EMBEDDING,
  '\u202b': END_OF_EMBEDDING,
  '\u202d': END_OF_EMBEDDING,
  '\u202e': END_OF_EMBEDDING,
  '\u2066': END_OF_ISOLATE,
  '\u2067': END_OF_ISOLATE,
  '\u2068': END_OF_ISOLATE,
};

/** What has to follow a text so that what stands behind it reads as if the text were not there. A line ends what was begun in it. */
export function endOfDirections(text: string): string {
  const open: string[] = [];
  let isolates = 0;
  for (const sign of text.slice(text.lastIndexOf('\n') + 1)) {
    const end = ENDS[sign];
    if (end !== undefined) {
      open.push(end);
      if (end === END_OF_ISOLATE) isolates += 1;
    }
    if (sign === END_OF_EMBEDDING && open.at(-1) === sign) open.pop();
    // The end of an isolate ends all that was begun in it.
    if (sign === END_OF_ISOLATE && isolates > 0) {
      open.length = open.lastIndexOf(sign);
      isolates -= 1;
    }
  }
  return open.reverse().join('');
}

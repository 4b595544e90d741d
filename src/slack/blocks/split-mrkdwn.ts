/** Cuts Slack's text format to the lengths that Slack accepts, never through a mention, a link or an entity. */

/** A token, an entity, white space, a word, or a bracket that stands alone. */
const PIECE = /<[^<>]*>|&(?:amp|lt|gt);|\s+|[^\s<&]+|[<&]/g;

/**
 * The text in parts of at most `codePointsMax` code points each, in order and complete but for white space where it is cut. A word
 * longer than a part is cut through; a token longer than a part (a link of thousands of characters) is replaced by "…".
 */
export function splitMrkdwn(mrkdwn: string, codePointsMax: number): string[] {
  const parts: string[] = [];
  let current = '';
  let length = 0;
  for (const piece of fittingPieces(mrkdwn, codePointsMax)) {
    const pieceLength = codePoints(piece);
    if (length + pieceLength > codePointsMax) {
      parts.push(current.trimEnd());
      const isSpace = piece.trim() === '';
      current = isSpace ? '' : piece;
      length = isSpace ? 0 : pieceLength;
    } else {
      current += piece;
      length += pieceLength;
    }
  }
  return [...parts, current.trimEnd()].filter((part) => part !== '');
}

function* fittingPieces(mrkdwn: string, codePointsMax: number): Iterable<string> {
  for (const [piece] of mrkdwn.matchAll(PIECE)) {
    if (codePoints(piece) <= codePointsMax) yield piece;
    else if (piece.startsWith('<')) yield '…';
    else yield* slicesOf(piece, codePointsMax);
  }
}

function* slicesOf(word: string, codePointsMax: number): Iterable<string> {
  const points = [...word];
  for (let start = 0; start < points.length; start += codePointsMax) {
    yield points.slice(start, start + codePointsMax).join('');
  }
}

function codePoints(text: string): number {
  return [...text].length;
}

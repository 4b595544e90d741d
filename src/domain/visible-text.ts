/** What of a text may reach a screen: what cannot be seen and moves or covers what others wrote is left out. */

/** They end a line wherever they stand, also where everything else is one line. */
const OTHER_LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Of all controls only tab and line feed mean something in Slack. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;
/**
 * Embeddings, overrides and isolates: one that is not ended turns round what stands behind it, up to the end of the line. Scripts that
 * are written from the right need none of them, and the marks that such texts do use (U+200E, U+200F, U+061C) stay.
 */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** No script needs so many marks on one letter; more of them cover the lines above and below. */
const MARKS_MAX = 8;
const PILED_MARKS = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, 'gu');

const INVISIBLE = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Never longer than before, and as it was where nothing is wrong with it. A line end that Slack does not know becomes a space. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(OTHER_LINE_ENDS, (end) => (end.startsWith('\r') ? '\n' : ' '))
    .replace(CONTROLS, '')
    .replace(DIRECTIONS, '')
    .replace(PILED_MARKS, '$1');
}

/** Whether a reader sees nothing of it: white space, characters without width, blanks that count as letters. */
export function isInvisible(text: string): boolean {
  return text.replace(INVISIBLE, '') === '';
}

/** How far a character can reach that is put together from others: families, flags, letters with marks. Past it, it is cut through. */
const CLUSTER_MAX = 64;
const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Where to cut, at `index` or before it, so that no character is cut through that readers take for one. Brackets and ends of entities are
 * left where they are, whatever marks follow them.
 */
export function cutBefore(text: string, index: number): number {
  if (index <= 0 || index >= text.length) return index;
  const from = Math.max(0, index - CLUSTER_MAX);
  const around = text.slice(from, index + CLUSTER_MAX);
  const found = CLUSTERS.segment(around).containing(index - from);
  const isWhole =
    found !== undefined && found.segment.length <= CLUSTER_MAX && (from === 0 || found.index > 0);
  if (!isWhole || /^[<>&;]/.test(found.segment)) return index;
  return from + found.index;
}

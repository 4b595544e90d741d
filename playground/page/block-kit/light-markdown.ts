/** Which Markdown the library is given: of some texts that nobody would write, it makes a browser wait for a minute. */

/** Quotes and lists in each other, as the marks at the beginning of one line. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){11}/m;
/** Each may begin what any other ends. */
const MARKS = /[*_~]/g;
const MARKS_MAX = 1_000;

export function isLightMarkdown(text: string): boolean {
  return !TOO_DEEP.test(text) && (text.match(MARKS)?.length ?? 0) <= MARKS_MAX;
}

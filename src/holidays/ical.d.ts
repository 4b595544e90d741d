/** The one function of `ical.js` that is used here: its own declarations (2.2.1) do not compile under `nodenext`; see `tsconfig.json`. */

declare const library: {
  /** jCal (RFC 7265) of a text. Throws for what is no calendar. */
  parse(text: string): unknown;
};
export default library;

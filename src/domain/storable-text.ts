/** Makes any text one that PostgreSQL stores. */

/** Without U+0000, which it refuses, and with U+FFFD for every half of a surrogate pair, which is no UTF-8. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

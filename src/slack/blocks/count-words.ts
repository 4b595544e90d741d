/** How many of something there are, in words that agree with the number. */

/** "1 open ticket", "412 open tickets". */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

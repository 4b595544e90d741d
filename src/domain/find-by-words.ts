/** Finds by what people type: beginnings of words in any order, without accents, the best match first. */

/** `names` are what it is called, shown or not. */
export type Findable<T> = { value: T; names: readonly string[] };

/** What is typed beyond this finds nothing more. */
const QUERY_LENGTH_MAX = 100;

type Indexed<T> = { value: T; names: readonly string[]; words: readonly string[] };

/** 0 is the best. Things of equal rank stay in the order in which they were given. */
const RANK = { isName: 0, beginsName: 1, isInName: 2, isInNames: 3 } as const;

/** Prepared once, asked often. An empty query finds everything, one of signs alone nothing. */
export function findByWords<T>(things: readonly Findable<T>[]): (query: string, countMax: number) => T[] {
  const index = things.map(({ value, names }): Indexed<T> => {
    const plain = names.map(plainWords);
    return { value, names: plain, words: wordsOf(plain.join(' ')) };
  });
  return (query, countMax) => {
    const typed = plainWords(query.slice(0, QUERY_LENGTH_MAX));
    if (typed === '' && query.trim() !== '') return [];
    return index
      .flatMap((thing) => {
        const rank = rankOf(thing, typed);
        return rank === null ? [] : [{ value: thing.value, rank }];
      })
      .sort((a, b) => a.rank - b.rank)
      .slice(0, countMax)
      .map(({ value }) => value);
  };
}

function rankOf({ names, words }: Indexed<unknown>, typed: string): number | null {
  const wanted = wordsOf(typed);
  if (!areIn(words, wanted)) return null;
  if (names.includes(typed)) return RANK.isName;
  if (names.some((name) => name.startsWith(typed))) return RANK.beginsName;
  return names.some((name) => areIn(wordsOf(name), wanted)) ? RANK.isInName : RANK.isInNames;
}

function areIn(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((each) => words.some((word) => word.startsWith(each)));
}

function wordsOf(plain: string): string[] {
  return plain === '' ? [] : plain.split(' ');
}

/** `America/New_York` is "america new york", `São Tomé` "sao tome". */
function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

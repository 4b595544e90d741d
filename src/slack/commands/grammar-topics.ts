/** Reads the commands of which each word has a reader and nothing more is meant by what stands first: `/project` and `/desk`. */
import { type CommandWord, slash } from '../../domain/command-names.js';
import { done, no, type Parsed, type Reading } from './grammar-reading.js';
import { nearest, plainTextOf, splitFirst } from './grammar-text.js';
import type { Usage } from './usage-row.js';

export const NOTHING_AFTER = 'Nothing can stand after that.';

type Topics<T extends string, C> = {
  word: CommandWord;
  usages: readonly (Usage & { topic: T })[];
  readers: Record<T, (rest: string) => Reading<C>>;
  /** What is meant where nothing is typed. */
  otherwise: C;
};

/** What does not parse is answered with the usage line of the nearest command. */
export function readTopic<T extends string, C>(
  text: string,
  { word, usages, readers, otherwise }: Topics<T, C>,
): Parsed<C> {
  const typed = text.trim();
  const topics = usages.map((each) => each.topic);
  const failed = (message: string, topic: string): Parsed<C> => {
    const usage = usages.find((each) => each.topic === topic)?.usage ?? `${slash[word]} help`;
    return { ok: false, error: { message, usage, typed } };
  };
  const { first, rest } = splitFirst(typed);
  if (first === '') return { ok: true, command: otherwise };
  const topic = topics.find((each) => each === first.toLowerCase());
  if (topic === undefined) {
    const near = nearest(first, topics);
    const isClose = near !== null && near.distance <= Math.max(1, Math.floor(near.word.length / 3));
    const hint = isClose ? `Did you mean \`${near.word}\`?` : `There are ${namesOf(topics)}.`;
    return failed(`“${plainTextOf(first)}” is no command. ${hint}`, isClose ? near.word : 'help');
  }
  const reading = readers[topic](rest);
  return reading.ok ? { ok: true, command: reading.value } : failed(reading.message, topic);
}

export function alone<C>(command: C): (rest: string) => Reading<C> {
  return (rest) => (rest === '' ? done(command) : no(NOTHING_AFTER));
}

export function namesOf(topics: readonly string[]): string {
  return topics.map((topic) => `\`${topic}\``).join(', ');
}

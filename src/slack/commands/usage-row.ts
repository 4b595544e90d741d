/** How one command is written: a row of the tables that help, usage lines and near-miss hints come from. */

import { type CommandWord, slash } from '../../domain/command-names.js';

export type Usage = {
  /** The verb; what `/ticket help <topic>` asks for. */
  topic: string;
  usage: string;
  description: string;
  example: string;
};

/** Put together when it is read: what the command is called here is not known while modules are loaded. */
export function usageRow<T extends string>(
  word: CommandWord,
  topic: T,
  parameters: string,
  description: string | (() => string),
  example: string,
) {
  const written = (rest: string) => `${slash[word]} ${topic} ${rest}`.trimEnd();
  return {
    topic,
    get usage() {
      return written(parameters);
    },
    get description() {
      return typeof description === 'string' ? description : description();
    },
    get example() {
      return written(example);
    },
  };
}

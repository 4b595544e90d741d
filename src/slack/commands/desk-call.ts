/** What every `/desk` command's handler looks like. */

import type { Answer, CommandCall } from '../kit.js';
import type { DeskCommand } from './grammar-desk.js';

export type DeskVerbHandler<V extends DeskCommand['verb']> = (
  call: CommandCall,
  command: Extract<DeskCommand, { verb: V }>,
) => Promise<Answer>;

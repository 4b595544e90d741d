/** Lists alerts of which there were too many for a message each. */

import { slash } from '../../domain/command-names.js';
import type { AlertView } from '../../domain/post-content.js';
import { alertKindOf } from '../../domain/sla/who-is-told.js';
import type { RenderedMessage } from '../gateway.js';
import { alertLine, stateOf } from './alert-pieces.js';
import { context, message, section } from './pieces.js';
import type { RenderOptions } from './ticket-words.js';

type Digest = { lines: readonly AlertView[]; more: number };

export function alertDigest({ lines, more }: Digest, options: RenderOptions): RenderedMessage {
  const hasBreaches = lines.some(({ percent }) => alertKindOf(percent) === 'breach');
  const head = `${lines.length + more} targets ${headWords(lines)}`;
  const list = `\`${slash.ticket} list ${hasBreaches ? 'breached' : 'at-risk'}\``;
  const foot = more > 0 ? `and ${more} more: ${list}` : `${list} shows them as they stand by now.`;
  const sections = lines.map((line) => section(alertLine(line, options)));
  return message(head, [section(`*${head}*`), ...sections, context(foot)]);
}

/** Nobody is sent after what has come meanwhile, as if it were still to be done. */
function headWords(lines: readonly AlertView[]): string {
  const states = new Set(lines.map(stateOf));
  const breached = states.has('late') ? 'were missed' : 'are overdue';
  if (!states.has('at_risk')) return breached;
  if (states.size === 1) return 'are at risk';
  return states.has('late') ? `${breached} or are at risk` : `${breached} or at risk`;
}

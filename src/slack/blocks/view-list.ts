/** The views that somebody has, each with what it asks for. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import type { SavedView } from '../../services/views/saved-views.js';
import type { RenderedMessage } from '../gateway.js';
import { context, longText, message, safeName, section } from './pieces.js';
import { queryWords } from './query-words.js';

export function viewList(views: readonly SavedView[]): RenderedMessage {
  const how = `\`${slash.ticket} view save late breached project:IT\` saves a list under the name “late”.`;
  if (views.length === 0) return message('You have no views.', [section(`You have no views. ${how}`)]);
  const title = views.length === 1 ? '1 view' : `${views.length} views`;
  const lines = views.map(
    (view) =>
      `${viewName(view)}${view.project === null ? '' : ` (shared with ${escapeText(view.project)})`}: ${queryWords(view.query)}`,
  );
  return message(title, [...longText(lines.join('\n')), context(how)]);
}

/** In bold. */
export function viewName({ name }: { name: string }): string {
  return `*${safeName({ name })}*`;
}

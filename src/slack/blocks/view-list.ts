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

/** That one is saved, and which of several under its name is shown. @param namesakes with itself; the first is shown. */
export function savedWords(
  { name, query, project }: Omit<SavedView, 'id'>,
  { isNew, namesakes }: { isNew: boolean; namesakes: readonly { project: string | null }[] },
): string {
  const safe = safeName({ name });
  const whom = project === null ? '' : ` for the agents of ${escapeText(project)}`;
  const how = `\`${slash.ticket} view ${safe}\` shows`;
  const saved = `The view “${safe}” is ${isNew ? 'saved' : 'changed'}${whom}: ${queryWords(query)}`;
  const [shown, ...others] = namesakes;
  if (shown === undefined || others.length === 0) return `${saved}\n${how} it.`;
  return shown.project === project
    ? `${saved}\n${how} this one to you, not ${whoseWords(others[0])}: delete this one to reach that.`
    : `${saved}\n${how} you ${whoseWords(shown)}, not this one: save this one under another name to reach it.`;
}

function whoseWords(view: { project: string | null } | undefined): string {
  const project = view?.project ?? null;
  return project === null ? 'your own of that name' : `the one shared with ${escapeText(project)}`;
}

/** In bold. */
export function viewName({ name }: { name: string }): string {
  return `*${safeName({ name })}*`;
}

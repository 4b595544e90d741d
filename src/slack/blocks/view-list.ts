/** The views that somebody has, each with what it asks for. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import type { SavedView } from '../../services/views/saved-views.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { button, context, longText, message, safeName, section } from './pieces.js';
import { queryWords } from './query-words.js';

export function viewList(views: readonly SavedView[]): RenderedMessage {
  if (views.length === 0) return noViews();
  return message(titleOf(views), [...longText(views.map(viewLine).join('\n')), context(howToSave())]);
}

/** Of the 100 blocks that a modal may have; `/ticket views` has them all. */
const BUTTONS_MAX = 97;

/** As `viewList`, each with a button that opens it. */
export function viewMenu(views: readonly SavedView[]): RenderedMessage {
  if (views.length === 0) return noViews();
  const left = views.length - BUTTONS_MAX;
  return message(titleOf(views), [
    ...views.slice(0, BUTTONS_MAX).map((view) => ({
      ...section(viewLine(view)),
      block_id: `view:${view.id}`,
      accessory: button({ actionId: `${ACTIONS.openView}:${view.id}`, text: 'Open', value: String(view.id) }),
    })),
    ...(left > 0 ? [context(`And ${left} more: \`${slash.ticket} views\`.`)] : []),
    context(howToSave()),
  ]);
}

function noViews(): RenderedMessage {
  return message('You have no views.', [section(`You have no views. ${howToSave()}`)]);
}

function titleOf({ length }: readonly SavedView[]): string {
  return length === 1 ? '1 view' : `${length} views`;
}

function viewLine(view: SavedView): string {
  const whom = view.project === null ? '' : ` (shared with ${escapeText(view.project)})`;
  return `${viewName(view)}${whom}: ${queryWords(view.query)}`;
}

function howToSave(): string {
  return `\`${slash.ticket} view save late breached project:IT\` saves a list under the name “late”.`;
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

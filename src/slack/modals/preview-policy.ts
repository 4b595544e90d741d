/** Shows what a draft would do to open tickets, before it is saved, and what saving did. */

import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type {
  PolicyPreview,
  PreviewedTicket,
  PreviewList,
} from '../../services/policies/preview-policy-draft.js';
import type { SavedPolicyDraft } from '../../services/policies/save-policy-draft.js';
import { countWords } from '../blocks/count-words.js';
import { actions, type Block, button, context, longText, section } from '../blocks/pieces.js';
import { heading, instant } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { formView } from './form-view.js';
import { noticeView } from './notice-view.js';
import type { PolicyDraftMetadata } from './policy-draft-metadata.js';

const TITLE = 'Preview';
/** A glance, not the ticket. */
const TITLE_SHOWN_MAX = 80;
const LISTED_MAX = 5;

type CountedList = 'breached' | 'atRisk' | 'saved';

const LISTS: Record<CountedList, { head: string; one: string; many: string }> = {
  breached: { head: 'Become overdue', one: 'becomes overdue', many: 'become overdue' },
  atRisk: { head: 'Become at risk', one: 'becomes at risk', many: 'become at risk' },
  saved: { head: 'Saved', one: 'is saved', many: 'are saved' },
};
const LIST_NAMES: readonly CountedList[] = ['breached', 'atRisk', 'saved'];

export function checkingView(): ModalView {
  return noticeView(TITLE, 'Checking what this changes for open tickets…');
}

/** Without a button to save where there is nothing to. `projectKey` null: the default is edited. */
export function previewView(
  preview: PolicyPreview,
  metadata: PolicyDraftMetadata,
  projectKey: string | null,
): ModalView {
  const blocks: Block[] = [
    section(summary(preview, projectKey)),
    ...preview.warnings.map((warning) => context(`:warning: ${escapeText(warning)}`)),
    ...LIST_NAMES.flatMap((name) => list(LISTS[name].head, preview[name])),
    ...list('Only get another date', preview.moved),
    actions('preview', [
      button({
        actionId: ACTIONS.editPolicyDraft,
        text: 'Back to the form',
        value: String(metadata.draftId),
      }),
    ]),
  ];
  const form = formView({
    callbackId: VIEWS.savePolicyDraft,
    title: TITLE,
    submit: 'Save',
    metadata,
    blocks,
  });
  if (!preview.isUnchanged) return form;
  const { submit: _nothing, ...unchanged } = form;
  return unchanged;
}

/** `isInUse` is false for a calendar that no policy counts in yet. */
export function savedView(saved: SavedPolicyDraft, { isInUse }: { isInUse: boolean }): ModalView {
  const { scopeName, calendarName, version, openCount } = saved;
  const projectKey = scopeName === 'the default' ? null : scopeName;
  if (!isInUse) {
    return noticeView('Saved', `Saved *${escapeText(calendarName ?? '')}*. ${countsOnceNamed(projectKey)}`);
  }
  const what =
    calendarName === null
      ? `The policy of ${scopeName} is saved as version ${version}.`
      : `*${escapeText(calendarName)}* is saved. The policy of ${scopeName} is version ${version} now.`;
  const command = `\`${slash.project} ${calendarName === null ? 'sla' : 'calendar'}${after(projectKey)}\``;
  const next =
    openCount === 0
      ? 'No open ticket is concerned.'
      : `${countWords(openCount, 'open ticket')} ${openCount === 1 ? 'is' : 'are'} being recomputed; ${command} shows how far that is.`;
  return noticeView('Saved', `${what} ${next}`);
}

/** "412 open tickets. 37 change: 3 become overdue, 5 become at risk, 2 are saved." */
function summary(preview: PolicyPreview, projectKey: string | null): string {
  const { open, changed, isUnchanged, isInUse } = preview;
  if (isUnchanged) return 'Nothing to save: this is how it is already.';
  if (!isInUse) return `No ticket changes yet. ${countsOnceNamed(projectKey)}`;
  if (open === 0) return 'No open ticket is concerned. New ones will be.';
  const tickets = `${countWords(open, 'open ticket')}.`;
  if (changed === 0) return `${tickets} None of them changes.`;
  const parts = LIST_NAMES.filter((name) => preview[name].count > 0).map((name) =>
    countWords(preview[name].count, LISTS[name].one, LISTS[name].many),
  );
  const rest = parts.length === 0 ? '; none becomes overdue or at risk' : `: ${parts.join(', ')}`;
  return `${tickets} ${countWords(changed, 'changes', 'change')}${rest}.`;
}

/** What is to be done about a calendar that no policy counts in. */
function countsOnceNamed(projectKey: string | null): string {
  return `It counts once a priority in \`${slash.project} sla${after(projectKey)}\` names it.`;
}

function after(projectKey: string | null): string {
  return projectKey === null ? '' : ` ${projectKey}`;
}

function list(head: string, { count, tickets }: PreviewList): Block[] {
  if (count === 0) return [];
  const shown = tickets.slice(0, LISTED_MAX);
  const more = count - shown.length;
  const lines = shown.map(line);
  const rest = more > 0 ? [`and ${more} more`] : [];
  return longText([`*${head}*`, ...lines, ...rest].join('\n'));
}

function line({ number, title, target, before, after }: PreviewedTicket): string {
  const short = heading({ number, title: truncate(title, TITLE_SHOWN_MAX) });
  const kind = target === 'response' ? 'first response' : 'resolution';
  return `• ${short}, ${kind}: ${dateOrNone(before)} → ${dateOrNone(after)}`;
}

function dateOrNone(at: Date | null): string {
  return at === null ? 'no date' : instant(at);
}

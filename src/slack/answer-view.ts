/** What a submitted modal shows next: errors on its fields, or what takes longer to find out than Slack waits. */

import { escapeText } from '../domain/mrkdwn.js';
import { isUserError } from '../errors.js';
import type { ModalView } from './gateway.js';
import { isSlackCode } from './gateway-error.js';
import { incidentWords, logIncident } from './incident.js';
import type { Kit, ViewAnswer } from './kit.js';
import { fieldNameOf } from './modals/inputs.js';
import { noticeView } from './modals/notice-view.js';

export type RefusedView =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/**
 * Each message on the field it is about; those of fields that the modal does not have on its first one. A modal without fields shows
 * what went wrong instead of what it was. `fields` names the place for the log.
 */
export function refusedView(
  kit: Kit,
  error: unknown,
  fields: Record<string, unknown>,
  inputBlockIds: readonly string[],
): RefusedView {
  const [first] = inputBlockIds;
  const words = wordsOf(kit, error, fields);
  if (first === undefined) {
    return { response_action: 'update', view: noticeView('Not done', escapeText(words)) };
  }
  const errors = new Map<string, string>();
  for (const [field, message] of messagesOf(error, words)) {
    const blockId = inputBlockIds.find((each) => fieldNameOf(each) === field) ?? first;
    errors.set(blockId, [errors.get(blockId), message].filter((each) => each !== undefined).join(' '));
  }
  return { response_action: 'errors', errors: Object.fromEntries(errors) };
}

/** Under names that no field has where the error names none. */
function messagesOf(error: unknown, words: string): (readonly [field: string, message: string])[] {
  const named = isUserError(error) ? Object.entries(error.fields) : [];
  return named.length === 0 ? [['', words]] : named;
}

/** Puts what `later` resolves with in the place of the view that the ack has shown; a failure too, so that nobody waits for ever. */
export async function showLater(
  kit: Kit,
  viewId: string,
  { view: shown, later }: Extract<ViewAnswer, { kind: 'show' }>,
  fields: Record<string, unknown>,
): Promise<void> {
  if (later === undefined) return;
  const view = await later().catch((error: unknown) =>
    noticeView(shown.title.text, escapeText(wordsOf(kit, error, fields))),
  );
  await kit.gateway.updateView(viewId, view).catch((error: unknown) => {
    // Closed in the meantime: they do not want to see it.
    if (!isSlackCode(error, 'not_found'))
      kit.desk.log.warn({ ...fields, err: error }, 'a modal could not be updated');
  });
}

function wordsOf(kit: Kit, error: unknown, fields: Record<string, unknown>): string {
  return isUserError(error) ? error.message : incidentWords(logIncident(kit.desk.log, error, fields));
}

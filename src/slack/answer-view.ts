/** What a submitted modal shows next: errors on its fields, or what takes longer to find out than Slack waits. */

import { setTimeout } from 'node:timers/promises';
import { escapeText } from '../domain/mrkdwn.js';
import { isUserError } from '../errors.js';
import { firstOf } from './first-of.js';
import type { ModalView } from './gateway.js';
import { isSlackCode } from './gateway-error.js';
import { incidentWords, logIncident } from './incident.js';
import type { Kit, ViewAnswer } from './kit.js';
import { fieldNameOf } from './modals/field-values.js';
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

export type ViewTiming = {
  /** How long an answer may take before something else is shown in its place: of the 3 s that Slack waits. */
  withinMs: number;
  /** How long a view stays at least that another is to follow: an update that overtakes the ack would be lost under it. */
  settleMs: number;
};

export const VIEW_TIMING: ViewTiming = { withinMs: 1_500, settleMs: 500 };

/** What is shown with the ack, null for nothing more, and what follows. */
export type Shown = { view: ModalView | null; following: Promise<ModalView> | null };

/**
 * Over Socket Mode larger views have been seen to vanish when they went out with the ack (slackapi/deno-slack-sdk#324), while
 * `views.update` showed them. No limit is documented; this is well below what was seen to fail.
 */
const ACKED_VIEW_MAX = 2_000;

/** @throws what `later` throws within the time. */
export async function shownWithin(answer: ViewAnswer, waitMs: number): Promise<Shown> {
  if (answer.kind === 'close') return { view: null, following: null };
  if (answer.later === undefined) return { view: answer.view, following: null };
  const following = answer.later();
  const quick = await firstOf(following, Math.max(0, waitMs));
  const isForAck = quick !== null && JSON.stringify(quick).length <= ACKED_VIEW_MAX;
  return isForAck ? { view: quick, following: null } : { view: answer.view, following };
}

/** Puts what follows in the place of the view that the ack has shown; a failure too, so that nobody waits for ever. */
export async function showLater(
  kit: Kit,
  viewId: string,
  { view: shown, following }: Shown,
  { settleMs, fields }: { settleMs: number; fields: Record<string, unknown> },
): Promise<void> {
  if (shown === null || following === null) return;
  const [view] = await Promise.all([
    following.catch((error: unknown) =>
      noticeView(shown.title.text, escapeText(wordsOf(kit, error, fields))),
    ),
    setTimeout(settleMs),
  ]);
  await kit.gateway.updateView(viewId, view).catch((error: unknown) => {
    // Closed in the meantime: they do not want to see it.
    if (isSlackCode(error, 'not_found')) return;
    kit.desk.log.warn({ ...fields, err: error }, 'a modal could not be updated');
  });
}

function wordsOf(kit: Kit, error: unknown, fields: Record<string, unknown>): string {
  return isUserError(error) ? error.message : incidentWords(logIncident(kit.desk.log, error, fields));
}

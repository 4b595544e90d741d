/** Presses inside the forms for calendars and policies: importing holidays, and going back from a preview. */

import type { ActionCall, Answer, PressedView } from '../kit.js';
import type { ActionHandler } from '../listener.js';
import { readMetadata } from '../modals/form-view.js';
import { buildImportHolidays } from '../modals/import-holidays.js';
import { keepTyped, policyDraftView } from '../modals/open-policy-draft.js';
import { type PolicyDraftMetadata, policyDraftMetadata } from '../modals/policy-draft-metadata.js';

/** What is typed so far is kept first: the import puts its dates into it. */
export const pressImportHolidays: ActionHandler = inForm(async (call, view, metadata) => {
  const { desk, gateway } = call.kit;
  await keepTyped(call, metadata.draftId, view.values);
  const form = buildImportHolidays(metadata, desk.clock.now());
  await gateway.pushView(call.triggerId, form);
});

/** Fields that were there before the preview are filled anew, whatever Slack may have kept of them. */
export const pressEditPolicyDraft: ActionHandler = inForm(async (call, view, { draftId, revision }) => {
  const form = await policyDraftView(call, { draftId, revision: revision + 1 });
  // Without the hash of the view: a second press of a double click finds the form there and leaves it as it is.
  await call.kit.gateway.updateView(view.id, form);
});

function inForm(
  act: (call: ActionCall, view: PressedView, metadata: PolicyDraftMetadata) => Promise<void>,
): ActionHandler {
  return async (call): Promise<Answer> => {
    if (call.view !== null) await act(call, call.view, readMetadata(policyDraftMetadata, call.view.metadata));
    return null;
  };
}

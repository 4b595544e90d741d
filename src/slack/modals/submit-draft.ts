/** Takes a form for a calendar or a policy through its check and its preview to saving. */

import { checkDraft } from '../../services/policies/check-draft.js';
import { readDraft } from '../../services/policies/drafts.js';
import { previewDraft } from '../../services/policies/preview-draft.js';
import { saveDraft } from '../../services/policies/save-draft.js';
import type { ViewAnswer, ViewCall } from '../kit.js';
import { draftMetadata } from './draft-metadata.js';
import { readMetadata } from './form-view.js';
import { keepTyped } from './open-draft.js';
import { checkingView, previewView, savedView } from './preview-policy.js';

/** What is wrong is answered on its fields; a preview folds every open ticket twice, which may take longer than Slack waits. */
export async function submitForm(call: ViewCall): Promise<ViewAnswer> {
  const { desk } = call.kit;
  const metadata = readMetadata(draftMetadata, call.metadata);
  const actor = await call.actor();
  await keepTyped(call, metadata.draftId, call.values);
  const { draft } = await checkDraft(desk, actor, metadata.draftId);
  const { projectKey } = draft.scope;
  return {
    kind: 'show',
    view: checkingView(),
    later: async () => previewView(await previewDraft(desk, actor, metadata.draftId), metadata, projectKey),
  };
}

export async function submitSave(call: ViewCall): Promise<ViewAnswer> {
  const { desk } = call.kit;
  const { draftId } = readMetadata(draftMetadata, call.metadata);
  const actor = await call.actor();
  const saved = await saveDraft(desk, actor, draftId);
  const { basePolicyId } = await readDraft(desk, actor, draftId);
  return { kind: 'show', view: savedView(saved, { isInUse: saved.policyId !== basePolicyId }) };
}

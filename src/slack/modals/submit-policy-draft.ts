/** Takes a form for a calendar or a policy through its check and its preview to saving. */

import { checkPolicyDraft } from '../../services/policies/check-policy-draft.js';
import { readPolicyDraft } from '../../services/policies/policy-drafts.js';
import { previewPolicyDraft } from '../../services/policies/preview-policy-draft.js';
import { savePolicyDraft } from '../../services/policies/save-policy-draft.js';
import type { ViewAnswer, ViewCall } from '../kit.js';
import { readMetadata } from './form-view.js';
import { keepTyped } from './open-policy-draft.js';
import { policyDraftMetadata } from './policy-draft-metadata.js';
import { checkingView, previewView, savedView } from './preview-policy.js';

/** What is wrong is answered on its fields; a preview folds every open ticket twice, which may take longer than Slack waits. */
export async function submitForm(call: ViewCall): Promise<ViewAnswer> {
  const { desk } = call.kit;
  const metadata = readMetadata(policyDraftMetadata, call.metadata);
  const actor = await call.actor();
  await keepTyped(call, metadata.draftId, call.values);
  const { draft } = await checkPolicyDraft(desk, actor, metadata.draftId);
  const { projectKey } = draft.scope;
  return {
    kind: 'show',
    view: checkingView(),
    later: async () =>
      previewView(await previewPolicyDraft(desk, actor, metadata.draftId), metadata, projectKey),
  };
}

export async function submitSave(call: ViewCall): Promise<ViewAnswer> {
  const { desk } = call.kit;
  const { draftId } = readMetadata(policyDraftMetadata, call.metadata);
  const actor = await call.actor();
  const saved = await savePolicyDraft(desk, actor, draftId);
  const { basePolicyId } = await readPolicyDraft(desk, actor, draftId);
  return { kind: 'show', view: savedView(saved, { isInUse: saved.policyId !== basePolicyId }) };
}

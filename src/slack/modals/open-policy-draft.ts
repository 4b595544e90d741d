/** Opens the forms for calendars and policies, each over a draft that keeps what is typed. */

import { slash } from '../../domain/command-names.js';
import { UserError } from '../../errors.js';
import { keepPolicyDraft, readPolicyDraft } from '../../services/policies/policy-drafts.js';
import type { FormScope } from '../../services/policies/policy-scopes.js';
import { readCalendarForm } from '../../services/policies/read-calendar-form.js';
import { readPolicyForm } from '../../services/policies/read-policy-form.js';
import { NoSuchProjectError } from '../../services/projects/require-project.js';
import type { ModalView } from '../gateway.js';
import type { Caller, ViewValues } from '../kit.js';
import { buildCalendar, readCalendar } from './calendar.js';
import { openModal } from './open-modal.js';
import { buildPolicy, readPolicy } from './policy.js';
import type { PolicyDraftMetadata } from './policy-draft-metadata.js';

/** `name` null: the calendar that the scope's policy counts in. */
export async function openCalendar(
  call: Caller,
  triggerId: string,
  scope: FormScope,
  name: string | null,
): Promise<void> {
  const { desk } = call.kit;
  await openModal(call, triggerId, 'Calendar', async () => {
    const actor = await call.actor();
    const opened = await readCalendarForm(desk, actor, scope, name).catch(hintAtQuotes);
    const { basePolicyId, calendarName, form } = opened;
    const draft = { kind: 'calendar', scope, basePolicyId, calendarName, form } as const;
    const draftId = await keepPolicyDraft(desk, actor, draft);
    return buildCalendar(opened, { draftId, revision: 0 }, { now: desk.clock.now() });
  });
}

/** A calendar's name without quotes was read as the key of a project. */
function hintAtQuotes(error: unknown): never {
  if (!(error instanceof NoSuchProjectError)) throw error;
  throw new UserError(
    `${error.message} For a further calendar of the default put its name in quotes: \`${slash.project} calendar "Night shift"\`.`,
  );
}

export async function openPolicy(call: Caller, triggerId: string, scope: FormScope): Promise<void> {
  const { desk } = call.kit;
  await openModal(call, triggerId, 'Targets and clocks', async () => {
    const actor = await call.actor();
    const opened = await readPolicyForm(desk, actor, scope);
    const { basePolicyId, form } = opened;
    const draftId = await keepPolicyDraft(desk, actor, { kind: 'policy', scope, basePolicyId, form });
    return buildPolicy(opened, { draftId, revision: 0 });
  });
}

/** Keeps what stands in the form, unchecked. @throws UserError where the draft is gone, saved, or somebody else's. */
export async function keepTyped(call: Caller, draftId: number, values: ViewValues): Promise<void> {
  const { desk } = call.kit;
  const actor = await call.actor();
  const draft = await readPolicyDraft(desk, actor, draftId);
  const { basePolicyId } = draft;
  const common = { draftId, basePolicyId, scope: { projectKey: draft.scope.projectKey } };
  if (draft.kind === 'policy') {
    await keepPolicyDraft(desk, actor, { ...common, kind: draft.kind, form: readPolicy(values) });
  } else {
    const { kind, calendarName } = draft;
    await keepPolicyDraft(desk, actor, { ...common, kind, calendarName, form: readCalendar(values) });
  }
}

/** The form again, with what the draft holds. `note`: mrkdwn about what was put into it. */
export async function policyDraftView(
  call: Caller,
  metadata: PolicyDraftMetadata,
  note = '',
): Promise<ModalView> {
  const { desk } = call.kit;
  const actor = await call.actor();
  const draft = await readPolicyDraft(desk, actor, metadata.draftId);
  const scope = { projectKey: draft.scope.projectKey };
  if (draft.kind === 'policy') {
    const opened = await readPolicyForm(desk, actor, scope);
    return buildPolicy({ ...opened, form: draft.form }, metadata);
  }
  const opened = await readCalendarForm(desk, actor, scope, draft.calendarName);
  return buildCalendar({ ...opened, form: draft.form }, metadata, { now: desk.clock.now(), note });
}

/** Edits calendars and policies as an admin does: open, change what is typed, keep, save. */
import type { Actor } from '../../../src/domain/permissions.js';
import { UserError } from '../../../src/errors.js';
import type { CalendarForm } from '../../../src/services/policies/calendar-form.js';
import { keepPolicyDraft } from '../../../src/services/policies/policy-drafts.js';
import type { PolicyForm } from '../../../src/services/policies/policy-form.js';
import { readCalendarForm } from '../../../src/services/policies/read-calendar-form.js';
import { readPolicyForm } from '../../../src/services/policies/read-policy-form.js';
import { type SavedPolicyDraft, savePolicyDraft } from '../../../src/services/policies/save-policy-draft.js';
import type { TestDesk } from '../../support/desk.js';

/** The project's key; null for the default. */
type Where = { key: string | null; calendarName?: string };

export async function draftCalendar(
  desk: TestDesk,
  actor: Actor,
  { key, calendarName }: Where,
  change: (form: CalendarForm) => Partial<CalendarForm> = () => ({}),
): Promise<number> {
  const scope = { projectKey: key };
  const opened = await readCalendarForm(desk, actor, scope, calendarName ?? null);
  const { basePolicyId, form } = opened;
  return keepPolicyDraft(desk, actor, {
    ...{ kind: 'calendar', scope, basePolicyId, calendarName: opened.calendarName },
    form: { ...form, ...change(form) },
  });
}

export async function draftPolicy(
  desk: TestDesk,
  actor: Actor,
  { key }: Where,
  change: (form: PolicyForm) => Partial<PolicyForm> = () => ({}),
): Promise<number> {
  const scope = { projectKey: key };
  const { basePolicyId, form } = await readPolicyForm(desk, actor, scope);
  return keepPolicyDraft(desk, actor, {
    ...{ kind: 'policy', scope, basePolicyId },
    form: { ...form, ...change(form) },
  });
}

export async function saveCalendar(
  desk: TestDesk,
  actor: Actor,
  where: Where,
  change: (form: CalendarForm) => Partial<CalendarForm>,
): Promise<SavedPolicyDraft> {
  return savePolicyDraft(desk, actor, await draftCalendar(desk, actor, where, change));
}

export async function savePolicy(
  desk: TestDesk,
  actor: Actor,
  where: Where,
  change: (form: PolicyForm) => Partial<PolicyForm>,
): Promise<SavedPolicyDraft> {
  return savePolicyDraft(desk, actor, await draftPolicy(desk, actor, where, change));
}

/** The form with one priority's target changed. */
export function withTarget(
  { targets }: PolicyForm,
  priority: keyof PolicyForm['targets'],
  change: Partial<PolicyForm['targets']['low']>,
): Pick<PolicyForm, 'targets'> {
  return { targets: { ...targets, [priority]: { ...targets[priority], ...change } } };
}

/** What a person is told, by field; `''` is the message where no field has one. */
export async function refusalOf(work: Promise<unknown>): Promise<Record<string, string>> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error ?? new Error('It was not refused');
  return Object.keys(error.fields).length > 0 ? { ...error.fields } : { '': error.message };
}

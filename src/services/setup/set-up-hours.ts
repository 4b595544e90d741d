/** Gives the desk its opening hours in one step: a time zone, and the same hours from Monday to Friday. */
import type { Actor } from '../../domain/permissions.js';
import { isUserError, UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { hoursField } from '../policies/form-fields.js';
import { keepPolicyDraft } from '../policies/policy-drafts.js';
import { readCalendarForm } from '../policies/read-calendar-form.js';
import { savePolicyDraft } from '../policies/save-policy-draft.js';
import { scopeOf } from './read-setup.js';

const WORKING_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** Weekends, holidays and single dates stay. @throws UserError with the fields of the form for a calendar, and for anybody but admins. */
export async function setUpHours(
  desk: Desk,
  actor: Actor,
  project: { id: number; key: string } | null,
  { timeZone, hours }: { timeZone: string; hours: string },
): Promise<void> {
  const scope = await scopeOf(desk, project);
  const { basePolicyId, calendarName, form } = await readCalendarForm(desk, actor, scope, null);
  const days = Object.fromEntries(WORKING_DAYS.map((day) => [day, hours]));
  const changed = { ...form, timeZone, hours: { ...form.hours, ...days } };
  const draft = { kind: 'calendar', scope, basePolicyId, calendarName, form: changed } as const;
  const draftId = await keepPolicyDraft(desk, actor, draft);
  await savePolicyDraft(desk, actor, draftId).catch(saidOnce);
}

/** What is wrong with the hours is wrong with those of every day, and there is one field for them. */
function saidOnce(error: unknown): never {
  if (!isUserError(error)) throw error;
  const others = WORKING_DAYS.slice(1).map(hoursField);
  const fields = Object.entries(error.fields).filter(([field]) => !others.includes(field));
  throw new UserError(error.message, { fields: Object.fromEntries(fields) });
}

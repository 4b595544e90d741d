/** What an admin sees who opens a calendar to edit it. */
import { inTransaction } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { readContent } from '../sla/load-calendar.js';
import { currentPolicyId, loadStoredPolicy } from '../sla/load-policy.js';
import { type CalendarForm, toCalendarForm } from './calendar-form.js';
import { checkCalendarName, findCalendar } from './calendar-names.js';
import { planCalendar } from './plan-versions.js';
import { countOpen, type FormScope, findScope } from './policy-scopes.js';

export type OpenedCalendar = {
  /** A project's key, or "the default". */
  scopeName: string;
  calendarName: string;
  /** Null where the scope has no calendar of that name yet: saving makes its first version. */
  version: number | null;
  /** What is shown is the default's, and saving an edit makes the project's own. */
  isInherited: boolean;
  /** The policy in force, to be handed to `keepPolicyDraft`. */
  basePolicyId: number;
  form: CalendarForm;
  /** Open tickets of all scopes that count in this calendar, and how many of them are still to be folded with the newest policy. */
  openCount: number;
  outdatedCount: number;
};

/**
 * `calendarName` null: the calendar that the scope's policy counts in; a name that does not exist yet starts as a copy of that one.
 * @throws UserError for who is no admin, an unknown project, and a name that no calendar can have.
 */
export async function readCalendarForm(
  desk: Desk,
  actor: Actor,
  formScope: FormScope,
  calendarName: string | null,
): Promise<OpenedCalendar> {
  requireDeskPermission(actor, 'manage_calendars');
  const typed = calendarName === null ? null : checkCalendarName(calendarName);
  return inTransaction(desk.database, async (tx) => {
    const { projectId, scopeName } = await findScope(tx, formScope);
    const basePolicyId = await currentPolicyId(tx, projectId);
    const policy = await loadStoredPolicy(tx, desk.database, basePolicyId);
    const found = await findCalendar(tx, policy, projectId, typed ?? policy.calendar.name);
    const content = await readContent(tx, found?.id ?? policy.calendar.id);
    const name = found?.name ?? typed ?? policy.calendar.name;
    const plan = await planCalendar(tx, desk.database, { projectId, name, content });
    const counts = await countOpen(
      tx,
      plan.policies.map((policyPlan) => policyPlan.projectId),
    );
    return {
      ...{ scopeName, calendarName: name, basePolicyId, ...counts },
      version: found?.projectId === projectId ? found.version : null,
      isInherited: found !== null && found.projectId !== projectId,
      form: toCalendarForm(content, desk.clock.now()),
    };
  });
}

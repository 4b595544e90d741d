/** Says everything that is wrong with a draft at once, and what it would make where nothing is. */
import { inTransaction, type Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import { everyPriority, PRIORITIES, type Priority, priorityLabel } from '../../domain/priority.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import {
  type PolicyProblem,
  TARGET_YEARS_MAX,
  type TargetKind,
  validatePolicy,
} from '../../domain/sla/policy.js';
import { workingDaySeconds } from '../../domain/sla/working-day.js';
import { printDuration } from '../../domain/sla/written-durations.js';
import { lastMinuteDoubts } from '../../domain/sla/written-hours.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { type CalendarContent, readContent } from '../sla/load-calendar.js';
import { currentPolicyId, loadStoredPolicy } from '../sla/load-policy.js';
import { parseCalendarForm } from './calendar-form.js';
import { findCalendar } from './calendar-names.js';
import { changedParts } from './calendar-versions.js';
import { checkEscalation } from './check-escalation.js';
import { hoursField, POLICY_FIELD, targetField } from './form-fields.js';
import { chooseCalendars, planPolicy } from './plan-policy.js';
import { NOTHING_NEW, type PlannedPolicy, planCalendar, type VersionsPlan } from './plan-versions.js';
import { type PolicyDraft, readPolicyDraft } from './policy-drafts.js';
import { parsePolicyForm } from './policy-form.js';

export type CheckedDraft = {
  draft: PolicyDraft;
  /** Sentences about what can be saved and is probably not meant. */
  warnings: string[];
  /** Of a policy's draft: whom Slack confirmed. */
  escalation: AlertPolicy['escalation'];
  /** What saving it now would make. */
  plan: VersionsPlan;
};

const NOBODY: AlertPolicy['escalation'] = { userIds: [], channelId: null };

/**
 * @throws UserError with `fields` for everything that is to be corrected; without, where the policy was replaced since the form
 * was opened, or the draft was saved. Asks Slack about people and channels that were chosen.
 */
export async function checkPolicyDraft(desk: Desk, actor: Actor, draftId: number): Promise<CheckedDraft> {
  const draft = await readPolicyDraft(desk, actor, draftId);
  if (draft.savedPolicyId !== null)
    throw new UserError('This was saved already. Open it again to change it.');
  const asked = draft.kind === 'policy' ? await checkEscalation(desk, draft.form) : null;
  const escalation = asked?.escalation ?? NOBODY;
  const planned = await inTransaction(desk.database, (tx) =>
    planPolicyDraft(tx, desk.database, draft, escalation, asked?.fields ?? {}),
  );
  return { draft, escalation, ...planned };
}

/** What a draft makes as the policies are now. `refused`: fields that are wrong already. @throws as `checkPolicyDraft`. */
export async function planPolicyDraft(
  tx: Tx,
  owner: object,
  draft: PolicyDraft,
  escalation: AlertPolicy['escalation'],
  refused: Record<string, string> = {},
): Promise<{ plan: VersionsPlan; warnings: string[] }> {
  await requireBase(tx, draft);
  const policy = await loadStoredPolicy(tx, owner, draft.basePolicyId);
  const { projectId } = draft.scope;
  if (draft.kind === 'calendar') {
    const found = await findCalendar(tx, policy, projectId, draft.calendarName);
    if ((found?.id ?? null) !== draft.baseCalendarId) throw movedOn(draft);
    const earlier = await readContent(tx, found?.id ?? policy.calendar.id);
    const { content, fields } = parseCalendarForm(draft.form, earlier, draft.createdAt);
    requireNoFields({ ...refused, ...fields });
    const changed = changedParts(earlier, content);
    if (found !== null && changed.length === 0) return { plan: NOTHING_NEW, warnings: [] };
    const plan = await planCalendar(tx, owner, { projectId, name: draft.calendarName, content, changed });
    requireReachable(plan.policies);
    return { plan, warnings: calendarWarnings(content, draft.createdAt) };
  }
  const calendars = await chooseCalendars(tx, policy, projectId, draft.form);
  const days = (priority: Priority) => workingDaySeconds(calendars.byPriority[priority].calendar);
  const { rules, fields } = parsePolicyForm(draft.form, everyPriority(days));
  const plan = planPolicy(policy, projectId, calendars, rules, escalation);
  const problems = plan.policies.flatMap(({ clock }) => validatePolicy(clock));
  requireNoFields({ ...policyFields(problems), ...fields, ...calendars.fields, ...refused });
  return { plan, warnings: problems.filter(({ severity }) => severity === 'warning').map(warningOf) };
}

/** Not about dates gone by, which nobody corrects. */
function calendarWarnings({ weekly, exceptions }: CalendarContent, editedAt: Date): string[] {
  const today = editedAt.toISOString().slice(0, 10);
  return lastMinuteDoubts([
    ...Object.values(weekly).flat(),
    ...exceptions.filter(({ date }) => date >= today),
  ]);
}

async function requireBase(tx: Tx, draft: PolicyDraft): Promise<void> {
  if ((await currentPolicyId(tx, draft.scope.projectId)) !== draft.basePolicyId) throw movedOn(draft);
}

function movedOn({ kind, scope }: PolicyDraft): UserError {
  const command =
    `${slash.project} ${kind === 'calendar' ? 'calendar' : 'sla'} ${scope.projectKey ?? ''}`.trim();
  return new UserError(
    `Somebody saved another version while you were editing. Nothing of yours was saved: open it again with \`${command}\` and make your change there.`,
  );
}

function requireNoFields(fields: Record<string, string>): void {
  const [first] = Object.values(fields);
  if (first !== undefined) throw new UserError(first, { fields });
}

/** With fewer hours a target that was fine may never come. */
function requireReachable(policies: readonly PlannedPolicy[]): void {
  for (const { clock } of policies) {
    const problem = validatePolicy(clock).find(({ severity }) => severity === 'error');
    if (problem === undefined) continue;
    const { priority, kind } = targetOf(problem);
    const seconds = priority === null ? null : clock.targets[priority][`${kind}Seconds`];
    const message =
      priority === null
        ? problem.expected
        : `With these hours the ${kind} target of ${printDuration(seconds)} for ${priorityLabel(priority)} would take more than ${TARGET_YEARS_MAX} years. Open longer.`;
    throw new UserError(message, { fields: { [hoursField('mon')]: message } });
  }
}

function policyFields(problems: readonly PolicyProblem[]): Record<string, string> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return Object.fromEntries(errors.map((problem) => [fieldOf(problem), problem.expected]));
}

const FIELD_OF_PATH: Record<string, string> = {
  warnPercents: POLICY_FIELD.warnPercents,
  resolutionPausesIn: POLICY_FIELD.pausesIn,
};

function fieldOf(problem: PolicyProblem): string {
  const { priority, kind } = targetOf(problem);
  return priority === null
    ? (FIELD_OF_PATH[problem.path] ?? POLICY_FIELD.warnPercents)
    : targetField(kind, priority);
}

function targetOf({ path }: PolicyProblem): { priority: Priority | null; kind: TargetKind } {
  const [, named, key] = path.split('.');
  return {
    priority: PRIORITIES.find((each) => each === named) ?? null,
    kind: key === 'responseSeconds' ? 'response' : 'resolution',
  };
}

function warningOf(problem: PolicyProblem): string {
  const { priority } = targetOf(problem);
  const label = priority === null ? '' : `${priorityLabel(priority)}: `;
  return problem.reason === 'response_longer_than_resolution'
    ? `${label}the response may take longer than the resolution. Resolving stops both clocks, so the response target will rarely matter.`
    : `${label}${problem.expected}`;
}

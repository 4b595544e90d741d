/** Keeps what an admin typed between the steps of a form, which itself carries nothing but the draft's number. */
import { z } from 'zod';
import { inTransaction, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { storableText } from '../../domain/storable-text.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { currentPolicyId, loadStoredPolicy } from '../sla/load-policy.js';
import { type CalendarForm, calendarForm } from './calendar-form.js';
import { checkCalendarName, findCalendar } from './calendar-names.js';
import { type PolicyForm, policyForm } from './policy-form.js';
import { type FormScope, findScope, type Scope, toScope } from './policy-scopes.js';

export type PolicyDraftInput = { draftId?: number; scope: FormScope; basePolicyId: number } & (
  | { kind: 'calendar'; calendarName: string; form: CalendarForm }
  | { kind: 'policy'; form: PolicyForm }
);

export type PolicyDraft = {
  id: number;
  scope: Scope;
  basePolicyId: number;
  /** The policy in force after it was saved; null before. */
  savedPolicyId: number | null;
  /** About when the form was opened. */
  createdAt: Date;
} & (
  | {
      kind: 'calendar';
      calendarName: string;
      /** The calendar that it was made over; null where the name was new. */
      baseCalendarId: number | null;
      form: CalendarForm;
    }
  | { kind: 'policy'; form: PolicyForm }
);

/** What 5,000 dates with names take, and what nobody types. */
const FORM_CHARACTERS_MAX = 1_000_000;
const ROW_ID_MAX = 2_147_483_647;

const stored = {
  calendar: z.object({ form: calendarForm, baseCalendarId: z.int32().positive().nullable() }),
  policy: z.object({ form: policyForm }),
};

/**
 * As typed, unchecked; returns the draft's id. Only its author may change it, and only its form: what it is a draft of stays.
 * @throws UserError for who is no admin, for a draft that is not there, and for one that was saved.
 */
export async function keepPolicyDraft(desk: Desk, actor: Actor, input: PolicyDraftInput): Promise<number> {
  requirePermission(actor, input.kind);
  return inTransaction(desk.database, async (tx) => {
    if (input.draftId === undefined) return insertPolicyDraft(desk, tx, actor, input);
    const draft = await readPolicyDraftIn(desk, tx, actor, input.draftId, { isLocked: true });
    if (draft.kind !== input.kind) throw gone();
    if (draft.savedPolicyId !== null)
      throw new UserError('This was saved already. Open it again to change it.');
    const form = toStorable({ ...storedFormOf(draft), form: input.form });
    await tx.policyDraft.update({ where: { id: draft.id }, data: { form }, select: { id: true } });
    return draft.id;
  });
}

/** @throws UserError, the same for a draft that is gone, for somebody else's, and for one that another version wrote. */
export async function readPolicyDraft(desk: Desk, actor: Actor, draftId: number): Promise<PolicyDraft> {
  return readPolicyDraftIn(desk, desk.database.prisma, actor, draftId);
}

/** In a transaction; `isLocked` lets nobody else change it until that ends. */
export async function readPolicyDraftIn(
  desk: Desk,
  tx: Tx,
  actor: Actor,
  draftId: number,
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<PolicyDraft> {
  if (!isRowId(draftId)) throw gone();
  const where = { id: draftId, actorId: actor.userId };
  // An update of nothing takes the row's lock.
  if (isLocked) await tx.policyDraft.updateMany({ where, data: { actorId: actor.userId } });
  const row = await tx.policyDraft.findFirst({ where });
  if (row === null) throw gone();
  const project =
    row.projectId === null
      ? null
      : await tx.project.findUniqueOrThrow({
          where: { id: row.projectId },
          select: { id: true, key: true },
        });
  const { id, basePolicyId, savedPolicyId, createdAt, calendarName } = row;
  const draft = { id, basePolicyId, savedPolicyId, createdAt, scope: toScope(project) };
  if (calendarName === null) {
    requirePermission(actor, 'policy');
    return { ...draft, kind: 'policy', ...storedIn(desk, stored.policy, row) };
  }
  requirePermission(actor, 'calendar');
  return { ...draft, kind: 'calendar', calendarName, ...storedIn(desk, stored.calendar, row) };
}

/** Trying again would not help whoever waits: opening the form anew does. */
function storedIn<T>({ log }: Desk, schema: z.ZodType<T>, { id, form }: { id: number; form: unknown }): T {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  log.error({ draftId: id }, 'draft not readable');
  throw gone();
}

/** Forgets drafts, saved or not. @returns how many. */
export async function prunePolicyDrafts(desk: Desk, olderThan: Date): Promise<number> {
  const { count } = await desk.database.prisma.policyDraft.deleteMany({
    where: { createdAt: { lt: olderThan } },
  });
  return count;
}

async function insertPolicyDraft(desk: Desk, tx: Tx, actor: Actor, input: PolicyDraftInput): Promise<number> {
  if (!isRowId(input.basePolicyId)) throw gone();
  const { projectId } = await findScope(tx, input.scope);
  const base = await tx.slaPolicy.findFirst({
    where: { id: input.basePolicyId, OR: [{ projectId: null }, { projectId }] },
    select: { id: true },
  });
  if (base === null) throw gone();
  const common = {
    ...{ projectId, actorId: actor.userId, kind: input.kind, basePolicyId: base.id },
    createdAt: desk.clock.now(),
  };
  const data =
    input.kind === 'policy'
      ? { ...common, form: toStorable({ form: input.form }) }
      : { ...common, ...(await calendarColumns(desk, tx, projectId, input)) };
  const { id } = await tx.policyDraft.create({ data, select: { id: true } });
  return id;
}

async function calendarColumns(
  desk: Desk,
  tx: Tx,
  projectId: number | null,
  { calendarName, form }: { calendarName: string; form: CalendarForm },
): Promise<{ calendarName: string; form: object }> {
  const name = checkCalendarName(calendarName);
  const policy = await loadStoredPolicy(tx, desk.database, await currentPolicyId(tx, projectId));
  const found = await findCalendar(tx, policy, projectId, name);
  return {
    calendarName: found?.name ?? name,
    form: toStorable({ form, baseCalendarId: found?.id ?? null }),
  };
}

function storedFormOf(draft: PolicyDraft): object {
  return draft.kind === 'calendar' ? { baseCalendarId: draft.baseCalendarId } : {};
}

/** JSON that PostgreSQL stores, whatever was typed. */
function toStorable(form: object): object {
  const json = JSON.stringify(form, (_key, value: unknown) =>
    typeof value === 'string' ? storableText(value) : value,
  );
  if (json.length <= FORM_CHARACTERS_MAX) return JSON.parse(json) as object;
  throw new UserError('This is more than a calendar can hold. Leave out dates that are long past.');
}

function requirePermission(actor: Actor, kind: PolicyDraft['kind']): void {
  requireDeskPermission(actor, kind === 'calendar' ? 'manage_calendars' : 'manage_policies');
}

/** Both ids come back from Slack; PostgreSQL throws for one that its column cannot hold. */
function isRowId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= ROW_ID_MAX;
}

function gone(): UserError {
  return new UserError(
    'What you typed is not there any more. Open the form again and make your change there.',
  );
}

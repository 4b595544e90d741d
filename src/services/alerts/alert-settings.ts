/** Reads who could be told of tickets' alerts, with the queries of one ticket whatever their number. */
import { type AlertSettingRow, alertSettingsSql } from '../../database/sql/alert-settings.js';
import type { Tx } from '../../database/transaction.js';
import { type Actor, canBeAssigned } from '../../domain/permissions.js';
import type { AlertSetting, ToldPerson } from '../../domain/sla/who-is-told.js';
import { loadStoredPolicy, type StoredPolicy } from '../sla/load-policy.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import { workingAdminIds } from '../users/working-admins.js';

type People = ReadonlyMap<number, { actor: Actor; told: ToldPerson }>;

/** By ticket. Somebody who may not work the ticket any more is nobody's assignee here. `owner`: as for `loadPolicy`. */
export async function loadAlertSettings(
  tx: Tx,
  owner: object,
  ticketIds: readonly number[],
): Promise<Map<number, AlertSetting>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<AlertSettingRow[]>(alertSettingsSql(ticketIds));
  const policies = new Map<number, StoredPolicy>();
  for (const { slaPolicyId } of rows) {
    policies.set(slaPolicyId, await loadStoredPolicy(tx, owner, slaPolicyId));
  }
  const adminIds = rows.some(({ triageChannelId }) => triageChannelId === null)
    ? await workingAdminIds(tx)
    : [];
  const people = await readPeople(tx, [
    ...adminIds,
    ...rows.flatMap(({ assigneeId }) => assigneeId ?? []),
    ...[...policies.values()].flatMap(({ alerts }) => alerts.escalation.userIds),
  ]);
  return new Map(
    rows.flatMap((row) => {
      const policy = policies.get(row.slaPolicyId);
      return policy === undefined ? [] : [[row.ticketId, settingOf(row, policy, people, adminIds)] as const];
    }),
  );
}

function settingOf(
  { projectId, priority, assigneeId, triageChannelId }: AlertSettingRow,
  { alerts, calendar }: StoredPolicy,
  people: People,
  adminIds: readonly number[],
): AlertSetting {
  const assignee = assigneeId === null ? undefined : people.get(assigneeId);
  return {
    priority,
    urgentPriorities: alerts.urgentPriorities,
    calendar: calendar.calendar,
    assignee: assignee !== undefined && canBeAssigned(assignee.actor, { projectId }) ? assignee.told : null,
    triageChannelId,
    admins: triageChannelId === null ? toldOf(people, adminIds) : [],
    escalation: {
      people: toldOf(people, alerts.escalation.userIds),
      channelId: alerts.escalation.channelId,
    },
  };
}

/** Those of them who can be told anything. */
function toldOf(people: People, userIds: readonly number[]): ToldPerson[] {
  return userIds.flatMap((id) => {
    const person = people.get(id);
    return person === undefined || person.actor.isDeactivated || person.actor.isExternal ? [] : [person.told];
  });
}

async function readPeople(tx: Tx, userIds: readonly number[]): Promise<People> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { ...actorSelect, timeZone: true },
  });
  return new Map(
    rows.map((row) => [row.id, { actor: toActor(row), told: { userId: row.id, timeZone: row.timeZone } }]),
  );
}

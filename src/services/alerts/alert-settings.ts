/** Reads who could be told of tickets' alerts, with the queries of one ticket whatever their number. */
import { type AlertSettingRow, alertSettingsSql } from '../../database/sql/alert-settings.js';
import type { Tx } from '../../database/transaction.js';
import { modeOf, type NoticeSettings } from '../../domain/notices/decide-notice.js';
import { type Actor, canBeAssigned } from '../../domain/permissions.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import type { AlertSetting, ToldPerson } from '../../domain/sla/who-is-told.js';
import type { Desk } from '../desk.js';
import { type IsMuted, readMutes, readNoticeSettings } from '../notices/notice-settings.js';
import type { StoredPolicy } from '../sla/load-policy.js';
import { loadReadablePolicies } from '../sla/readable-policies.js';
import { actorSelect, toActor } from '../users/actor-row.js';
import { workingAdminIds } from '../users/working-admins.js';

/** Policies are kept by its database. */
export type AlertDesk = Pick<Desk, 'database' | 'log'>;

type People = ReadonlyMap<number, { actor: Actor; told: ToldPerson }>;

/**
 * By ticket. Somebody who may not work the ticket any more is nobody's assignee here; where the escalation channel cannot be used any
 * more, the admins are told in its place. A ticket whose policy cannot be read has no setting, and that is logged.
 */
export async function loadAlertSettings(
  tx: Tx,
  desk: AlertDesk,
  ticketIds: readonly number[],
): Promise<Map<number, AlertSetting>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<AlertSettingRow[]>(alertSettingsSql(ticketIds));
  const policies = await loadReadablePolicies(
    tx,
    desk,
    rows.map(({ slaPolicyId }) => slaPolicyId),
  );
  const channels = await usableChannels(tx, [...policies.values()]);
  const pausedIds = await readPaused(tx, rows, policies);
  const isStoodInFor = [...policies.values()].some(({ alerts }) => hasLostChannel(alerts, channels));
  const needsAdmins = isStoodInFor || rows.some(({ triageChannelId }) => triageChannelId === null);
  const adminIds = needsAdmins ? await workingAdminIds(tx) : [];
  const userIds = [
    ...adminIds,
    ...rows.flatMap(({ assigneeId }) => assigneeId ?? []),
    ...[...policies.values()].flatMap(({ alerts }) => alerts.escalation.userIds),
  ];
  const wishes = await readNoticeSettings(tx, userIds);
  const people = await readPeople(tx, userIds, wishes);
  const isMuted = await readMutes(tx, userIds, ticketIds);
  const known = { people, wishes, isMuted, adminIds, channels, pausedIds };
  return new Map(
    rows.flatMap((row) => {
      const policy = policies.get(row.slaPolicyId);
      return policy === undefined ? [] : [[row.ticketId, settingOf(row, policy, known)] as const];
    }),
  );
}

/** Escalation channels that nobody but agents reads, as Slack last said, and that the bot can post in. */
async function usableChannels(tx: Tx, policies: readonly StoredPolicy[]): Promise<ReadonlySet<number>> {
  const ids = policies.flatMap(({ alerts }) => alerts.escalation.channelId ?? []);
  if (ids.length === 0) return new Set();
  const rows = await tx.channel.findMany({
    where: {
      id: { in: ids },
      ...{ kind: 'private', isExternal: false, isArchived: false, isBotMember: true },
      OR: [{ role: null }, { role: 'triage' }],
    },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

function hasLostChannel({ escalation }: AlertPolicy, usable: ReadonlySet<number>): boolean {
  return escalation.channelId !== null && !usable.has(escalation.channelId);
}

/** Of the tickets under policies in which the response pauses as well, those that wait. */
async function readPaused(
  tx: Tx,
  rows: readonly AlertSettingRow[],
  policies: ReadonlyMap<number, StoredPolicy>,
): Promise<ReadonlySet<number>> {
  const ids = rows
    .filter(({ slaPolicyId }) => policies.get(slaPolicyId)?.clock.responsePauses === true)
    .map(({ ticketId }) => ticketId);
  if (ids.length === 0) return new Set();
  const paused = await tx.ticket.findMany({
    where: { id: { in: ids }, clockPausedAt: { not: null } },
    select: { id: true },
  });
  return new Set(paused.map(({ id }) => id));
}

type Known = {
  people: People;
  wishes: ReadonlyMap<number, NoticeSettings>;
  isMuted: IsMuted;
  adminIds: readonly number[];
  channels: ReadonlySet<number>;
  pausedIds: ReadonlySet<number>;
};

function settingOf(
  { ticketId, projectId, confidential, priority, assigneeId, triageChannelId }: AlertSettingRow,
  { alerts, calendar }: StoredPolicy,
  known: Known,
): AlertSetting {
  const { people, adminIds, channels, pausedIds, isMuted } = known;
  const isLost = hasLostChannel(alerts, channels);
  const assignee = assigneeId === null ? undefined : people.get(assigneeId);
  return {
    priority,
    urgentPriorities: alerts.urgentPriorities,
    calendar: calendar.calendar,
    assignee:
      assignee !== undefined && canBeAssigned(assignee.actor, { projectId, isConfidential: confidential })
        ? assignee.told
        : null,
    isAssigneeSilent: assigneeId !== null && isSilent(assigneeId, ticketId, known),
    triageChannelId,
    admins: triageChannelId === null ? toldOf(people, adminIds) : [],
    escalation: {
      people: toldOf(people, [
        ...alerts.escalation.userIds.filter((userId) => !isMuted(userId, ticketId)),
        ...(isLost ? adminIds : []),
      ]),
      channelId: isLost ? null : alerts.escalation.channelId,
    },
    isResponsePaused: pausedIds.has(ticketId),
  };
}

/** Of their own tickets. What an admin put them on a list for cannot be off. */
function isSilent(userId: number, ticketId: number, { wishes, isMuted }: Known): boolean {
  const settings = wishes.get(userId);
  return isMuted(userId, ticketId) || (settings !== undefined && modeOf('deadlines', settings) === 'off');
}

/** Those of them who can be told anything. */
function toldOf(people: People, userIds: readonly number[]): ToldPerson[] {
  return userIds.flatMap((id) => {
    const person = people.get(id);
    if (person === undefined) return [];
    const { isDeactivated, isExternal, isGuest } = person.actor;
    return isDeactivated || isExternal || isGuest ? [] : [person.told];
  });
}

async function readPeople(
  tx: Tx,
  userIds: readonly number[],
  wishes: ReadonlyMap<number, NoticeSettings>,
): Promise<People> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { ...actorSelect, timeZone: true },
  });
  return new Map(
    rows.map((row) => {
      const told = { userId: row.id, timeZone: row.timeZone, quiet: wishes.get(row.id)?.quiet ?? null };
      return [row.id, { actor: toActor(row), told }];
    }),
  );
}

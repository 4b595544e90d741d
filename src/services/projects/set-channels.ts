/** Gives a project its request and triage channels. */
import { lockProjectSql } from '../../database/sql/lock-project.js';
import type { Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import { UserError } from '../../errors.js';
import { escalatingPolicies } from '../alerts/escalating-policies.js';
import { storeConversation } from '../channels/refresh-channel.js';
import type { Desk, SlackConversation } from '../desk.js';
import { takeOutPosts } from '../posts/take-out-posts.js';
import { recordAudit } from '../record-audit.js';
import { adoptTickets } from './adopt-tickets.js';
import { applyMembers, readMemberIds } from './apply-members.js';
import { checkChannel, type ProjectChannel } from './check-channels.js';
import { retireTriageChannel } from './retire-triage-channel.js';

/** What Slack said about the chosen channels. Undefined: left as it is; null: none. */
export type CheckedChannels = {
  request?: SlackConversation | null;
  triage?: { conversation: SlackConversation; memberIds: readonly number[] } | null;
};

type Chosen = { requestChannel?: string | null; triageChannel?: string | null };
type By = { actorId: number; now: Date };

const FIELDS = { request: 'request_channel', triage: 'triage_channel' } as const;

/** Asks Slack, outside every transaction. @throws UserError on the field of a channel that cannot be used. */
export async function checkChannels(
  desk: Desk,
  { requestChannel, triageChannel }: Chosen,
): Promise<CheckedChannels> {
  if (requestChannel != null && requestChannel === triageChannel) {
    throw new UserError(
      'One channel cannot be both: requests are read by everyone in it. Choose another one.',
      {
        field: FIELDS.triage,
      },
    );
  }
  const checked: CheckedChannels = {};
  if (requestChannel !== undefined) {
    checked.request = requestChannel === null ? null : await checkChannel(desk, 'request', requestChannel);
  }
  if (triageChannel !== undefined) {
    checked.triage = triageChannel === null ? null : await checkTriage(desk, triageChannel);
  }
  return checked;
}

async function checkTriage(desk: Desk, slackChannelId: string) {
  const conversation = await checkChannel(desk, 'triage', slackChannelId);
  return { conversation, memberIds: await readMemberIds(desk, slackChannelId) };
}

/** In the transaction that changes the project. @throws UserError where another project has the channel. */
export async function applyChannels(
  tx: Tx,
  projectId: number,
  checked: CheckedChannels,
  by: By,
): Promise<void> {
  // Two admins may choose at once; they decide one after the other.
  await tx.$queryRaw(lockProjectSql(projectId));
  if (checked.request !== undefined) await setChannel(tx, projectId, 'request', checked.request, by);
  if (checked.triage === undefined) return;
  const channelId = await setChannel(tx, projectId, 'triage', checked.triage?.conversation ?? null, by);
  await applyMembers(tx, projectId, checked.triage?.memberIds ?? [], by);
  if (channelId !== null) await adoptTickets(tx, { projectId, channelId }, by.now);
}

async function setChannel(
  tx: Tx,
  projectId: number,
  role: ProjectChannel,
  conversation: SlackConversation | null,
  { actorId, now }: By,
): Promise<number | null> {
  const before = await tx.channel.findFirst({ where: { projectId, role }, select: { id: true } });
  const channel = conversation === null ? null : await storeConversation(tx, conversation, now);
  if (before?.id === channel?.id) return channel?.id ?? null;
  if (channel !== null) await requireFree(tx, channel.id, projectId, role);
  if (channel !== null && role === 'request') await requireNoEscalation(tx, channel.id);
  if (before !== null) {
    await tx.channel.update({ where: { id: before.id }, data: { projectId: null, role: null } });
    if (role === 'triage') await retireTriageChannel(tx, before.id, now);
  }
  if (channel !== null) await tx.channel.update({ where: { id: channel.id }, data: { projectId, role } });
  if (channel !== null && role === 'request')
    await takeOutPosts(tx, { channelId: channel.id, readers: 'others', now });
  const isSet = channel !== null;
  const subject = { projectId, channelId: channel?.id ?? before?.id ?? null };
  const action = isSet ? (`${role}_channel_set` as const) : (`${role}_channel_unset` as const);
  await recordAudit(tx, { actorId, action, subject, now });
  return channel?.id ?? null;
}

async function requireFree(
  tx: Tx,
  channelId: number,
  projectId: number,
  role: ProjectChannel,
): Promise<void> {
  const { project } = await tx.channel.findUniqueOrThrow({
    where: { id: channelId },
    select: { project: { select: { id: true, key: true } } },
  });
  if (project === null) return;
  const owner = project.id === projectId ? 'this project, in its other role' : `project ${project.key}`;
  throw new UserError(`This channel already belongs to ${owner}. Choose another one.`, {
    field: FIELDS[role],
  });
}

/** Everyone who asks there would read of breaches; until the policy names another channel the admins would be told in its place. */
async function requireNoEscalation(tx: Tx, channelId: number): Promise<void> {
  const [policy] = await escalatingPolicies(tx, channelId);
  if (policy === undefined) return;
  const { projectKey } = policy;
  const whose = projectKey === null ? 'under the default targets' : `of project ${projectKey}`;
  const command = projectKey === null ? `${slash.project} sla` : `${slash.project} sla ${projectKey}`;
  throw new UserError(
    `Breaches ${whose} are told in that channel, and everyone who asks there would read them. Choose another channel, or name another one for breaches with \`${command}\` first.`,
    { field: FIELDS.request },
  );
}

/** Asks Slack whether alerts can go to the people and the channel that an admin chose for a policy's breaches. */
import type { User } from '../../database/generated/client.js';
import { inTransaction } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { AlertPolicy } from '../../domain/sla/alert-policy.js';
import { firstFaults } from '../../domain/sla/written-value.js';
import { storeConversation } from '../channels/refresh-channel.js';
import type { Desk, SlackConversation } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { toPerson } from '../users/person-row.js';
import { POLICY_FIELD } from './form-fields.js';

/** More would not be an escalation; a channel reaches any number. */
export const ESCALATION_PEOPLE_MAX = 20;

const SLACK_USER_ID = /^[UW][A-Z0-9]{1,30}$/;
const SLACK_CHANNEL_ID = /^[CDG][A-Z0-9]{1,30}$/;

/** First match wins. */
const PERSON_REFUSALS: readonly [(user: User) => boolean, string][] = [
  [({ isBot }) => isBot, 'is a bot and answers no alerts'],
  [({ isDeactivated }) => isDeactivated, 'is deactivated in Slack'],
  [({ isExternal }) => isExternal, 'belongs to another organization'],
  [({ isGuest }) => isGuest, 'is a guest, and alerts name tickets that guests may not see'],
];

const invite = () => `I am not in that channel. Type \`/invite ${slash.bot}\` there, then try again.`;

/** Alerts name tickets, so the channel has to be as closed as a triage channel. First match wins. */
const channelRefusals = (): readonly [(channel: SlackConversation) => boolean, string][] => [
  [
    ({ kind }) => kind === 'im' || kind === 'mpim',
    'Alerts cannot go to direct or group messages. Choose a private channel, or name the people instead.',
  ],
  [
    ({ kind }) => kind === 'public',
    'Everyone can read that channel, and alerts name tickets. Choose a private channel, or make this one private first.',
  ],
  [
    ({ isExternal }) => isExternal,
    'That channel is shared with another organization. Choose a private channel of your own.',
  ],
  [({ isArchived }) => isArchived, 'That channel is archived. Choose another one, or unarchive it first.'],
  [({ isBotMember }) => !isBotMember, invite()],
];

export type CheckedEscalation = {
  escalation: AlertPolicy['escalation'];
  fields: Record<string, string>;
};

/** Outside every transaction. Refuses nobody by throwing: all faults come back by field. */
export async function checkEscalation(
  desk: Desk,
  chosen: { escalateTo: readonly string[]; escalateChannel: string | null },
): Promise<CheckedEscalation> {
  const fields: Record<string, string> = {};
  const people = await checkPeople(desk, [...new Set(chosen.escalateTo)]);
  if (typeof people === 'string') fields[POLICY_FIELD.escalateTo] = people;
  const channel = chosen.escalateChannel === null ? null : await checkChannel(desk, chosen.escalateChannel);
  if (typeof channel === 'string') fields[POLICY_FIELD.escalateChannel] = channel;
  return {
    escalation: {
      userIds: typeof people === 'string' ? [] : people,
      channelId: typeof channel === 'string' ? null : channel,
    },
    fields,
  };
}

/** Ids in ascending order, or what is expected instead. */
async function checkPeople(desk: Desk, slackUserIds: readonly string[]): Promise<number[] | string> {
  if (slackUserIds.length > ESCALATION_PEOPLE_MAX) {
    return `Choose at most ${ESCALATION_PEOPLE_MAX} people, or a channel for all of them.`;
  }
  const ids: number[] = [];
  const faults: string[] = [];
  for (const slackUserId of slackUserIds) {
    if (!SLACK_USER_ID.test(slackUserId)) return 'Choose people from the list.';
    const user = await ensureUser(desk, slackUserId);
    if (user.profileReadAt === null) {
      return 'Slack did not tell me who one of these people is. Try again in a moment, or leave them out.';
    }
    const refusal = PERSON_REFUSALS.find(([isUnfit]) => isUnfit(user));
    if (refusal === undefined) ids.push(user.id);
    else faults.push(`${toPerson(user).name} ${refusal[1]}.`);
  }
  if (faults.length > 0) return `${firstFaults(faults, 'person', 'people')} Choose somebody else.`;
  return ids.sort((a, b) => a - b);
}

/** The channel's id, or what is expected instead. */
async function checkChannel(desk: Desk, slackChannelId: string): Promise<number | string> {
  if (!SLACK_CHANNEL_ID.test(slackChannelId)) return 'Choose a channel from the list.';
  const conversation = await readConversation(desk, slackChannelId);
  if (conversation === 'silent')
    return 'Slack did not answer when I looked at that channel. Try again in a moment.';
  // Slack hides a private channel from whoever is not in it, the bot included.
  if (conversation === null) return invite();
  const refusal = channelRefusals().find(([isUnfit]) => isUnfit(conversation));
  if (refusal !== undefined) return refusal[1];
  const channel = await inTransaction(desk.database, (tx) =>
    storeConversation(tx, conversation, desk.clock.now()),
  );
  if (channel.role !== 'request') return channel.id;
  return 'Requesters read that channel: it is a project’s request channel. Choose another private channel.';
}

async function readConversation(
  desk: Desk,
  slackChannelId: string,
): Promise<SlackConversation | null | 'silent'> {
  try {
    return await desk.directory.readConversation(slackChannelId);
  } catch (error) {
    desk.log.warn({ slackChannelId, err: error }, 'conversation not read');
    return 'silent';
  }
}

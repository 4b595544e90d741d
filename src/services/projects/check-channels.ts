/** Asks Slack whether conversations can be a project's channels, and says exactly what to do where they cannot. */
import { slash } from '../../domain/command-names.js';
import { UserError } from '../../errors.js';
import type { Desk, SlackConversation } from '../desk.js';

export type ProjectChannel = 'request' | 'triage';

const FIELDS: Record<ProjectChannel, string> = { request: 'request_channel', triage: 'triage_channel' };

/** What a triage channel is must be read before it is used, because agents' notes are posted there. First match wins. */
const TRIAGE_REFUSALS: readonly [(channel: SlackConversation) => boolean, string][] = [
  [isDirect, 'Direct and group messages cannot be a triage channel. Choose a private channel.'],
  [
    ({ kind }) => kind === 'public',
    'A triage channel must be private, because agents write internal notes there. Choose a private channel, or make this one private first.',
  ],
  [
    ({ isExternal }) => isExternal,
    'This channel is shared with another organization, and a triage channel must not be. Choose a private channel of your own.',
  ],
  [({ isArchived }) => isArchived, 'This channel is archived. Choose another one, or unarchive it first.'],
];

const REQUEST_REFUSALS: readonly [(channel: SlackConversation) => boolean, string][] = [
  [isDirect, 'Direct and group messages cannot be a request channel. Choose a channel.'],
  [({ isArchived }) => isArchived, 'This channel is archived. Choose another one, or unarchive it first.'],
];

const REFUSALS = { request: REQUEST_REFUSALS, triage: TRIAGE_REFUSALS } as const;

const invite = () =>
  `I am not in that channel. Type \`/invite ${slash.bot}\` there (its members see that I join), then try again.`;

/** The conversation, with the bot in it: a public one is joined. @throws UserError on the field it was chosen in. */
export async function checkChannel(
  desk: Desk,
  role: ProjectChannel,
  slackChannelId: string,
): Promise<SlackConversation> {
  const field = FIELDS[role];
  const channel = await read(desk, slackChannelId, field);
  // Slack hides a private channel from whoever is not in it, the bot included.
  if (channel === null) throw new UserError(invite(), { field });
  const refusal = REFUSALS[role].find(([isUnfit]) => isUnfit(channel));
  if (refusal !== undefined) throw new UserError(refusal[1], { field });
  if (channel.isBotMember) return channel;
  const hasJoined = channel.kind === 'public' && (await desk.directory.join(slackChannelId));
  if (!hasJoined) throw new UserError(invite(), { field });
  return { ...channel, isBotMember: true };
}

async function read(desk: Desk, slackChannelId: string, field: string): Promise<SlackConversation | null> {
  try {
    return await desk.directory.readConversation(slackChannelId);
  } catch (error) {
    desk.log.warn({ slackChannelId, err: error }, 'conversation not read');
    throw new UserError('Slack did not answer when I looked at that channel. Try again in a moment.', {
      field,
    });
  }
}

function isDirect({ kind }: SlackConversation): boolean {
  return kind === 'im' || kind === 'mpim';
}

/** Asks Slack what a channel is just before something for agents is said there, because the event that told of a change may be lost. */
import { mayBeSaidIn } from '../../domain/post-gate.js';
import { refreshChannel } from '../channels/refresh-channel.js';
import type { Desk } from '../desk.js';
import type { ClaimedPost } from './claim-posts.js';

/** So long what Slack said is believed: a question per channel in that time, whatever is said there. */
const BELIEVED_MS = 5 * 60_000;

/** Read by everybody: what may be said even there depends on no place. */
const OPEN_PLACE = { kind: 'public', isExternal: true, role: null } as const;

/** `changed`: the row is not what the claim rests on any more. While Slack is silent, what it said last counts. */
export async function lookAgain(desk: Desk, { post, channel }: ClaimedPost): Promise<'same' | 'changed'> {
  const isKnown = channel.kind !== 'unknown';
  if (isKnown && (mayBeSaidIn(post, OPEN_PLACE) === 'yes' || isBelieved(desk, channel))) return 'same';
  const after = await refreshChannel(desk, channel.slackChannelId);
  const isSame =
    after.kind === channel.kind &&
    after.isExternal === channel.isExternal &&
    after.isArchived === channel.isArchived &&
    after.role === channel.role;
  return isSame ? 'same' : 'changed';
}

function isBelieved({ clock }: Desk, { kind, readAt }: ClaimedPost['channel']): boolean {
  return kind !== 'unknown' && readAt !== null && clock.now().getTime() - readAt.getTime() < BELIEVED_MS;
}

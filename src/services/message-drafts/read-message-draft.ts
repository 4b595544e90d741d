/** Reads what a draft says from Slack, where its words have stayed: edited and deleted ones are as they are now. */
import { isTopMessage, type SaidMessage } from '../../domain/incoming-message.js';
import type { Actor } from '../../domain/permissions.js';
import { compareTs, dateToTs, tsToDate } from '../../domain/slack-ts.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';

export type OwnMessageDraft = {
  id: number;
  userId: number;
  channelId: number;
  firstTs: string;
  lastTs: string;
  outcome: string | null;
  slackChannelId: string;
  slackUserId: string;
};

/** @throws UserError for a draft that is somebody else's, is not there, or has been settled. */
export async function requireOwnMessageDraft(
  desk: Desk,
  actor: Actor,
  draftId: number,
): Promise<OwnMessageDraft> {
  const draft = await desk.database.prisma.messageDraft.findUnique({
    where: { id: draftId },
    include: { channel: { select: { slackChannelId: true } }, user: { select: { slackUserId: true } } },
  });
  if (draft === null || draft.userId !== actor.userId) {
    throw new UserError('This button does nothing any more. Write to me again whenever you need help.');
  }
  if (draft.outcome !== null && draft.outcome !== 'lapsed') throw settledAlready();
  return { ...draft, slackChannelId: draft.channel.slackChannelId, slackUserId: draft.user.slackUserId };
}

export function settledAlready(): UserError {
  return new UserError('You have decided this already. Write to me again whenever you need help.');
}

/** Oldest first; also what was written since, where it still is open. None: all of it was deleted. */
export async function readMessageDraft(desk: Desk, draft: OwnMessageDraft): Promise<SaidMessage[]> {
  const afterTs = dateToTs(new Date(tsToDate(draft.firstTs).getTime() - 1));
  const page = await desk.directory.readChannelPage(draft.slackChannelId, afterTs);
  if ('refused' in page) {
    throw new UserError('Slack does not let me read your messages just now. Press again in a minute.');
  }
  return page
    .map(({ message }) => message)
    .filter(isTopMessage)
    .filter((message) => isPartOf(draft, message) && !desk.isCommandToBot(message.text))
    .toSorted((left, right) => compareTs(left.ts, right.ts));
}

function isPartOf(draft: OwnMessageDraft, { user, ts }: SaidMessage): boolean {
  if (user !== draft.slackUserId || compareTs(ts, draft.firstTs) < 0) return false;
  return draft.outcome === null || compareTs(ts, draft.lastTs) <= 0;
}

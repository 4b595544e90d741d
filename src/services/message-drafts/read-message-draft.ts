/** Reads what a draft says from Slack, where its words have stayed: edited and deleted ones are as they are now. */
import { isTopMessage, type SaidMessage } from '../../domain/incoming-message.js';
import type { Actor } from '../../domain/permissions.js';
import type { ChannelMessage } from '../../domain/reconcile/thread-page.js';
import { compareTs, dateToTs, earlierTs, laterTs, tsAfter, tsToDate } from '../../domain/slack-ts.js';
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

/** A thousand messages, the desk's own among them; nobody writes so much before they press. */
export const PAGES_MAX = 5;
/** Slack's clock and ours are not further apart. */
const CLOCKS_APART_MS = 3_600_000;

/**
 * Oldest first; also what was written since, where it still is open. None: all of it was deleted.
 *
 * @throws UserError where Slack does not let it be read, or there is more than `PAGES_MAX` pages: a part of it is never taken for all.
 */
export async function readMessageDraft(desk: Desk, draft: OwnMessageDraft): Promise<SaidMessage[]> {
  return (await readPages(desk, draft))
    .map(({ message }) => message)
    .filter(isTopMessage)
    .filter((message) => isPartOf(draft, message) && !desk.isCommandToBot(message.text))
    .toSorted((left, right) => compareTs(left.ts, right.ts));
}

/** From its end backwards. The end is always named: what was said after a draft that lapsed is not looked through to find it. */
async function readPages(desk: Desk, draft: OwnMessageDraft): Promise<ChannelMessage[]> {
  const afterTs = dateToTs(new Date(tsToDate(draft.firstTs).getTime() - 1));
  const soonTs = dateToTs(new Date(desk.clock.now().getTime() + CLOCKS_APART_MS));
  let beforeTs = tsAfter(draft.outcome === null ? laterTs(soonTs, draft.lastTs) : draft.lastTs);
  const found: ChannelMessage[] = [];
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await desk.directory.readChannelPage(draft.slackChannelId, afterTs, beforeTs);
    if ('refused' in page) {
      throw new UserError('Slack does not let me read your messages just now. Press again in a minute.');
    }
    found.push(...page.messages);
    if (page.isLast || page.messages.length === 0) return found;
    for (const { ts } of page.messages) beforeTs = earlierTs(beforeTs, ts);
  }
  throw new UserError(
    'You have written more since then than I can read at once, so I have left all of it as it is. Open the menu of the message that it is about, and choose "Make ticket from message".',
  );
}

function isPartOf(draft: OwnMessageDraft, { user, ts }: SaidMessage): boolean {
  if (user !== draft.slackUserId || compareTs(ts, draft.firstTs) < 0) return false;
  return draft.outcome === null || compareTs(ts, draft.lastTs) <= 0;
}

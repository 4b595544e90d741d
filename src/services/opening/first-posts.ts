/** The messages that a new ticket begins with: its cards, and who else is told. */
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import type { NewPost, PostPlace } from '../posts/new-post.js';
import { workingAdminIds } from '../users/working-admins.js';
import type { TalkPlace } from './talk-place.js';

type Opened = { projectId: number; reporterId: number; assigneeId?: number | null; talk: TalkPlace };

export async function firstPosts(
  tx: Tx,
  desk: Desk,
  ticketId: number,
  actor: Actor,
  { projectId, reporterId, assigneeId, talk }: Opened,
): Promise<NewPost[]> {
  const origin: NewPost = {
    key: `ticket:${ticketId}:origin_card`,
    kind: 'origin_card',
    ticketId,
    ...originPlace(talk, reporterId),
    payload: { reporterId },
  };
  const cards = await cardPosts(tx, desk, ticketId, projectId);
  const posts = [origin, ...cards];
  if (talk.kind === 'linked' && talk.isSilent !== true) {
    const { channelId, threadTs } = talk;
    posts.push({
      key: `ticket:${ticketId}:linked_note:${threadTs}`,
      kind: 'linked_note',
      ticketId,
      channelId,
      threadTs,
      payload: { byUserId: actor.userId },
    });
  }
  const triage = cards.find((card) => card.kind === 'triage_card');
  if (assigneeId != null && assigneeId !== actor.userId && triage?.channelId !== undefined) {
    posts.push({
      key: `ticket:${ticketId}:assigned:${assigneeId}:0`,
      kind: 'assigned',
      ticketId,
      channelId: triage.channelId,
      threadRole: 'triage',
      payload: { assigneeId, byUserId: actor.userId },
      notifies: { userId: assigneeId, isAlone: false },
    });
  }
  return posts;
}

function originPlace(talk: TalkPlace, reporterId: number): PostPlace & { threadTs?: string } {
  if (talk.kind === 'thread') return { channelId: talk.channelId, threadTs: talk.threadTs };
  if (talk.kind === 'channel') return { channelId: talk.channelId };
  return { userId: reporterId };
}

/** In the triage channel; without one, to each admin. */
export async function cardPosts(tx: Tx, desk: Desk, ticketId: number, projectId: number): Promise<NewPost[]> {
  const triage = await tx.channel.findFirst({
    where: { projectId, role: 'triage' },
    select: { id: true },
  });
  if (triage !== null) {
    return [{ key: `ticket:${ticketId}:triage_card`, kind: 'triage_card', ticketId, channelId: triage.id }];
  }
  const admins = await workingAdminIds(tx);
  if (admins.length === 0)
    desk.log.warn({ ticketId, projectId }, 'no triage channel and no admin: nobody has a card');
  return admins.map((id) => ({
    key: `ticket:${ticketId}:admin_card:${id}`,
    kind: 'admin_card',
    ticketId,
    projectId,
    userId: id,
  }));
}

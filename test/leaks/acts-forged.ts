/** Rows that nobody should have written, by a mistake or another version: the gate rests on what is so, not on who asks. */
import type { Prisma } from '../../src/database/generated/client.js';
import type { PostKind } from '../../src/domain/post-kind.js';
import { enqueuePosts } from '../../src/services/posts/enqueue-posts.js';
import type { NewPost } from '../../src/services/posts/new-post.js';
import { type Act, roomOf, type Scene } from './scene.js';

type Asked = { kind: PostKind; place: Pick<NewPost, 'channelId' | 'threadRole'>; isAboutNote?: boolean };

/** What may not be said there; null where it may, or says nothing. */
const FORGED: readonly ((scene: Scene, at: Record<'help' | 'triage', number>) => Asked | null)[] = [
  (_scene, { help: channelId }) => ({ kind: 'note', place: { channelId }, isAboutNote: true }),
  (_scene, { help: channelId }) => ({
    ...{ kind: 'reply', place: { channelId, threadRole: 'origin' }, isAboutNote: true },
  }),
  ({ world }, { help: channelId }) =>
    roomOf(world, 'CHELP').isPublic ? { kind: 'linked_note', place: { channelId } } : null,
  ({ on }, { help: channelId }) => (on.isConfidential ? { kind: 'origin_card', place: { channelId } } : null),
  (_scene, { triage: channelId }) => ({ kind: 'note', place: { channelId }, isAboutNote: true }),
];

/** By `pick`: a note at the top of the help channel, a note as a reply, a title there, a card there, a note in what was triage. */
export const asksForTooMuch: Act = async (scene) => {
  const { world, on, key, pick } = scene;
  const { prisma } = world.desk.database;
  const asked = FORGED[pick % FORGED.length]?.(scene, {
    help: world.it_.help.id,
    triage: world.it_.triage.id,
  });
  if (asked == null) return false;
  const { kind, place, isAboutNote = false } = asked;
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: on.number } });
  const note: Prisma.CommentWhereInput = { ticketId: ticket.id, commentType: 'internal' };
  const comment = isAboutNote
    ? await prisma.comment.findFirst({ where: note, orderBy: { id: 'desc' } })
    : null;
  if (isAboutNote && comment === null) return false;
  const about = { ticketId: ticket.id, ...(comment === null ? {} : { commentId: comment.id }) };
  const post = { ...place, ...about, kind, key: `forged:${key}`, payload: payloadOf(scene) } as NewPost;
  await enqueuePosts(prisma, [post], world.desk.clock.now());
  return true;
};

const payloadOf = ({ world }: Scene) => ({
  byUserId: world.it_.userId('ana'),
  reporterId: world.it_.userId('bo'),
});

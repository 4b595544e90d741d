/** The one way to what a post shows: through the gate, and as it stands now, so that a late message never shows an old state. */
import type { Channel, Post } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import type { PostContent } from '../../domain/post-content.js';
import { type GatedTicket, gateOf, readersOf } from '../../domain/post-gate.js';
import { isPostKind, type PostKind } from '../../domain/post-kind.js';
import type { Desk } from '../desk.js';
import { type CardRow, readCardRow } from '../tickets/load-card.js';
import { maySee } from '../tickets/may-see.js';
import { POST_LOADERS } from './content/post-loaders.js';

/**
 * `nothing`: there is nothing to show there any more, and a message that shows it is to disappear. `hidden`: not there, and whoever has to
 * know instead is told. `unknown`: not now, because nobody knows who reads there.
 */
export type Shown = { is: 'content'; content: PostContent } | { is: 'nothing' | 'hidden' | 'unknown' };

export type ShownPlace = Pick<Channel, 'kind' | 'isExternal' | 'role'>;

/** `place`: the conversation that it goes to. */
export async function showPost(desk: Desk, post: Post, place: ShownPlace): Promise<Shown> {
  const db = desk.database.prisma;
  const row = post.ticketId === null ? null : await readCardRow(db, { id: post.ticketId });
  if (await isLeftBehind(db, row, post)) return { is: 'nothing' };
  const gate = gateOf(post, place, row === null ? null : await gatedTicket(db, row, post));
  if (gate === 'hidden' || gate === 'unknown') return { is: gate };
  if (!isPostKind(post.kind)) {
    desk.log.error({ postId: post.id, kind: post.kind }, 'a post of an unknown kind is left out');
    return { is: 'nothing' };
  }
  if (row !== null && (await isKeptFromOutsider(db, row, post))) return { is: 'nothing' };
  const show = async (other: Post) => {
    const shown = await showPost(desk, other, place);
    return shown.is === 'content' ? shown.content : null;
  };
  const content = await POST_LOADERS[post.kind]({ db, desk, post, row, isClosed: gate === 'closed', show });
  return content === null ? { is: 'nothing' } : { is: 'content', content };
}

/**
 * It stands in a triage thread that follows its ticket no more: the ticket has left for another project, or is confidential, and the project
 * has another channel by now, with other members. What would be brought up to date there, in words that may be none of its readers' business
 * any more, is taken out instead.
 */
async function isLeftBehind(db: Tx, row: CardRow | null, post: Post): Promise<boolean> {
  const { channelId, threadTs, threadRole } = post;
  if (row === null || threadRole !== 'triage' || (row.movedAt === null && !row.confidential)) return false;
  if (channelId === null || threadTs === null) return false;
  const thread = await db.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId, threadTs } },
    select: { projectId: true, channel: { select: { role: true, projectId: true } } },
  });
  if (thread === null) return false;
  if (thread.projectId !== null && thread.projectId !== row.projectId) return true;
  const { role, projectId } = thread.channel;
  return row.confidential && (role !== 'triage' || projectId !== row.projectId);
}

/** Time has passed since it was kept back, and its person may see less by now. Alerts have words for that. */
async function isKeptFromOutsider(db: Tx, row: CardRow, { kind, heldForId }: Post): Promise<boolean> {
  if (heldForId === null || ALERT_KINDS.has(kind)) return false;
  return !(await maySee(db, row, heldForId));
}

const ALERT_KINDS: ReadonlySet<string> = new Set<PostKind>(['at_risk', 'breach', 'alert_digest']);

async function gatedTicket(db: Tx, row: CardRow, post: Post): Promise<GatedTicket> {
  const isPersonal = row.confidential && readersOf(post) === 'person';
  return {
    isConfidential: row.confidential,
    mayReaderSee: isPersonal && (await maySee(db, row, post.userId)),
  };
}

/** What the loaders of posts are given, and the shapes that most of them have. */
import type { Post } from '../../../database/generated/client.js';
import type { Tx } from '../../../database/transaction.js';
import type { Person, PostContent } from '../../../domain/post-content.js';
import type { PostKind } from '../../../domain/post-kind.js';
import type { Desk } from '../../desk.js';
import type { CardRow } from '../../tickets/load-card.js';
import { nameMentions } from '../../users/name-mentions.js';
import { personSelect, toPerson } from '../../users/person-row.js';

export type Loading = {
  db: Tx;
  desk: Desk;
  post: Post;
  /** The ticket that the post is about. */
  row: CardRow | null;
  /** Nothing of the ticket may be shown there. */
  isClosed: boolean;
  /** What another post would show in the same place, through the same gate; null for nothing. */
  show: (other: Post) => Promise<PostContent | null>;
};

/** Null: there is nothing to show. */
export type Loader = (loading: Loading) => Promise<PostContent | null>;
export type Loaders = Partial<Record<PostKind, Loader>>;

export type TicketLoading = Omit<Loading, 'row'> & { row: CardRow };
export type TicketLoader = (loading: TicketLoading) => Promise<PostContent | null>;

/** `closed`: what is shown where the ticket may not be. */
export function onTicket(load: TicketLoader, closed: TicketLoader = async () => null): Loader {
  return async ({ row, ...loading }) => {
    if (row === null) return null;
    if (loading.isClosed) return closed({ ...loading, row });
    const description = await nameMentions(loading.db, row.description);
    return load({ ...loading, row: { ...row, description } });
  };
}

/** Their settings keep the mention from whoever it is for. */
export function quietOf({ payload }: Post): { isQuiet?: true } {
  const isQuiet =
    typeof payload === 'object' && payload !== null && 'isQuiet' in payload && payload.isQuiet === true;
  return isQuiet ? { isQuiet } : {};
}

export async function personOf(db: Tx, userId: number): Promise<Person | null> {
  const row = await db.user.findUnique({ where: { id: userId }, select: personSelect });
  return row === null ? null : toPerson(row);
}

export async function slackIdOf(db: Tx, userId: number): Promise<string | null> {
  return (await personOf(db, userId))?.slackUserId ?? null;
}

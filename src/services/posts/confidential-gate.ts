/** The gate in front of everything the bot posts about a ticket: what a confidential one lets be shown where. */

import type { Post } from '../../database/generated/client.js';
import type { ChannelKind } from '../../database/generated/enums.js';
import type { Tx } from '../../database/transaction.js';
import { can } from '../../domain/permissions.js';
import { type PostReaders, readersOf } from '../../domain/post-kind.js';
import type { CardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf } from '../tickets/view-ticket.js';
import { actorSelect, toActor } from '../users/actor-row.js';

type Showing = { db: Tx; row: CardRow; post: Post; channelKind: ChannelKind };

/**
 * By who reads the place. Whether a channel is the agents' alone the sender looks up itself, for confidential tickets and others. A
 * reason given by an admin opens what they ask for, and nothing that is posted: that would stay when their time is over.
 */
const IS_SHOWN: Record<PostReaders, (showing: Showing) => Promise<boolean> | boolean> = {
  agents: () => true,
  reporter: ({ channelKind }) => channelKind === 'im',
  person: ({ db, row, post }) => maySee(db, row, post.userId),
  room: () => false,
};

/** Whether a post may tell of the ticket where it is to go; anybody's ticket that is not confidential it may. */
export async function isShownThere(
  db: Tx,
  row: CardRow,
  { post, channelKind }: { post: Post; channelKind: ChannelKind },
): Promise<boolean> {
  return !row.confidential || IS_SHOWN[readersOf(post)]({ db, row, post, channelKind });
}

async function maySee(db: Tx, row: CardRow, userId: number | null): Promise<boolean> {
  const user =
    userId === null ? null : await db.user.findUnique({ where: { id: userId }, select: actorSelect });
  return user !== null && can(toActor(user), 'view', factsFor(toActor(user), permissionRowOf(row)));
}

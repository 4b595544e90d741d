/** Has the bot's messages say somebody else's name where a person was erased, a few at a time. */
import { rewordStalePostsSql } from '../../database/sql/erase-mentions.js';
import type { Desk } from '../desk.js';

/** A run, each minute: what a conversation shows new is never kept waiting for long. */
const POSTS_MAX = 30;

/** Returns how many. */
export async function rewordStalePosts({ database }: Desk): Promise<number> {
  return database.prisma.$executeRaw(rewordStalePostsSql(POSTS_MAX));
}

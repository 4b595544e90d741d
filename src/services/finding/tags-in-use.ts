/** Tags that somebody has met at work: those of tickets that they see and work. */

import { tagsInUseSql } from '../../database/sql/tags-in-use.js';
import type { Actor } from '../../domain/permissions.js';
import { tagOf } from '../../domain/tags.js';
import type { Desk } from '../desk.js';

/** In the order of the alphabet, those that begin with `typed`; none for whoever works no tickets. */
export async function tagsInUse(
  { database }: Desk,
  actor: Actor,
  typed: string,
  countMax: number,
): Promise<string[]> {
  const statement = tagsInUseSql(actor, tagOf(typed), countMax);
  if (statement === null) return [];
  const rows = await database.prisma.$queryRaw<{ tag: string }[]>(statement);
  return rows.map(({ tag }) => tag);
}

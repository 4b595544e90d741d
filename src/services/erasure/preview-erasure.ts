/** What is known of a person, counted, before they are erased. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { requireErasable } from './require-erasable.js';

export type ErasurePreview = {
  name: string;
  comments: number;
  tickets: number;
  /** Of those: nobody is told any more how they go on. */
  openTickets: number;
};

/** @throws UserError as `erasePerson`. */
export async function previewErasure(desk: Desk, actor: Actor, slackUserId: string): Promise<ErasurePreview> {
  requireDeskPermission(actor, 'erase_people');
  const { prisma } = desk.database;
  const { id, displayName, realName } = await requireErasable(prisma, actor, slackUserId);
  const reported = { reporterId: id };
  return {
    name: displayName || realName || slackUserId,
    comments: await prisma.comment.count({ where: { authorId: id, redactedAt: null } }),
    tickets: await prisma.ticket.count({ where: reported }),
    openTickets: await prisma.ticket.count({ where: { ...reported, statusCategory: { not: 'done' } } }),
  };
}

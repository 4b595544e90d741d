/** What becomes of messages in a ticket's thread: the rows that a test looks at. */
import { beforeEach } from 'vitest';
import { useTestDesk } from './desk.js';
import { type ItProject, makeItProject } from './it-project.js';
import type { Room } from './threads.js';

/** A desk with the project IT for each test. */
export function useReplies() {
  const fixture = useTestDesk();
  let it_: ItProject;

  beforeEach(async () => {
    it_ = await makeItProject(fixture.desk);
  });

  const prisma = () => fixture.desk.database.prisma;

  return {
    get desk() {
      return fixture.desk;
    },
    get it_() {
      return it_;
    },
    inRoom: (room: Room, user: string, afterSeconds = 10) => ({
      channel: room.channel,
      threadTs: room.threadTs,
      ts: room.ts(afterSeconds),
      user,
    }),
    comments: (room: Room) =>
      prisma().comment.findMany({
        where: { ticketId: room.ticketId },
        orderBy: { id: 'asc' },
        include: { attachments: true, history: { orderBy: { id: 'asc' } }, author: true },
      }),
    changelog: (room: Room, action?: string) =>
      prisma().changelogEntry.findMany({
        where: { ticketId: room.ticketId, ...(action === undefined ? {} : { action }) },
        orderBy: { id: 'asc' },
      }),
    mirrors: (room: Room) => prisma().post.findMany({ where: { ticketId: room.ticketId, kind: 'mirror' } }),
    ticketOf: (room: Room) => prisma().ticket.findUniqueOrThrow({ where: { id: room.ticketId } }),
  };
}

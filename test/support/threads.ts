/** Tickets with a thread to talk in, for tests of what a thread does. */
import type { ChannelKind, ChannelRole, ThreadRole } from '../../src/database/generated/enums.js';
import { dateToTs } from '../../src/domain/slack-ts.js';
import type { TestDesk } from './desk.js';
import type { ItProject } from './it-project.js';

export type Room = {
  ticketNumber: string;
  ticketId: number;
  channel: string;
  channelId: number;
  threadTs: string;
  /** The ts of a reply so many seconds after the desk's time. */
  ts(afterSeconds: number): string;
};

let rooms = 0;

/** Bo's ticket with a further thread of this role, in a channel of this kind. */
export async function openRoom(
  desk: TestDesk,
  it: ItProject,
  facts: { kind?: ChannelKind; role?: ThreadRole; channelRole?: ChannelRole | null } = {},
): Promise<Room> {
  const { kind = 'public', role = 'origin', channelRole = null } = facts;
  const { prisma } = desk.database;
  rooms += 1;
  const slackChannelId = `CROOM${rooms}`;
  const owner = channelRole === null ? null : await makeOwner(desk);
  const channel = await prisma.channel.create({
    data: {
      slackChannelId,
      kind,
      isBotMember: true,
      readAt: desk.clock.now(),
      role: channelRole,
      projectId: owner,
    },
  });
  if (kind !== 'unknown') desk.directory.addConversation(slackChannelId, { kind });
  const ticketNumber = await it.open();
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
  const threadTs = dateToTs(new Date(desk.clock.now().getTime() - 60_000));
  await prisma.ticketThread.create({
    data: {
      ticketId: ticket.id,
      channelId: channel.id,
      threadTs,
      role,
      createdAt: new Date(desk.clock.now().getTime() - 60_000),
    },
  });
  const ts = (afterSeconds: number) => dateToTs(new Date(desk.clock.now().getTime() + afterSeconds * 1000));
  return { ticketNumber, ticketId: ticket.id, channel: slackChannelId, channelId: channel.id, threadTs, ts };
}

/** Another project than the ticket's, because a project has one channel of a role. */
async function makeOwner(desk: TestDesk): Promise<number> {
  const data = { key: `R${letters(rooms)}`, name: 'Owner of a room' };
  const { id } = await desk.database.prisma.project.create({ data, select: { id: true } });
  return id;
}

function letters(count: number): string {
  return [...String(count)].map((digit) => String.fromCharCode(65 + Number(digit))).join('');
}

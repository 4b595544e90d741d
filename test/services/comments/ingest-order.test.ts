/** Slack delivers late, twice and out of order: whatever the order, the rows end the same. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/incoming-message.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { pruneEarlyEvents } from '../../../src/services/threads/prune-early-events.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { deleted, edited, file, filesChanged, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const RUNS = 40;
const TIMEOUT_MS = 60_000;
const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

/** Everything but ids, the times of recording and the room's own names. */
async function dump(room: Room): Promise<unknown> {
  const { prisma } = desk.database;
  const comments = await prisma.comment.findMany({
    where: { ticketId: room.ticketId },
    orderBy: { messageTs: 'asc' },
    include: { history: { orderBy: { id: 'asc' } }, attachments: { orderBy: { slackFileId: 'asc' } } },
  });
  const entries = await prisma.changelogEntry.findMany({
    where: { ticketId: room.ticketId, action: { startsWith: 'comment_' } },
    orderBy: { sourceKey: 'asc' },
  });
  return {
    comments: comments.map((row) => ({
      ts: row.messageTs,
      authorId: row.authorId,
      content: row.content,
      type: row.commentType,
      isPending: row.isPending,
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      lastEditTs: row.lastEditTs,
      deletedAt: row.deletedAt,
      isOriginalSeen: row.isOriginalSeen,
      files: row.attachments.map(({ slackFileId, removedAt }) => [slackFileId, removedAt !== null]),
      history: row.history.map(({ previousContent, editTs, editedAt, editedById }) => ({
        previousContent,
        editTs,
        editedAt,
        editedById,
      })),
    })),
    entries: entries.map((row) => ({
      key: row.sourceKey?.replace(`:${room.channelId}:`, ':'),
      actorId: row.actorId,
      action: row.action,
      visibility: row.visibility,
      occurredAt: row.occurredAt,
    })),
    early: await prisma.earlyEvent.count(),
  };
}

/** One message's life: posted, edited three times (twice within one second), a file taken away, deleted. */
function lifeOf(room: Room): IncomingMessage[] {
  const place = { channel: room.channel, threadTs: room.threadTs, ts: room.ts(10), user: 'UBO' };
  const other = { ...place, ts: room.ts(11), user: 'UCLEO' };
  return [
    posted(place, 'one', { files: [file('F1')] }),
    edited(place, { text: 'two', previousText: 'one', editTs: room.ts(20) }, { files: [file('F1')] }),
    edited(place, { text: 'three', previousText: 'two', editTs: room.ts(20) }, { files: [file('F1')] }),
    edited(place, { text: 'four', previousText: 'three', editTs: room.ts(30) }, { files: [file('F1')] }),
    filesChanged(place, []),
    deleted(place, { previousText: 'four', deletedAtTs: room.ts(40) }),
    posted(other, 'me too'),
    edited(other, { text: 'me too!', previousText: 'me too', editTs: room.ts(21) }),
  ];
}

const ORDERS = fc
  .shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 })
  .chain((order) =>
    fc
      .array(fc.tuple(fc.nat(7), fc.nat(8)), { maxLength: 5 })
      .map((repeats) => repeats.reduce((all, [event, at]) => all.toSpliced(at, 0, event), order)),
  );

describe.each(['public', 'private', 'unknown'] as const)('in a %s channel', (kind) => {
  it(
    'any order of the same events, with repetitions, ends in the same rows',
    async () => {
      const model = await openRoom(desk, it_, { kind });
      for (const event of lifeOf(model)) await ingestMessage(desk, event);
      const expected = await dump(model);
      await fc.assert(
        fc.asyncProperty(ORDERS, async (order) => {
          const room = await openRoom(desk, it_, { kind });
          const events = lifeOf(room);
          for (const index of order) {
            const event = events[index];
            if (event !== undefined) await ingestMessage(desk, event);
          }
          expect(await dump(room)).toEqual(expected);
        }),
        { numRuns: RUNS, seed: 7 },
      );
    },
    TIMEOUT_MS,
  );

  it('all at once ends in the same rows', async () => {
    const model = await openRoom(desk, it_, { kind });
    for (const event of lifeOf(model)) await ingestMessage(desk, event);
    const expected = await dump(model);
    for (let round = 0; round < 8; round += 1) {
      const room = await openRoom(desk, it_, { kind });
      await Promise.all(lifeOf(room).map((event) => ingestMessage(desk, event)));
      // What was kept at the very moment its message was written is placed by the next sweep.
      await pruneEarlyEvents(desk);
      expect(await dump(room)).toEqual(expected);
    }
  });
});

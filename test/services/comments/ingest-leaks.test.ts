/** Nothing internal is ever copied anywhere, whoever says it, wherever, and whatever happens to it afterwards. */
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { createDatabase } from '../../../src/database/client.js';
import { decidePendingComments } from '../../../src/services/comments/decide-pending.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { deskOn, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { deleted, edited, posted } from '../../support/messages.js';
import { openRoom } from '../../support/threads.js';

const RUNS = 60;
const TIMEOUT_MS = 60_000;

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const SCENES = fc.record({
  role: fc.constantFrom('origin', 'triage', 'linked'),
  kind: fc.constantFrom('public', 'private', 'im', 'mpim', 'unknown'),
  isRequest: fc.boolean(),
  later: fc.constantFrom('public', 'private', null),
  mirrorMode: fc.constantFrom('all', 'requesters', 'none'),
  user: fc.constantFrom('UBO', 'UANA', 'UHEDY', 'UGUS', 'UOLGA'),
  channelType: fc.constantFrom('channel', 'group', 'im', 'mpim', null),
  events: fc.shuffledSubarray(['posted', 'edited', 'deleted'] as const, { minLength: 1 }),
});

function expectNoLeak(comment: {
  commentType: string;
  deletedAt: Date | null;
  posts: { isWithdrawn: boolean }[];
}): void {
  if (comment.commentType === 'internal') expect(comment.posts).toEqual([]);
  if (comment.deletedAt !== null) expect(comment.posts.filter((post) => !post.isWithdrawn)).toEqual([]);
}

function isAgentsOnly(scene: { role: string; kind: string; isRequest: boolean }): boolean {
  const isPrivate = scene.kind === 'private' || scene.kind === 'mpim';
  return scene.role === 'triage' || (isPrivate && !scene.isRequest);
}

it('no post carries an internal comment, and no private channel’s words are public', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { prisma } = desk.database;
  await fc.assert(
    fc.asyncProperty(
      SCENES,
      async ({ role, kind, isRequest, later, mirrorMode, user, channelType, events }) => {
        await prisma.project.update({ where: { id: it_.project.id }, data: { mirrorMode } });
        const room = await openRoom(desk, it_, { role, kind, channelRole: isRequest ? 'request' : null });
        const place = { channel: room.channel, threadTs: room.threadTs, ts: room.ts(5), user };
        const made = {
          posted: posted(place, 'one', { channelType }),
          edited: edited(place, { text: 'two', previousText: 'one', editTs: room.ts(7) }, { channelType }),
          deleted: deleted(place, { previousText: 'two', deletedAtTs: room.ts(9) }, { channelType }),
        };
        for (const event of events) await ingestMessage(desk, made[event]);
        const before = await prisma.comment.findMany({ where: { ticketId: room.ticketId } });
        if (later !== null) desk.directory.addConversation(room.channel, { kind: later });
        await decidePendingComments(desk);
        const after = await prisma.comment.findMany({
          where: { ticketId: room.ticketId },
          include: { posts: true },
        });
        for (const comment of after) {
          expectNoLeak(comment);
          const earlier = before.find(({ id }) => id === comment.id);
          if (earlier?.isPending === false) expect(comment.commentType).toBe(earlier.commentType);
          if (isAgentsOnly({ role, kind, isRequest })) expect(comment.commentType).toBe('internal');
        }
      },
    ),
    { numRuns: RUNS, seed: 11 },
  );
});

it('throws where nothing could be committed, so that the event is delivered again', async () => {
  const database = createDatabase('postgres://nobody@127.0.0.1:1/nowhere');
  const place = { channel: 'C1', threadTs: '1772445600.000100', ts: '1772445601.000100', user: 'UBO' };
  await expect(ingestMessage(deskOn(database), posted(place, 'hello'))).rejects.toThrow();
  await database.close();
});

/** Which of a ticket's texts a linked message is: nobody learns by the answer of anything that they may not read. */
import { beforeEach, expect, it } from 'vitest';
import type { CommentType } from '../../../src/database/generated/enums.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { findRedactable } from '../../../src/services/redaction/list-redactable.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { openRoom, type Room } from '../../support/threads.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;
const ids: Record<string, number> = {};

/** An answer, a note of IT's agents, and one that HR's wrote before the ticket came to IT; each with a copy by the bot. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  await writes('answer', 'public', it_.project.id);
  await writes('note', 'internal', it_.project.id);
  await writes('note of HR', 'internal', it_.hr.id);
  const card = { key: 'card', kind: 'triage_card', ...place('card') };
  await desk.database.prisma.post.createMany({
    data: [card, { ...card, ...{ key: 'line', kind: 'assigned' }, ...place('line') }],
  });
});

const NAMES = ['answer', 'note', 'note of HR', 'card', 'line', 'nothing'] as const;
type Name = (typeof NAMES)[number];
const ts = (name: Name, isCopy = false) => room.ts(NAMES.indexOf(name) + (isCopy ? 100 : 0));
const place = (name: Name, isCopy = false) => ({
  ...{
    ticketId: room.ticketId,
    channelId: room.channelId,
    messageTs: ts(name, isCopy),
    state: 'sent' as const,
  },
});

async function writes(name: Name, commentType: CommentType, projectId: number): Promise<void> {
  const { state: _, ...at } = place(name);
  const { id } = await desk.database.prisma.comment.create({
    data: { ...at, projectId, commentType, authorId: it_.userId('ana'), content: name },
  });
  ids[name] = id;
  await desk.database.prisma.post.create({
    data: { ...place(name, true), key: name, kind: 'mirror', commentId: id },
  });
}

const finds = async (by: Person, name: Name, isCopy = false) =>
  findRedactable(desk, await it_.actor(by), room.ticketNumber, {
    ...{ slackChannelId: room.channel, ts: ts(name, isCopy) },
  });

it.each<[Person, Name, 'comment' | 'description' | null]>([
  ['ana', 'answer', 'comment'],
  ['ana', 'note', 'comment'],
  ['ana', 'note of HR', null],
  ['ada', 'note of HR', 'comment'],
  ['ana', 'card', 'description'],
  ['ana', 'line', null],
  ['ana', 'nothing', null],
])('%s, asked for the %s: %s', async (by, name, what) => {
  const expected = what === 'comment' ? { commentId: ids[name] } : what;
  expect(await finds(by, name)).toEqual(expected);
  if (what !== 'description' && name in ids) expect(await finds(by, name, true)).toEqual(expected);
});

it.each<[Person, boolean]>([
  ['bo', false],
  ['cleo', false],
  ['hedy', false],
  ['ada', true],
])('%s is refused alike, whatever the message is (confidential: %s)', async (by, isConfidential) => {
  if (isConfidential) await changeConfidentiality(desk, await it_.actor('ana'), room.ticketNumber, true);
  const refusals = await Promise.all(
    NAMES.map((name) =>
      finds(by, name).then(
        () => 'none',
        (error: Error) => error.message,
      ),
    ),
  );
  expect(new Set(refusals)).toEqual(new Set([expect.not.stringMatching(/^none$/)]));
});

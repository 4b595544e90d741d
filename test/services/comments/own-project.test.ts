/** What was written internally stays with the agents of the project in which it was written, wherever the ticket is by now. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { quietSince } from '../../../src/services/follow-ups/quiet-since.js';
import { listRedactable } from '../../../src/services/redaction/list-redactable.js';
import { previewRedaction, redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { contentOf } from '../../support/shown.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let number: string;
const prisma = () => desk.database.prisma;

/** Bo's ticket, written on in IT, and with HR by now; Ana of IT follows it. */
beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  number = await it_.open();
  await say('ana', 'public', 'Looking at it');
  await say('ana', 'internal', 'It is the gateway');
  await watchTicket(desk, await it_.actor('ana'), number, { watch: true });
  await prisma().ticket.updateMany({ data: { projectId: it_.hr.id } });
});

async function say(person: Person, commentType: 'public' | 'internal', text: string): Promise<number> {
  const comment = { text, commentType, sourceKey: `view:${text}` };
  return (await addComment(desk, await it_.actor(person), number, comment)).commentId;
}

const ticket = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const note = () => prisma().comment.findFirstOrThrow({ where: { commentType: 'internal' } });

/** Ana: watches it, and was its agent. Hedy: is its agent. Ada: admin. Bo: its reporter. */
const READS_NOTE = [
  ['ana', true],
  ['hedy', false],
  ['ada', true],
  ['bo', false],
] as const;

describe('an internal comment of the project before', () => {
  it.each(READS_NOTE)('in the history, read by %s: %s', async (person, isRead) => {
    await prisma().commentEditHistory.create({
      data: {
        ...{
          commentId: (await note()).id,
          editedById: it_.userId('ana'),
          previousContent: 'It is bo’s fault',
        },
        editedAt: desk.clock.now(),
      },
    });
    const lines = await ticketHistory(desk, await it_.actor(person), number);
    expect(lines.filter(({ isInternal }) => isInternal)).toHaveLength(isRead ? 1 : 0);
  });

  it('cannot be chosen for redaction by whoever may not read it, and is none of the ticket for them', async () => {
    const listed = async (person: Person) =>
      (await listRedactable(desk, await it_.actor(person), number)).comments.map(({ content }) => content);
    expect(await listed('hedy')).toEqual(['Looking at it']);
    expect(await listed('ada')).toEqual(['It is the gateway', 'Looking at it']);
    const parts = { commentIds: [(await note()).id] };
    for (const act of [redactTexts, previewRedaction])
      await expect(act(desk, await it_.actor('hedy'), number, parts)).rejects.toThrow('not of this ticket');
    await redactTexts(desk, await it_.actor('ada'), number, parts);
  });

  it('is not copied into the triage thread of the next, also where its copy was waiting', async () => {
    const post = await prisma().post.findFirstOrThrow({ where: { kind: 'note' } });
    expect(post.state).toBe('pending');
    expect(await contentOf(desk, post)).toBeNull();
    await prisma().comment.updateMany({ data: { projectId: it_.hr.id } });
    expect(await contentOf(desk, post)).toMatchObject({ comment: { content: 'It is the gateway' } });
  });
});

it('is an agent’s what an agent of its project wrote, and a requester’s nothing of that', async () => {
  const since = async () => quietSince(prisma(), await ticket());
  const { statusChangedAt } = await ticket();
  desk.clock.advance(60_000);
  await prisma().ticket.updateMany({ data: { projectId: it_.project.id } });
  await say('ana', 'public', 'Done');
  await prisma().ticket.updateMany({ data: { projectId: it_.hr.id } });
  expect(await since()).toEqual(statusChangedAt);
  // Ana is no agent here: she is somebody who needs help.
  await say('ana', 'public', 'And my laptop?');
  expect(await since()).toEqual(desk.clock.now());
});

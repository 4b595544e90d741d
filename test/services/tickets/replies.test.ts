/** Answers that people give through the bot, by commands and forms: where they stand, and who edits them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { editReply, withdrawReply } from '../../../src/services/comments/edit-reply.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const prisma = () => fixture.desk.database.prisma;
const row = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const postKinds = async () =>
  (await prisma().post.findMany({ orderBy: { id: 'asc' } })).map(({ kind, payload }) =>
    kind === 'status_line' ? `${kind} ${(payload as { audience: string }).audience}` : kind,
  );

describe('answers carried by the bot', () => {
  const reply = async (by: Person, text = 'Try again now.', sourceKey = 'view:R1') =>
    addComment(fixture.desk, await it_.actor(by), number, { text, commentType: 'public', sourceKey });

  it('an agent’s goes to the reporter with a receipt in triage, and is the first response', async () => {
    await reply('ana');
    expect(await row()).toMatchObject({ status: 'open', firstRespondedAt: fixture.desk.clock.now() });
    expect((await postKinds()).slice(2)).toEqual(['reply', 'reply_receipt']);
  });

  it('a requester’s goes to the origin thread and is mirrored into triage', async () => {
    await reply('bo');
    expect(await row()).toMatchObject({ status: 'new', firstRespondedAt: null });
    expect((await postKinds()).slice(2)).toEqual(['reply', 'mirror']);
  });

  it('an internal note goes to the agents alone', async () => {
    await addComment(fixture.desk, await it_.actor('ana'), number, {
      text: 'psst',
      commentType: 'internal',
      sourceKey: 'view:R1',
    });
    expect((await postKinds()).slice(2)).toEqual(['note']);
    const [note] = await prisma().post.findMany({ where: { kind: 'note' } });
    expect(note).toMatchObject({ channelId: it_.triage.id, threadRole: 'triage' });
  });

  it('the same view submitted five times at once is one answer', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => reply('ana')));
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await prisma().comment.count()).toBe(1);
  });

  it('a command typed again within two minutes is one answer, later it is another', async () => {
    await reply('ana', 'Same words', 'command:1');
    expect((await reply('ana', 'Same words', 'command:2')).isNew).toBe(false);
    fixture.desk.clock.advance(3 * 60_000);
    expect((await reply('ana', 'Same words', 'command:3')).isNew).toBe(true);
  });

  it('its author edits and withdraws it, and every copy follows', async () => {
    const ana = await it_.actor('ana');
    const { commentId } = await reply('ana');
    await editReply(fixture.desk, ana, commentId, 'Try again, please.');
    await editReply(fixture.desk, ana, commentId, 'Try again, please.');
    expect(await prisma().commentEditHistory.findMany()).toMatchObject([
      { previousContent: 'Try again now.', editedById: it_.userId('ana') },
    ]);
    await withdrawReply(fixture.desk, ana, commentId);
    const copies = await prisma().post.findMany({ where: { commentId } });
    expect(copies.map(({ isWithdrawn }) => isWithdrawn)).toEqual([true, true]);
    expect(await prisma().comment.findFirst()).toMatchObject({ content: 'Try again, please.' });
    await expect(editReply(fixture.desk, ana, commentId, 'again')).rejects.toThrow(/withdrawn/);
  });

  it.each(['ben', 'bo', 'cleo'] as const)('%s can neither edit nor withdraw it', async (person) => {
    const { commentId } = await reply('ana');
    const actor = await it_.actor(person);
    await expect(editReply(fixture.desk, actor, commentId, 'mine')).rejects.toThrow();
    await expect(withdrawReply(fixture.desk, actor, commentId)).rejects.toThrow();
    expect(await prisma().comment.findFirst()).toMatchObject({ content: 'Try again now.', deletedAt: null });
  });
});

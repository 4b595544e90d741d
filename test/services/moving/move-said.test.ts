/** What is said where a ticket leaves and where it arrives; and that nothing of what was said for one project's agents reaches the next. */
import { describe, expect, it } from 'vitest';
import { editReply } from '../../../src/services/comments/edit-reply.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { setTriageChannel } from '../../../src/services/projects/set-triage-channel.js';
import { type Person, slackIdOf } from '../../support/it-project.js';
import { deleted, edited, posted } from '../../support/messages.js';
import { useMoving } from './use-moving.js';

const moving = useMoving();
const { send, prisma, move, say, saidIn, kindsIn, textOf } = moving;

async function write(role: 'origin' | 'triage' | 'linked', by: Person, text: string, secondsAgo = 0) {
  const thread = await prisma().ticketThread.findFirstOrThrow({
    where: { role },
    include: { channel: true },
  });
  const at = moving.desk.clock.now().getTime() / 1_000 - secondsAgo;
  const place = {
    ...{ channel: thread.channel.slackChannelId, threadTs: thread.threadTs, user: slackIdOf(by) },
    ts: `${at.toFixed(0)}.${String(text.length).padStart(6, '0')}`,
  };
  await ingestMessage(moving.desk, posted(place, text));
  return place;
}

const commentsOf = () =>
  prisma().comment.findMany({
    orderBy: { id: 'asc' },
    select: { content: true, commentType: true, projectId: true },
  });

describe('what is said', () => {
  it('a card with its own thread there, a line for the reporter, and a line where the card was', async () => {
    await move('ana');
    await send();
    expect(kindsIn('CHR')).toEqual(['triage_card', 'moved']);
    expect(saidIn('CHR')[0]).toMatchObject({ card: { number: 'HR-1' } });
    expect(saidIn('CHR')[1]).toMatchObject({ audience: 'triage', from: 'IT-1', hasNotesLeft: false });
    expect(kindsIn('CTRIAGE')).toEqual(['moved_away', 'moved_away']);
    expect(saidIn('CTRIAGE')[0]).toMatchObject({ from: 'IT-1', to: 'HR-1', toName: 'Human Resources' });
    expect(saidIn('DUBO').map((said) => [said.kind, 'card' in said ? said.card?.number : null])).toEqual([
      ['origin_card', 'HR-1'],
      ['moved', null],
    ]);
    const threads = await prisma().ticketThread.findMany({
      orderBy: { id: 'asc' },
      include: { channel: true },
    });
    expect(threads.map(({ role, projectId, channel }) => [role, projectId, channel.slackChannelId])).toEqual(
      expect.arrayContaining([
        ['linked', moving.it_.project.id, 'CTRIAGE'],
        ['triage', null, 'CHR'],
        ['origin', null, 'DUBO'],
      ]),
    );
  });

  it('once, however often it is sent, and once for every move there and back', async () => {
    await move('ada');
    await send();
    await move('ada', 'IT');
    await send();
    await move('ada');
    await send();
    expect(kindsIn('CHR')).toEqual(['moved_away', 'moved', 'moved_away', 'triage_card', 'moved']);
    expect(kindsIn('CTRIAGE')).toEqual(['moved_away', 'moved_away', 'moved_away', 'moved', 'moved_away']);
  });

  it('a mover who is its reporter is not told of their own act in their direct messages', async () => {
    const own = await moving.it_.open({ reporterId: moving.it_.userId('ana') }, 'ana');
    await send();
    await moveTicket(moving.desk, await moving.it_.actor('ana'), own, 'HR', {
      withNotes: false,
      isConfirmed: false,
    });
    await send();
    expect(kindsIn('DUANA')).toEqual(['origin_card']);
  });

  it('to the admins, where the project has no triage channel, until it has one', async () => {
    await prisma().channel.updateMany({
      where: { slackChannelId: 'CHR' },
      data: { role: null, projectId: null },
    });
    await say('ana', 'public', 'Looking');
    await move('ana');
    await send();
    expect(kindsIn('DUADA')).toEqual(['admin_card']);
    expect(await prisma().post.count({ where: { state: 'failed' } })).toBe(0);
    await setTriageChannel(moving.desk, await moving.it_.actor('ada'), 'HR', 'CHR');
    await send();
    expect([kindsIn('CHR'), kindsIn('DUADA')]).toEqual([['triage_card'], []]);
  });

  it('a card that was never sent is sent to the next project alone', async () => {
    moving.carrier.failNext('post', { kind: 'transient', reason: 'busy', retryAfterMs: 60_000 } as never, {
      slackChannelId: 'CTRIAGE',
    });
    moving.number = await moving.it_.open();
    await move('ana');
    moving.desk.clock.advance(120_000);
    await send();
    expect(textOf('CTRIAGE')).not.toContain(moving.number);
    expect(kindsIn('CHR')).toEqual(['triage_card', 'moved']);
  });
});

describe('the thread that it has left', () => {
  it('keeps what is written there for its agents, also what comes late or was on its way', async () => {
    await write('triage', 'ana', 'before');
    moving.desk.clock.advance(5_000);
    await move('ana');
    await send();
    await write('linked', 'ben', 'written before, told late', 20);
    moving.desk.clock.advance(5_000);
    await write('linked', 'ben', 'written after');
    expect(await commentsOf()).toEqual(
      ['before', 'written before, told late', 'written after'].map((content) => ({
        ...{ content, commentType: 'internal', projectId: moving.it_.project.id },
      })),
    );
    await send();
    expect(textOf('CHR')).not.toContain('written');
  });

  it('follows nothing: what would be brought up to date there is taken out', async () => {
    const asked = await write('origin', 'bo', 'It broke');
    const other = await write('origin', 'bo', 'Who can help?');
    await say('ana', 'public', 'We look at it');
    await send();
    expect(kindsIn('CTRIAGE')).toEqual(['triage_card', 'mirror', 'mirror', 'reply_receipt']);
    await move('ana');
    await send();
    expect(kindsIn('CTRIAGE')).toEqual(['moved_away', 'mirror', 'mirror', 'reply_receipt', 'moved_away']);
    const edit = { text: 'My pay is wrong', previousText: 'It broke', editTs: `${Number(asked.ts) + 5}` };
    await ingestMessage(
      moving.desk,
      edited(asked, { ...edit, editTs: asked.ts.replace('.', '.9').slice(0, 17) }),
    );
    await ingestMessage(
      moving.desk,
      deleted(other, { previousText: 'Who can help?', deletedAtTs: other.ts }),
    );
    await send();
    expect(kindsIn('CTRIAGE')).toEqual(['moved_away', 'reply_receipt', 'moved_away']);
    expect(textOf('CTRIAGE')).not.toContain('pay');
    await write('origin', 'bo', 'Hello?');
    await send();
    // What was said before is carried there, as it is by now.
    expect(kindsIn('CHR')).toEqual(['triage_card', 'moved', 'mirror', 'mirror', 'mirror']);
    expect(textOf('CHR')).toContain('We look at it');
    expect(textOf('CTRIAGE')).not.toContain('Hello?');
  });

  it('and what its agent edits of an answer shows everywhere else', async () => {
    const { commentId } = await say('ada', 'public', 'We look at it');
    await send();
    await move('ana');
    await send();
    await editReply(moving.desk, await moving.it_.actor('ada'), commentId, 'We looked at it');
    await send();
    expect(textOf('DUBO')).toContain('We looked at it');
    expect(kindsIn('CTRIAGE')).toEqual(['moved_away', 'moved_away']);
  });
});

it('a message that arrives while the ticket moves is kept once, by the project of its moment', async () => {
  const written = await Promise.all([
    write('triage', 'ana', 'one', 3),
    move('ada'),
    write('triage', 'ben', 'three', 2),
    write('origin', 'bo', 'by Bo', 1),
  ]);
  expect(written).toHaveLength(4);
  const comments = await commentsOf();
  expect(comments).toHaveLength(3);
  for (const { projectId } of comments.filter(({ commentType }) => commentType === 'internal'))
    expect(projectId).toBe(moving.it_.project.id);
});

it('the agents there get the files of what was said in direct messages, those before keep theirs', async () => {
  const thread = await prisma().ticketThread.findFirstOrThrow({
    where: { role: 'origin' },
    include: { channel: true },
  });
  const file = (id: string) => ({
    ...{ slackFileId: id, name: `${id}.png`, mimeType: null, sizeBytes: 7, urlPrivate: null },
  });
  const { id: ticketId } = await prisma().ticket.findUniqueOrThrow({
    where: { ticketNumber: moving.number },
  });
  await prisma().attachment.create({ data: { ticketId, slackFileId: 'F1', name: 'F1.png', sizeBytes: 7n } });
  const at = `${moving.desk.clock.now().getTime() / 1_000}.000100`;
  const place = { channel: thread.channel.slackChannelId, threadTs: thread.threadTs, user: 'UBO', ts: at };
  await ingestMessage(moving.desk, posted(place, 'Look', { files: [file('F2')] }));
  await send();
  await move('ana');
  await send();
  const filesIn = (channel: string) =>
    saidIn(channel).flatMap((said) => (said.kind === 'carried_file' ? [said.file.name] : []));
  expect(filesIn('CHR')).toEqual(['F1.png', 'F2.png']);
  expect(filesIn('CTRIAGE')).toEqual(['F2.png']);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { withdrawReply } from '../../../src/services/comments/edit-reply.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { BOT_USER_ID, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { contentOf } from '../../support/shown.js';

const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const prisma = () => fixture.desk.database.prisma;
const commentBy = async (person: Person) =>
  addComment(fixture.desk, await it_.actor(person), number, {
    text: 'here it is',
    commentType: 'public',
    sourceKey: `view:${person}`,
  });

describe('a comment by command or form', () => {
  it('answers a waiting ticket as a reply does: the clock goes on and the assignee is mentioned', async () => {
    const ana = await it_.actor('ana');
    await assignTicket(fixture.desk, ana, number, { kind: 'me' });
    await changeStatus(fixture.desk, ana, number, 'wait');
    await commentBy('bo');
    expect(await prisma().ticket.findFirstOrThrow()).toMatchObject({
      status: 'in_progress',
      clockPausedAt: null,
    });
    const mirror = await prisma().post.findFirstOrThrow({ where: { kind: 'mirror' } });
    expect(await contentOf(fixture.desk, mirror)).toMatchObject({
      mentions: ['UANA'],
    });
  });

  it('is not mirrored in a project that mirrors nothing', async () => {
    await prisma().project.update({ where: { id: it_.project.id }, data: { mirrorMode: 'none' } });
    await commentBy('bo');
    expect(await prisma().post.count({ where: { kind: 'mirror' } })).toBe(0);
    expect(await prisma().post.count({ where: { kind: 'reply' } })).toBe(1);
  });
});

describe('a mistyped command in a ticket’s thread', () => {
  it('is kept as a comment, and is no response', async () => {
    const threadTs = '1772445000.000100';
    const talk = { kind: 'thread', channelId: it_.help.id, threadTs, isRootDescription: true } as const;
    number = await it_.open({ talk });
    const said = async (ts: string, text: string) =>
      ingestMessage(fixture.desk, {
        kind: 'posted',
        channel: 'CHELP',
        channelType: 'channel',
        ts,
        threadTs,
        user: 'UANA',
        userTeam: 'T1',
        text,
        files: [],
        parentUser: 'UBO',
        isBroadcast: false,
        isMe: false,
      });
    expect(await said('1772445601.000100', `<@${BOT_USER_ID}> tkae`)).toMatchObject({ outcome: 'added' });
    const ticket = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    expect(await ticket()).toMatchObject({ status: 'new', firstRespondedAt: null });
    await said('1772445602.000100', 'I take a look');
    expect(await ticket()).toMatchObject({ status: 'open' });
  });
});

describe('a reply that was withdrawn', () => {
  it('can be said again by a command, and is not sent again by the form it came from', async () => {
    const ana = await it_.actor('ana');
    const say = (sourceKey: string) =>
      addComment(fixture.desk, ana, number, { text: 'We are on it', commentType: 'public', sourceKey });
    const first = await say('command:1');
    await withdrawReply(fixture.desk, ana, first.commentId);
    expect((await say('command:2')).isNew).toBe(true);
    const sent = await say('send:CTRIAGE:1.000100');
    await withdrawReply(fixture.desk, ana, sent.commentId);
    await expect(say('send:CTRIAGE:1.000100')).rejects.toThrow(/withdrawn/);
  });
});

describe('who is shown as an agent', () => {
  it.each<[string, Person, { isMember: boolean; isRemoved?: boolean }, boolean]>([
    ['somebody in the triage channel', 'ana', { isMember: true }, true],
    ['somebody who left it', 'ana', { isMember: false }, false],
    ['somebody removed by an admin', 'ana', { isMember: true, isRemoved: true }, false],
    ['a guest whose row says member', 'gus', { isMember: true }, false],
    ['an outsider whose row says member', 'olga', { isMember: true }, false],
  ])('%s', async (_name, person, facts, isAuthorAgent) => {
    const projectId = it_.project.id;
    const userId = it_.userId(person);
    await prisma().projectAgent.upsert({
      where: { projectId_userId: { projectId, userId } },
      create: { projectId, userId, ...facts },
      update: facts,
    });
    const ticket = await prisma().ticket.findFirstOrThrow();
    const comment = await prisma().comment.create({
      data: { ticketId: ticket.id, authorId: userId, content: 'x', projectId },
    });
    const post = await prisma().post.create({
      data: {
        key: 'k',
        kind: 'mirror',
        ticketId: ticket.id,
        commentId: comment.id,
        channelId: it_.triage.id,
      },
    });
    expect(await contentOf(fixture.desk, post)).toMatchObject({
      comment: { isAuthorAgent },
    });
  });
});

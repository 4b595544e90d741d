/** A ticket that is talked about in direct messages gets another reporter. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { editReply } from '../../../src/services/comments/edit-reply.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { REFUSED, UNKNOWN, useOutbox } from '../../support/outbox.js';

const outbox = useOutbox({ cardRestMs: 0 });
const { kindsIn, prisma, saidIn, send } = outbox;
let number: string;

beforeEach(async () => {
  number = await outbox.it_.open();
  await send();
});

const reply = async (text: string, key: string) =>
  addComment(outbox.desk, await outbox.it_.actor('ana'), number, {
    text,
    commentType: 'public',
    sourceKey: key,
  });
const handOver = async () =>
  editTicket(outbox.desk, await outbox.it_.actor('ana'), number, { reporterSlackUserId: 'UCLEO' });

describe('a ticket in direct messages that gets another reporter', () => {
  it('is talked about with the new one, and the old one is shown nothing more', async () => {
    const earlier = await reply('for Bo', 'view:1');
    await send();
    await handOver();
    await reply('for Cleo', 'view:2');
    await editReply(outbox.desk, await outbox.it_.actor('ana'), earlier.commentId, 'changed since');
    await send();
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'reply']);
    expect(JSON.stringify(saidIn('DUBO'))).not.toMatch(/for Cleo|changed since/);
    expect(kindsIn('DUCLEO')).toEqual(['origin_card', 'reply']);
    await expect(viewTicket(outbox.desk, await outbox.it_.actor('bo'), number)).rejects.toThrow(/no ticket/);
    expect((await viewTicket(outbox.desk, await outbox.it_.actor('cleo'), number)).card.number).toBe(number);
  });

  it('belongs to the new one also when the old one’s card was just on its way', async () => {
    number = await outbox.it_.open();
    const release = outbox.carrier.hold('post');
    await outbox.sender.wake();
    await vi.waitFor(
      () => expect(outbox.carrier.calls.filter((call) => call === 'post DUBO')).toHaveLength(2),
      {
        interval: 2,
        timeout: 5_000,
      },
    );
    await handOver();
    release();
    await reply('for Cleo', 'view:2');
    await send();
    const onTheWay = saidIn('DUBO').filter((content) => JSON.stringify(content).includes(number));
    expect(onTheWay).toEqual([]);
    expect(kindsIn('DUCLEO')).toEqual(['origin_card', 'reply']);
    const origin = await prisma().ticketThread.findMany({
      where: { role: 'origin', ticket: { ticketNumber: number } },
      include: { channel: true },
    });
    expect(origin.map(({ channel }) => channel.slackChannelId)).toEqual(['DUCLEO']);
  });

  it('also when the process was killed while that card was on its way', async () => {
    number = await outbox.it_.open();
    const lost = { kind: 'ambiguous', cause: 'ECONNRESET' } as const;
    outbox.carrier.failNext('post', lost, { isDone: true, slackChannelId: 'DUBO' });
    await outbox.sender.wake();
    await vi.waitFor(() => expect(outbox.sender.isIdle()).toBe(true), { interval: 2, timeout: 5_000 });
    await handOver();
    outbox.desk.clock.advance(600_000);
    await send();
    const left = saidIn('DUBO').filter((content) => JSON.stringify(content).includes(number));
    expect(left).toEqual([]);
    expect(kindsIn('DUCLEO')).toEqual(['origin_card']);
  });

  it('is told what an agent answered just before, where nobody knows whether the old one was', async () => {
    await reply('the answer', 'view:1');
    outbox.carrier.failNext('post', UNKNOWN, { isDone: false, slackChannelId: 'DUBO' });
    await outbox.sender.wake();
    await vi.waitFor(() => expect(outbox.sender.isIdle()).toBe(true), { interval: 2, timeout: 5_000 });
    await handOver();
    outbox.desk.clock.advance(600_000);
    await send();
    expect(kindsIn('DUBO')).toEqual(['origin_card']);
    expect(saidIn('DUCLEO')).toMatchObject([
      { kind: 'origin_card' },
      { kind: 'reply', comment: { content: 'the answer' } },
    ]);
  });

  it('is told what Slack refused to tell the old one, who may have left', async () => {
    number = await outbox.it_.open();
    outbox.carrier.failNext('post', REFUSED, { slackChannelId: 'DUBO' });
    await reply('the answer', 'view:1');
    await send();
    outbox.desk.clock.advance(600_000);
    await send();
    await handOver();
    await send();
    expect(kindsIn('DUBO')).toEqual(['origin_card']);
    expect(kindsIn('DUCLEO')).toEqual(['origin_card', 'reply']);
  });

  it('keeps what the old one still writes, for the agents alone', async () => {
    const thread = await prisma().ticketThread.findFirstOrThrow({
      where: { role: 'origin' },
      include: { channel: true },
    });
    await handOver();
    outbox.desk.clock.advance(1_000);
    await ingestMessage(outbox.desk, {
      kind: 'posted',
      channel: thread.channel.slackChannelId,
      channelType: 'im',
      ts: '1999999999.000100',
      threadTs: thread.threadTs,
      user: 'UBO',
      userTeam: 'T1',
      text: 'by the way',
      files: [],
      parentUser: 'UBOT',
      isBroadcast: false,
      isMe: false,
    });
    expect(await prisma().comment.findFirstOrThrow()).toMatchObject({
      content: 'by the way',
      commentType: 'internal',
    });
    expect(await prisma().post.count({ where: { kind: 'mirror' } })).toBe(0);
  });
});

describe('a ticket in a channel that gets another reporter', () => {
  it('stays where it is', async () => {
    number = await outbox.it_.open({ talk: { kind: 'channel', channelId: outbox.it_.help.id } });
    await send();
    await handOver();
    await send();
    const threads = await prisma().ticketThread.findMany({
      where: { ticket: { ticketNumber: number }, role: 'origin' },
    });
    expect(threads.map(({ channelId }) => channelId)).toEqual([outbox.it_.help.id]);
  });
});

describe('somebody who is no agent or admin any more', () => {
  it('is not told of a breach, and their card of a desk without triage channel goes', async () => {
    const admin = await prisma().user.findUniqueOrThrow({ where: { slackUserId: 'UADA' } });
    number = await outbox.it_.open({ projectId: outbox.it_.hr.id });
    await send();
    expect(saidIn('DUADA').map(({ kind }) => kind)).toEqual(['admin_card']);
    await prisma().user.update({ where: { id: admin.id }, data: { isSuperuser: false } });
    await editTicket(outbox.desk, await outbox.it_.actor('hedy'), number, { title: 'Salaries' });
    await prisma().post.create({
      data: {
        key: 'breach:x',
        kind: 'breach',
        ticketId: (await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } })).id,
        userId: admin.id,
        payload: {
          target: 'response',
          breachedAt: new Date().toISOString(),
          targetSeconds: 60,
          audience: 'admin',
        },
      },
    });
    outbox.desk.clock.advance(5_000);
    await send();
    expect(saidIn('DUADA')).toEqual([]);
  });
});

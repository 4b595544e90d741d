/** A ticket is made confidential, or that is taken back: who sees it, and what was told before. */
import { describe, expect, it, vi } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { withdrawReply } from '../../../src/services/comments/edit-reply.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { claimPost } from '../../../src/services/posts/claim-posts.js';
import { sendPost } from '../../../src/services/posts/send-post.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import type { Person } from '../../support/it-project.js';
import { file, posted } from '../../support/messages.js';
import { useOutbox } from '../../support/outbox.js';

const outbox = useOutbox({ cardRestMs: 0 });
const { kindsIn, prisma, saidIn, send, threadsOf } = outbox;
const change = async (number: string, isConfidential = true, by: Person = 'ana') =>
  changeConfidentiality(outbox.desk, await outbox.it_.actor(by), number, isConfidential);
const reply = async (number: string, text: string, key: string) =>
  addComment(outbox.desk, await outbox.it_.actor('ana'), number, {
    text,
    commentType: 'public',
    sourceKey: key,
  });
const inHelp = async () => {
  const number = await outbox.it_.open({ talk: { kind: 'channel', channelId: outbox.it_.help.id } });
  await send();
  return number;
};
const withoutTriage = () =>
  prisma().channel.update({ where: { id: outbox.it_.triage.id }, data: { role: null, projectId: null } });

describe('made confidential while it is talked about in a public channel', () => {
  it('the bot takes its own out, goes on in direct messages and says what stays', async () => {
    const number = await inHelp();
    await reply(number, 'Call me', 'view:1');
    await send();
    expect(kindsIn('CHELP')).toEqual(['origin_card', 'reply']);
    const made = await change(number);
    expect(made).toMatchObject({ isChanged: true, left: { slackChannelId: 'CHELP' } });
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'confidentiality', 'reply']);
    expect(saidIn('DUBO')).toContainEqual(
      expect.objectContaining({ kind: 'confidentiality', leftSlackChannelId: 'CHELP' }),
    );
    expect(kindsIn('CTRIAGE')).toContain('confidentiality');
    expect(await threadsOf(number)).toEqual(
      expect.arrayContaining(['linked CHELP', 'triage CTRIAGE', 'origin DUBO']),
    );
    await changeStatus(outbox.desk, await outbox.it_.actor('ana'), number, 'resolve', { text: 'All good' });
    await send();
    expect(saidIn('CHELP')).toEqual([]);
  });

  it('what an agent gave the reporter there goes along with its files', async () => {
    const number = await inHelp();
    const thread = await prisma().ticketThread.findFirstOrThrow({ where: { role: 'triage' } });
    const ts = `${Math.floor(outbox.desk.clock.now().getTime() / 1_000)}.000100`;
    const place = { channel: 'CTRIAGE', ts, threadTs: thread.threadTs, user: 'UANA' };
    await ingestMessage(outbox.desk, posted(place, 'Sign this', { files: [file('F1')] }));
    const { commentId } = await addComment(outbox.desk, await outbox.it_.actor('ana'), number, {
      ...{ text: 'Sign this', commentType: 'public', sourceKey: `send:CTRIAGE:${ts}` },
      filesOf: { slackChannelId: 'CTRIAGE', ts },
    });
    await send();
    expect(kindsIn('CHELP')).toEqual(['origin_card', 'reply', 'carried_file']);
    await change(number);
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'confidentiality', 'reply', 'carried_file']);
    await withdrawReply(outbox.desk, await outbox.it_.actor('ana'), commentId);
    await send();
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'confidentiality']);
  });

  it('what people go on writing there is kept, and answered nowhere but in direct messages', async () => {
    const number = await inHelp();
    const thread = await prisma().ticketThread.findFirstOrThrow({ where: { role: 'origin' } });
    await changeStatus(outbox.desk, await outbox.it_.actor('ana'), number, 'close');
    await change(number);
    await send();
    await ingestMessage(outbox.desk, {
      ...{
        kind: 'posted',
        channel: 'CHELP',
        channelType: 'channel',
        ts: `${Math.floor(outbox.desk.clock.now().getTime() / 1_000)}.000100`,
      },
      ...{ threadTs: thread.threadTs, user: 'UBO', userTeam: 'T1', text: 'It is back', files: [] },
      ...{ parentUser: 'UBOT', isBroadcast: false, isMe: false },
    });
    await send();
    expect(await prisma().comment.findMany()).toMatchObject([
      { content: 'It is back', commentType: 'public' },
    ]);
    expect(kindsIn('CTRIAGE')).toContain('mirror');
    expect(kindsIn('DUBO')).toContain('offer_new_ticket');
    expect(saidIn('CHELP')).toEqual([]);
  });

  it('is done once, also by two at the same moment', async () => {
    const number = await inHelp();
    const [ana, ben] = await Promise.all([change(number), change(number, true, 'ben')]);
    expect([ana.isChanged, ben.isChanged].sort()).toEqual([false, true]);
    await send();
    expect(await prisma().changelogEntry.count({ where: { action: 'confidentiality' } })).toBe(1);
    expect(kindsIn('DUBO')).toEqual(['origin_card', 'confidentiality']);
    expect(kindsIn('CHELP')).toEqual([]);
  });

  it.each([
    ['in hand, before Slack is called', 'pending'],
    ['on its way to Slack', 'sending'],
  ] as const)(
    'an answer that is just %s does not stay there, and reaches the reporter',
    async (_name, moment) => {
      const number = await inHelp();
      await reply(number, 'the salary is 100', 'view:1');
      if (moment === 'sending') {
        const release = outbox.carrier.hold('post');
        await outbox.sender.wake();
        await vi.waitFor(
          () => expect(outbox.carrier.calls.filter((call) => call === 'post CHELP')).toHaveLength(2),
          {
            interval: 2,
            timeout: 30_000,
          },
        );
        await change(number);
        release();
      } else {
        const post = await prisma().post.findFirstOrThrow({ where: { kind: 'reply' } });
        await prisma().post.update({ where: { id: post.id }, data: { threadTs: '1700000000.000100' } });
        await change(number);
      }
      await send();
      expect(saidIn('CHELP')).toEqual([]);
      const answers = saidIn('DUBO').filter(({ kind }) => kind === 'reply');
      expect(JSON.stringify(answers)).toContain('the salary is 100');
      expect(answers).toHaveLength(1);
    },
  );

  it('a sender that has an answer in hand says nothing there, and it reaches the reporter', async () => {
    const number = await inHelp();
    await reply(number, 'Hello', 'view:1');
    await send();
    await reply(number, 'the salary is 100', 'view:2');
    const claimed = await claimPost(outbox.desk, outbox.it_.help.id);
    if (claimed === null) throw new Error('Nothing is to be sent');
    expect(claimed.post.kind).toBe('reply');
    await change(number);
    expect(await sendPost(outbox.desk, outbox.carrier, claimed, { cardRestMs: 0 })).toBe('done');
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(JSON.stringify(saidIn('DUBO'))).toContain('the salary is 100');
  });
});

describe('who followed it before', () => {
  it('stays where an agent added them, and is let go where they had added themselves', async () => {
    const number = await inHelp();
    const { desk } = outbox;
    await watchTicket(desk, await outbox.it_.actor('cleo'), number, { watch: true });
    await watchTicket(desk, await outbox.it_.actor('ben'), number, { watch: true });
    await watchTicket(desk, await outbox.it_.actor('ana'), number, { watch: true, slackUserId: 'UHEDY' });
    expect(await change(number, true, 'bo')).toMatchObject({ readersRemoved: 1 });
    const left = await prisma().watcher.findMany({ orderBy: { userId: 'asc' } });
    expect(left.map(({ userId }) => userId)).toEqual([outbox.it_.userId('ben'), outbox.it_.userId('hedy')]);
    await expect(watchTicket(desk, await outbox.it_.actor('cleo'), number, { watch: true })).rejects.toThrow(
      /no ticket/,
    );
  });

  it('an admin who is no agent of its project does not keep it', async () => {
    const number = await outbox.it_.open({ assigneeId: outbox.it_.userId('ada') }, 'ana');
    await change(number);
    expect(await prisma().ticket.findFirstOrThrow()).toMatchObject({ assigneeId: null, confidential: true });
  });
});

describe('what was told elsewhere', () => {
  it('is shown no longer: a watcher’s line, an admin’s card, an alert, a note in a private channel', async () => {
    await withoutTriage();
    const number = await outbox.it_.open({
      talk: {
        kind: 'linked',
        channelId: outbox.it_.secret.id,
        threadTs: '1700000000.000100',
        includeEarlier: false,
      },
    });
    await watchTicket(outbox.desk, await outbox.it_.actor('ana'), number, {
      watch: true,
      slackUserId: 'UCLEO',
    });
    // What comes within a minute would wait for its end.
    outbox.desk.clock.advance(60_000);
    await prisma().changelogEntry.count();
    const ticket = await prisma().ticket.findFirstOrThrow();
    const told = { audience: 'escalation', target: 'response', percent: 100, targetSeconds: 1, noticeId: 1 };
    const alert = {
      kind: 'breach',
      ticketId: ticket.id,
      payload: { ...told, at: new Date(0).toISOString() },
      nextAttemptAt: new Date(0),
    };
    await prisma().post.createMany({
      data: [
        { ...alert, key: 'breach:hedy', userId: outbox.it_.userId('hedy') },
        { ...alert, key: 'breach:leads', channelId: outbox.it_.secret.id },
      ],
    });
    await changeStatus(outbox.desk, await outbox.it_.actor('ana'), number, 'resolve');
    await prisma().ticket.updateMany({ data: { responseBreachedAt: new Date(0) } });
    await send();
    expect(JSON.stringify(saidIn('CSECRET'))).toContain('VPN down');
    expect(JSON.stringify(saidIn('DUADA'))).toContain('VPN down');
    expect(kindsIn('DUHEDY')).toEqual(['breach']);
    await change(number);
    await send();
    expect(saidIn('CSECRET')).toMatchObject([
      { kind: 'linked_note', ticket: null },
      { kind: 'breach', alert: { number: null, card: null } },
    ]);
    expect(saidIn('DUADA')).toMatchObject([{ kind: 'admin_card', card: { isClosed: true, number } }]);
    expect(JSON.stringify([saidIn('CSECRET'), saidIn('DUADA')])).not.toContain('VPN down');
    expect(saidIn('DUHEDY')).toEqual([]);
    expect(kindsIn('DUCLEO')).toEqual(['made_watcher', 'status_line']);

    await change(number, false);
    await send();
    expect(JSON.stringify(saidIn('CSECRET'))).toContain('VPN down');
    expect(saidIn('DUADA')).toMatchObject([{ kind: 'admin_card', card: { title: 'VPN down' } }]);
  });
});

describe('taken back', () => {
  it('by an agent alone; the conversation stays in direct messages', async () => {
    const number = await inHelp();
    await change(number, true, 'bo');
    await send();
    await expect(change(number, false, 'bo')).rejects.toThrow(/Only agents of its project can take back/);
    await expect(change(number, false, 'ada')).rejects.toThrow(/is confidential/);
    expect(await change(number, false)).toMatchObject({ isChanged: true, left: null });
    await send();
    expect(saidIn('CHELP')).toEqual([]);
    expect(await threadsOf(number)).toContain('origin DUBO');
    const history = await prisma().changelogEntry.findMany({
      where: { action: 'confidentiality' },
      orderBy: { id: 'asc' },
    });
    expect(history.map(({ newValue }) => newValue)).toEqual(['confidential', 'open']);
  });

  it.each(['cleo', 'hedy', 'gus', 'olga'] as const)(
    '%s can neither make it so nor take it back',
    async (person) => {
      const number = await outbox.it_.open();
      await expect(change(number, true, person)).rejects.toThrow(/There is no ticket IT-1/);
      await expect(change(number, false, person)).rejects.toThrow(/There is no ticket IT-1/);
    },
  );
});

/** Copies of files, which Slack shares in its own time: given once, and gone for good where they may not be seen. */
import { describe, expect, it } from 'vitest';
import { withdrawPosts } from '../../src/services/posts/withdraw-posts.js';
import { UNKNOWN, useOutbox } from '../support/outbox.js';

const outbox = useOutbox();
const { enqueue, line, prisma, said, send } = outbox;

describe('a copy of a file', () => {
  async function enqueueCopy(): Promise<void> {
    const number = await outbox.it_.open();
    await send();
    const ticket = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    const { id } = await prisma().attachment.create({
      data: { ticketId: ticket.id, slackFileId: 'F1', name: 'error.png', sizeBytes: 7n },
    });
    await enqueue({
      ...{
        key: `file:${id}:triage`,
        kind: 'carried_file',
        ticketId: ticket.id,
        payload: { attachmentId: id },
      },
      ...{ threadRole: 'triage', channelId: outbox.it_.triage.id },
    });
    await enqueue(line('next', { channelId: outbox.it_.triage.id }));
  }

  const copyPosts = () => outbox.carrier.calls.filter((call) => call === 'post CTRIAGE').length - 1;
  const copyCalls = () =>
    outbox.carrier.calls.filter((call) => ['post CTRIAGE', 'removeFile CTRIAGE'].includes(call));
  const pass = async (seconds: number) => {
    for (let left = seconds; left > 0; left -= 1) {
      outbox.desk.clock.advance(1_000);
      await send();
    }
  };

  it('whose outcome is unknown is looked for as long as Slack may take to show it, before it is given again', async () => {
    await enqueueCopy();
    outbox.carrier.failNext('post', UNKNOWN, { slackChannelId: 'CTRIAGE' });
    await send();
    await pass(30);
    expect(copyPosts()).toBe(1);
    expect(outbox.carrier.files.size).toBe(1);
    await pass(2);
    expect(copyCalls().slice(-3)).toEqual(['removeFile CTRIAGE', 'post CTRIAGE', 'post CTRIAGE']);
    expect(outbox.carrier.files.size).toBe(1);
    expect(said()).toEqual(
      expect.arrayContaining(['CTRIAGE in thread: carried_file', 'CTRIAGE: setup_notice']),
    );
  });

  it('that can never be given is left out in minutes, told to nobody, and holds nothing up for longer', async () => {
    await enqueueCopy();
    outbox.carrier.failNext('post', UNKNOWN, { slackChannelId: 'CTRIAGE', times: 3 });
    await send();
    for (let minute = 0; minute < 20; minute += 1) {
      outbox.desk.clock.advance(60_000);
      await send();
    }
    expect(said()).toContain('CTRIAGE: setup_notice');
    expect(said().join()).not.toContain('carried_file');
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
    expect(outbox.carrier.files.size).toBe(0);
  });

  it('that must not be seen any more is gone at the next look, before its message was ever seen', async () => {
    await enqueueCopy();
    outbox.carrier.failNext('post', UNKNOWN, { slackChannelId: 'CTRIAGE' });
    await send();
    expect(outbox.carrier.files.size).toBe(1);
    await withdrawPosts(prisma(), { kind: 'carried_file' });
    await pass(1);
    expect(outbox.carrier.files.size).toBe(0);
    await pass(60);
    expect(said()).toContain('CTRIAGE: setup_notice');
    expect(copyPosts()).toBe(2);
  });

  it('is given again, and left out, only once what may come late of it is gone', async () => {
    await enqueueCopy();
    outbox.carrier.failNext('post', UNKNOWN, { slackChannelId: 'CTRIAGE', times: 3 });
    outbox.carrier.failNext('removeFile', UNKNOWN, { times: 2 });
    await send();
    for (let minute = 0; minute < 30; minute += 1) {
      outbox.desk.clock.advance(60_000);
      await send();
      expect(outbox.carrier.files.size).toBeLessThan(2);
    }
    expect(outbox.carrier.files.size).toBe(0);
    expect(said()).toContain('CTRIAGE: setup_notice');
  });

  it('that Slack does not let go is told to the admins', async () => {
    await enqueueCopy();
    outbox.carrier.failNext('post', UNKNOWN, { slackChannelId: 'CTRIAGE', times: 3 });
    outbox.carrier.failNext('removeFile', { kind: 'permanent', code: 'cant_delete_file' }, { times: 9 });
    await send();
    for (let minute = 0; minute < 20; minute += 1) {
      outbox.desk.clock.advance(60_000);
      await send();
    }
    expect(outbox.carrier.files.size).toBe(1);
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
  });

  it('of which the file is gone is left out at once', async () => {
    await enqueueCopy();
    outbox.carrier.failNext(
      'post',
      { kind: 'permanent', code: 'file_not_there' },
      { slackChannelId: 'CTRIAGE' },
    );
    await send();
    expect(said()).toContain('CTRIAGE: setup_notice');
    expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(0);
  });
});

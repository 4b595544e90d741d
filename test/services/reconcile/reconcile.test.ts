/** What Slack never delivered is found by reading again: once, and at its own time. */
import { describe, expect, it } from 'vitest';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { deleted, edited, posted } from '../../support/messages.js';
import { FREELY, place, said, THREAD_TS, ts, useMissed } from './missed.js';

const missed = useMissed();
const { afterGap, comments, lastRun, recoverAll, recoveredPosts, shown, slackHas, thread, ticketWithThread } =
  missed;

describe('what was missed', () => {
  it('replies come with their own times, and their agents are told once', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'hello?'));
    slackHas(said(10, 'bo', 'hello?'), said(20, 'cleo', 'me too'), said(30, 'bo', 'anybody?'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: hello?', 'cleo: me too', 'bo: anybody?']);
    expect((await comments()).map(({ createdAt }) => createdAt.getTime())).toEqual(
      [10, 20, 30].map((s) => (1772445000 + s) * 1000),
    );
    const [post, ...more] = await recoveredPosts();
    expect(more).toEqual([]);
    expect(post).toMatchObject({ threadRole: 'triage', payload: { replies: 2, edits: 0, deletions: 0 } });
    expect(await lastRun()).toMatchObject({
      cause: 'gap',
      replies: 2,
      threadsRead: 1,
      finishedAt: missed.desk.clock.now(),
    });
  });

  it('nothing is made twice, however often it is read', async () => {
    await ticketWithThread();
    slackHas(
      said(10, 'bo', 'hello?'),
      edited(place(20, 'ana'), { text: 'try now', previousText: null, editTs: '1772445025.000000' }),
    );
    await recoverAll();
    const before = { comments: await comments(), posts: await missed.desk.database.prisma.post.count() };
    missed.desk.clock.advance(3_600_000);
    await recoverAll();
    expect({ comments: await comments(), posts: await missed.desk.database.prisma.post.count() }).toEqual(
      before,
    );
  });

  it('a first response during an outage counts when it happened', async () => {
    const ticketNumber = await ticketWithThread();
    missed.desk.clock.advance(3_600_000);
    slackHas(said(900, 'ana', 'on it'));
    await recoverAll();
    const ticket = await missed.desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
    expect(ticket.firstRespondedAt).toEqual(new Date((1772445000 + 900) * 1000));
  });

  it('an edit is found although nothing was added, with the earlier text kept', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'the printer'));
    slackHas(
      edited(place(10, 'bo'), { text: 'the scanner', previousText: null, editTs: '1772445060.000000' }),
    );
    await recoverAll();
    expect(await shown()).toEqual(['bo: the scanner, edited']);
    expect((await comments())[0]?.history.map(({ previousContent }) => previousContent)).toEqual([
      'the printer',
    ]);
    expect((await recoveredPosts())[0]?.payload).toEqual({ replies: 0, edits: 1, deletions: 0 });
  });

  it('a deletion is one where an older reply is still there', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'one'));
    await ingestMessage(missed.desk, said(20, 'bo', 'two'));
    slackHas(said(10, 'bo', 'one'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: one', 'bo: two, deleted']);
    expect((await recoveredPosts())[0]?.payload).toEqual({ replies: 0, edits: 0, deletions: 1 });
  });

  it('what Slack forgot stays visible', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'one'));
    await ingestMessage(missed.desk, said(20, 'bo', 'two'));
    slackHas(said(20, 'bo', 'two'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: one, gone', 'bo: two']);
    expect(await recoveredPosts()).toEqual([]);
    expect(await lastRun()).toMatchObject({ gone: 1, deletions: 0 });
  });

  it('a thread that is gone takes no comment with it, and one that is back has them again', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'one'));
    missed.desk.directory.refuse({ refused: 'no_thread' });
    await recoverAll();
    expect(await shown()).toEqual(['bo: one, gone']);
    expect(await thread()).toMatchObject({ reconcileRunId: null, uncheckedSinceAt: null });
    slackHas(said(10, 'bo', 'one'));
    await recoverAll();
    expect(await shown()).toEqual(['bo: one']);
  });

  it('a channel that cannot be looked at says nothing about what is in it', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'one'));
    missed.desk.directory.refuse({ refused: 'no_channel' }, 2);
    await recoverAll();
    expect(await shown()).toEqual(['bo: one']);
    expect(await lastRun()).toMatchObject({ unreadable: 1, threadsRead: 0 });
    expect((await thread()).uncheckedSinceAt).not.toBeNull();
  });

  it('the description follows its message, and a deleted root is noted and takes nothing along', async () => {
    const ticketNumber = await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'one'));
    const ofRoot = { ...place(0, 'bo'), ts: THREAD_TS };
    const editTs = '1772446000.000000';
    missed.desk.clock.advance(3_600_000);
    missed.desk.directory.setThread('CHELP', THREAD_TS, [
      edited(ofRoot, { text: 'VPN and mail down', previousText: null, editTs }),
      said(10, 'bo', 'one'),
    ]);
    await recoverAll();
    const ticket = () => missed.desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber } });
    expect((await ticket()).description).toBe('VPN and mail down');
    missed.desk.directory.setThread('CHELP', THREAD_TS, [
      deleted(ofRoot, { previousText: null, deletedAtTs: THREAD_TS }, { isTombstone: true }),
      said(10, 'bo', 'one'),
    ]);
    await recoverAll();
    await recoverAll();
    expect(await shown()).toEqual(['bo: one']);
    expect((await ticket()).description).toBe('VPN and mail down');
    expect(
      await missed.desk.database.prisma.changelogEntry.count({ where: { action: 'root_deleted' } }),
    ).toBe(1);
  });

  it('a reply that came a moment ago is left to its own event', async () => {
    await ticketWithThread();
    await afterGap();
    missed.desk.clock.advance(30_000);
    const now = Math.floor(missed.desk.clock.now().getTime() / 1_000);
    const young = posted({ ...place(0, 'bo'), ts: `${now - 5}.000100` }, 'just now');
    slackHas(said(10, 'bo', 'one'), young);
    await reconcile(missed.desk, FREELY);
    expect(await shown()).toEqual(['bo: one']);
  });

  it('a command to the bot becomes no comment by being read again', async () => {
    await ticketWithThread();
    slackHas(said(10, 'bo', '<@UBOT> help'));
    await recoverAll();
    expect(await shown()).toEqual([]);
    expect(await recoveredPosts()).toEqual([]);
  });

  it('what was redacted stays empty and is no edit, whatever Slack still has', async () => {
    const number = await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'my password'));
    const [comment] = await comments();
    if (comment === undefined) throw new Error('no comment');
    await redactTexts(missed.desk, await missed.it_.actor('ana'), number, { commentIds: [comment.id] });
    for (const text of ['my password', 'my password is here']) {
      const editTs = ts(text.length);
      slackHas(edited(place(10, 'bo'), { text, previousText: 'my password', editTs }));
      await recoverAll();
    }
    expect(await shown()).toEqual(['bo: ']);
    expect((await comments())[0]?.history).toEqual([]);
    expect(await recoveredPosts()).toEqual([]);
  });

  it('closed tickets are read for seven days', async () => {
    const ticketNumber = await ticketWithThread();
    const close = (daysAgo: number) => {
      const closedAt = new Date(missed.desk.clock.now().getTime() - daysAgo * 86_400_000);
      const data = {
        status: 'closed',
        statusCategory: 'done',
        closedAt,
        resolvedAt: closedAt,
        resolution: 'done',
      } as const;
      return missed.desk.database.prisma.ticket.update({ where: { ticketNumber }, data });
    };
    await close(8);
    await afterGap();
    expect((await thread()).reconcileRunId).toBeNull();
    await close(6);
    await afterGap();
    expect((await thread()).reconcileRunId).not.toBeNull();
  });
});

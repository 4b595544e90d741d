/** Threads are read again in their turn, and whatever breaks in the middle is gone on with. */
import { describe, expect, it } from 'vitest';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { beginHourlyRun } from '../../../src/services/reconcile/begin-hourly-run.js';
import { noteListening } from '../../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import type { TestDesk } from '../../support/desk.js';
import { edited, posted } from '../../support/messages.js';
import { FREELY, place, said, ts, useMissed } from './missed.js';

const missed = useMissed();
const { afterGap, recoverAll, recoveredPosts, shown, slackHas, thread, ticketWithThread } = missed;

describe('threads are read', () => {
  const isDue = async () => (await thread()).reconcileRunId !== null;

  it.each(['at a start, gap or not', 'every hour'])('%s, unless they just were', async (when) => {
    const connectedSinceAt = missed.desk.clock.now();
    const begin = () =>
      when === 'every hour'
        ? beginHourlyRun(missed.desk)
        : noteListening(missed.desk, { connectedSinceAt, isStart: true });
    await ticketWithThread();
    await begin();
    expect(await isDue()).toBe(true);
    await reconcile(missed.desk, FREELY);
    expect(await isDue()).toBe(false);
    missed.desk.clock.advance(19 * 60_000);
    await begin();
    expect(await isDue()).toBe(false);
    missed.desk.clock.advance(60_001);
    await begin();
    expect(await isDue()).toBe(true);
    expect((await thread()).uncheckedSinceAt).toBeNull();
  });

  it('in their turn without any gap, which finds the edit that nothing else tells of', async () => {
    await ticketWithThread();
    await ingestMessage(missed.desk, said(10, 'bo', 'the printer'));
    slackHas(
      edited(place(10, 'bo'), { text: 'the scanner', previousText: null, editTs: '1772445060.000000' }),
    );
    await beginHourlyRun(missed.desk);
    await reconcile(missed.desk, FREELY);
    expect(await shown()).toEqual(['bo: the scanner, edited']);
  });
});

describe('what breaks in the middle', () => {
  const five = () => [10, 20, 30, 40, 50].map((seconds) => said(seconds, 'cleo', `at ${seconds}`));
  const all = ['cleo: at 10', 'cleo: at 20', 'cleo: at 30', 'cleo: at 40', 'cleo: at 50'];

  it('a reading that was killed goes on with the page that it was reading, and its line counts everything', async () => {
    await ticketWithThread();
    slackHas(...five());
    missed.desk.directory.setPageSize(2);
    await afterGap();
    const { directory } = missed.desk;
    let pages = 0;
    const dying: TestDesk = {
      ...missed.desk,
      directory: {
        ...directory,
        readThreadPage: async (...asked) => {
          pages += 1;
          if (pages > 1) throw new Error('killed');
          return directory.readThreadPage(...asked);
        },
      },
    };
    await reconcile(dying, FREELY);
    expect(await shown()).toEqual(all.slice(0, 2));
    expect((await thread()).reconcileAfterTs).toBe(ts(20));
    missed.desk.clock.advance(60_000);
    const before = directory.asked.filter((question) => question.startsWith('readThreadPage')).length;
    await reconcile(missed.desk, FREELY);
    expect(await shown()).toEqual(all);
    expect(directory.asked.filter((question) => question.startsWith('readThreadPage')).length - before).toBe(
      2,
    );
    expect((await recoveredPosts()).map(({ payload }) => payload)).toEqual([
      { replies: 5, edits: 0, deletions: 0 },
    ]);
  });

  it('what Slack asks to wait is waited for, by everybody', async () => {
    await ticketWithThread();
    slackHas(...five());
    await afterGap();
    missed.desk.directory.refuse({ refused: 'busy', retryAfterSeconds: 30 });
    await reconcile(missed.desk);
    const asked = missed.desk.directory.asked.length;
    missed.desk.clock.advance(29_000);
    await reconcile(missed.desk);
    expect(missed.desk.directory.asked.length).toBe(asked);
    missed.desk.clock.advance(2_000);
    await reconcile(missed.desk);
    missed.desk.clock.advance(4_000);
    await reconcile(missed.desk);
    expect(await shown()).toEqual(all);
  });

  it('in a deletion too: it is not taken for granted before Slack has confirmed it', async () => {
    await ticketWithThread();
    for (const message of five()) await ingestMessage(missed.desk, message);
    slackHas(...five().slice(0, 4));
    await afterGap();
    const { directory } = missed.desk;
    const lying: TestDesk = {
      ...missed.desk,
      directory: {
        ...directory,
        readThreadPage: async (channel, threadTs, bounds) =>
          bounds?.onlyTs === undefined
            ? directory.readThreadPage(channel, threadTs, bounds)
            : {
                root: null,
                replies: [{ ts: bounds.onlyTs, message: said(50, 'cleo', 'at 50') }],
                isLast: true,
                replyCount: 5,
              },
      },
    };
    await reconcile(lying, FREELY);
    expect(await shown()).toEqual(all);
  });

  it('two processes share the work and read nothing twice', async () => {
    await ticketWithThread();
    slackHas(...five());
    await afterGap();
    const other: TestDesk = { ...missed.desk, directory: { ...missed.desk.directory } };
    await Promise.all([reconcile(missed.desk, FREELY), reconcile(other, FREELY)]);
    expect(await shown()).toEqual(all);
    const reads = missed.desk.directory.asked.filter((question) => question.startsWith('readThreadPage'));
    expect(reads).toHaveLength(1);
    expect(await recoveredPosts()).toHaveLength(1);
  });

  it('a live event that comes while its thread is read is one comment', async () => {
    await ticketWithThread();
    slackHas(...five());
    await afterGap();
    await Promise.all([
      reconcile(missed.desk, FREELY),
      ...five().map((message) => ingestMessage(missed.desk, message)),
    ]);
    expect(await shown()).toEqual(all);
  });

  it('one reply that cannot be stored hides no other, and leaves the thread unchecked', async () => {
    await ticketWithThread();
    const [first, ...rest] = five();
    if (first === undefined) throw new Error('no replies');
    const unstorable = posted({ ...place(15, 'cleo'), user: 'U\u0000' }, 'odd');
    slackHas(first, unstorable, ...rest);
    await recoverAll();
    expect(await shown()).toEqual(all);
    expect(await thread()).toMatchObject({ reconcileRunId: null });
    expect((await thread()).uncheckedSinceAt).not.toBeNull();
  });

  it('a new gap while a thread is read has it read once more', async () => {
    await ticketWithThread();
    slackHas(...five().slice(0, 2));
    await afterGap();
    const { directory } = missed.desk;
    let isFirst = true;
    const interrupted: TestDesk = {
      ...missed.desk,
      directory: {
        ...directory,
        readThreadPage: async (...asked) => {
          const page = await directory.readThreadPage(...asked);
          if (isFirst) {
            isFirst = false;
            slackHas(...five());
            await afterGap();
          }
          return page;
        },
      },
    };
    await reconcile(interrupted, FREELY);
    expect(await shown()).toEqual(all);
    expect((await recoveredPosts()).map(({ payload }) => payload)).toEqual([
      { replies: 5, edits: 0, deletions: 0 },
    ]);
  });
});

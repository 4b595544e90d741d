/** A ticket whose thread Slack told only in part, and what the desk has of it. */
import { beforeEach } from 'vitest';
import type { PostedMessage } from '../../../src/domain/incoming-message.js';
import { noteListening } from '../../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { reconcileStatus } from '../../../src/services/reconcile/reconcile-status.js';
import { importDueThreads } from '../../../src/services/threads/import-threads.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';

/** Ten minutes before the desk's time. */
export const THREAD_TS = '1772445000.000100';
export const FREELY = { spacingMs: 0, burst: 1 };

export const ts = (seconds: number) => `${1772445000 + seconds}.000100`;
export const place = (seconds: number, person: Person) => ({
  channel: 'CHELP',
  threadTs: THREAD_TS,
  ts: ts(seconds),
  user: slackIdOf(person),
});
export const said = (seconds: number, person: Person, text: string): PostedMessage =>
  posted(place(seconds, person), text);
export const root = () => posted({ ...place(0, 'bo'), ts: THREAD_TS }, 'VPN down');

type SlackMessage = Parameters<TestDesk['directory']['setThread']>[2][number];

/** A desk with the project IT for each test. */
export function useMissed() {
  const fixture = useTestDesk();
  let it_: ItProject;

  beforeEach(async () => {
    it_ = await makeItProject(fixture.desk);
    fixture.desk.directory.addConversation('CHELP', { members: ['UBO'] });
  });

  const slackHas = (...replies: SlackMessage[]) =>
    fixture.desk.directory.setThread('CHELP', THREAD_TS, [root(), ...replies]);

  const comments = () =>
    fixture.desk.database.prisma.comment.findMany({
      orderBy: { messageTs: 'asc' },
      include: { author: true, history: { orderBy: { id: 'asc' } } },
    });

  const afterGap = async (): Promise<void> => {
    const now = fixture.desk.clock.now();
    const heardUntilAt = new Date(now.getTime() - 9 * 60_000);
    await fixture.desk.database.prisma.reconciler.update({ where: { id: 1 }, data: { heardUntilAt } });
    await noteListening(fixture.desk, { connectedSinceAt: now, isStart: false });
  };

  return {
    get desk() {
      return fixture.desk;
    },
    get it_() {
      return it_;
    },
    slackHas,
    comments,
    /** A ticket whose origin thread is in #it-help, imported already. */
    ticketWithThread: async (): Promise<string> => {
      const talk = {
        kind: 'thread',
        channelId: it_.help.id,
        threadTs: THREAD_TS,
        isRootDescription: true,
      } as const;
      const number = await it_.open({ talk });
      slackHas();
      await importDueThreads(fixture.desk);
      return number;
    },
    /** Nobody listened for the last nine minutes; now somebody does. */
    afterGap,
    recoverAll: async (): Promise<void> => {
      await afterGap();
      await reconcile(fixture.desk, FREELY);
    },
    shown: async () =>
      (await comments()).map(({ author, content, deletedAt, goneFromSlackAt, editedAt }) =>
        [
          `${author.displayName}: ${content}`,
          ...(editedAt === null ? [] : ['edited']),
          ...(deletedAt === null ? [] : ['deleted']),
          ...(goneFromSlackAt === null ? [] : ['gone']),
        ].join(', '),
      ),
    recoveredPosts: () =>
      fixture.desk.database.prisma.post.findMany({ where: { kind: 'recovered' }, orderBy: { id: 'asc' } }),
    thread: () =>
      fixture.desk.database.prisma.ticketThread.findFirstOrThrow({ where: { threadTs: THREAD_TS } }),
    lastRun: async () => (await reconcileStatus(fixture.desk)).lastRun,
  };
}

/** The sender, over a carrier that can be made to fail: it sends when a test says so, and a test reads what it has said. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { inTransaction } from '../../src/database/transaction.js';
import { createSender, type Sender } from '../../src/jobs/send-posts.js';
import { enqueuePosts } from '../../src/services/posts/enqueue-posts.js';
import type { NewPost } from '../../src/services/posts/new-post.js';
import type { CarryFailure } from '../../src/services/posts/post-carrier.js';
import { createTestCarrier, type TestCarrier } from './carrier.js';
import { useTestDesk } from './desk.js';
import { type ItProject, makeItProject } from './it-project.js';

/** Nobody knows what became of the call. */
export const UNKNOWN: CarryFailure = { kind: 'ambiguous', cause: 'ECONNRESET' };
export const LIMITED: CarryFailure = { kind: 'rate_limited', retryAfterSeconds: 7 };
export const REFUSED: CarryFailure = { kind: 'permanent', code: 'not_in_channel' };
/** Of a card that was just shown. */
export const REST_MS = 1_000;

/** A desk with the project IT, a carrier and a sender for each test. */
export function useOutbox({ cardRestMs = REST_MS }: { cardRestMs?: number } = {}) {
  const fixture = useTestDesk();
  const senders: Sender[] = [];
  let now: { it_: ItProject; carrier: TestCarrier; sender: Sender };

  const startSender = (carrier = now.carrier): Sender => {
    const made = createSender(fixture.desk, carrier, { postIntervalMs: 0, cardRestMs });
    senders.push(made);
    return made;
  };

  beforeEach(async () => {
    const it_ = await makeItProject(fixture.desk);
    const carrier = createTestCarrier();
    now = { it_, carrier, sender: startSender(carrier) };
  });

  afterEach(async () => {
    await Promise.all(senders.splice(0).map((each) => each.stop()));
  });

  const prisma = () => fixture.desk.database.prisma;

  const wake = async (): Promise<void> => {
    await now.sender.wake();
    await vi.waitFor(() => expect(senders.every((each) => each.isIdle())).toBe(true), {
      interval: 2,
      timeout: 30_000,
    });
  };

  const saidIn = (channel: string) =>
    now.carrier.messages
      .filter(({ slackChannelId }) => slackChannelId === channel)
      .map(({ content }) => content);

  return {
    get desk() {
      return fixture.desk;
    },
    get it_() {
      return now.it_;
    },
    get carrier() {
      return now.carrier;
    },
    get sender() {
      return now.sender;
    },
    startSender: () => startSender(),
    prisma,
    /** Without what the admins are told of those that were refused. */
    rows: () => prisma().post.findMany({ where: { kind: { not: 'undelivered' } }, orderBy: { id: 'asc' } }),
    said: () =>
      now.carrier.messages.map(
        ({ slackChannelId, threadTs, content }) =>
          `${slackChannelId}${threadTs === null ? '' : ' in thread'}: ${content.kind}`,
      ),
    /** What stands in a conversation. */
    saidIn,
    kindsIn: (channel: string) => saidIn(channel).map(({ kind }) => kind),
    /** "origin CHELP" */
    threadsOf: async (ticketNumber: string) => {
      const threads = await prisma().ticketThread.findMany({
        where: { ticket: { ticketNumber } },
        orderBy: { id: 'asc' },
        include: { channel: true },
      });
      return threads.map(({ role, channel }) => `${role} ${channel.slackChannelId}`);
    },
    /** Until nothing is due and nothing is in hand. What that made possible elsewhere is sent too. */
    send: async (): Promise<void> => {
      for (let pass = 0; pass < 3; pass += 1) await wake();
    },
    enqueue: async (...posts: NewPost[]): Promise<void> => {
      await inTransaction(fixture.desk.database, (tx) => enqueuePosts(tx, posts, fixture.desk.clock.now()));
    },
    /** A message about a project, which needs no more than that, at the top of a channel. */
    line: (key: string, facts: Partial<NewPost> = {}): NewPost =>
      ({
        key,
        kind: 'setup_notice',
        projectId: now.it_.project.id,
        channelId: now.it_.secret.id,
        ...facts,
      }) as NewPost,
  };
}

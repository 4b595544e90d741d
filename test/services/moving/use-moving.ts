/** A ticket of IT that moves to HR and what Slack was given of it meanwhile, for the tests of what is said of that. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createSender, type Sender } from '../../../src/jobs/send-posts.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { createTestCarrier, type TestCarrier } from '../../support/carrier.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { giveHrTriage } from '../../support/two-projects.js';

export function useMoving() {
  const held = useTestDesk();
  let desk: TestDesk;
  let it_: ItProject;
  let carrier: TestCarrier;
  let sender: Sender;
  let number: string;

  beforeEach(async () => {
    desk = held.desk;
    it_ = await makeItProject(desk);
    await giveHrTriage(desk, it_);
    carrier = createTestCarrier();
    sender = startSender();
    number = await it_.open();
    await send();
  });

  afterEach(() => sender.stop());

  const startSender = () => createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });

  async function send(): Promise<void> {
    for (let pass = 0; pass < 3; pass += 1) {
      await sender.wake();
      await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 30_000 });
    }
  }

  const prisma = () => desk.database.prisma;

  const move = async (by: Person, to = 'HR', withNotes = false) => {
    desk.clock.advance(1_000);
    return moveTicket(desk, await it_.actor(by), number, to, { withNotes, isConfirmed: true });
  };

  const say = async (by: Person, commentType: 'public' | 'internal', text: string) =>
    addComment(desk, await it_.actor(by), number, { text, commentType, sourceKey: `view:${text}` });

  const saidIn = (channel: string) =>
    carrier.messages.filter(({ slackChannelId }) => slackChannelId === channel).map(({ content }) => content);

  const kindsIn = (channel: string) => saidIn(channel).map(({ kind }) => kind);
  const textOf = (channel: string) => JSON.stringify(saidIn(channel));

  return {
    get desk() {
      return desk;
    },
    get it_() {
      return it_;
    },
    get carrier() {
      return carrier;
    },
    get sender() {
      return sender;
    },
    set sender(next: Sender) {
      sender = next;
    },
    get number() {
      return number;
    },
    set number(next: string) {
      number = next;
    },
    startSender,
    send,
    prisma,
    move,
    say,
    saidIn,
    kindsIn,
    textOf,
  };
}

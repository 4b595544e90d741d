/** A desk whose conversations turn into others, for the tests of what follows. */
import { beforeEach, expect, vi } from 'vitest';
import { createSender } from '../../../src/jobs/send-posts.js';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { createTestCarrier } from '../../support/carrier.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';
import type { Room } from '../../support/threads.js';

export function useConversions() {
  const held = useTestDesk();
  let desk: typeof held.desk;
  let it_: ItProject;

  beforeEach(async () => {
    desk = held.desk;
    it_ = await makeItProject(desk);
    desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN'] });
  });

  const prisma = () => desk.database.prisma;

  async function becomes(
    slackChannelId: string,
    facts: Parameters<typeof desk.directory.addConversation>[1],
  ): Promise<void> {
    desk.directory.addConversation(slackChannelId, facts);
    await refreshChannel(desk, slackChannelId, { isDoubted: true });
  }

  async function say(room: Room, afterSeconds: number, channel = room.channel): Promise<string> {
    const place = { channel, threadTs: room.threadTs, ts: room.ts(afterSeconds), user: 'UBO' };
    await ingestMessage(desk, posted(place, `said after ${afterSeconds} s`));
    const comment = await prisma().comment.findFirstOrThrow({ where: { messageTs: place.ts } });
    return comment.commentType;
  }

  async function send(carrier = createTestCarrier()) {
    const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
    // A second time for what the first made possible elsewhere.
    for (let round = 0; round < 2; round += 1) {
      await sender.wake();
      await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 5_000 });
    }
    await sender.stop();
    return carrier;
  }

  return {
    get desk() {
      return desk;
    },
    get it_() {
      return it_;
    },
    prisma,
    becomes,
    say,
    send,
  };
}

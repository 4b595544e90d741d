/** What people are told, as the messages that arrive in their direct messages. */
import { expect, vi } from 'vitest';
import { POST_HAS_WORK_SQL } from '../../src/database/unsent-posts.js';
import type { NoticeSettings } from '../../src/domain/notices/decide-notice.js';
import type { AdjustableKind, NoticeMode } from '../../src/domain/notices/notice-kind.js';
import { createSender } from '../../src/jobs/send-posts.js';
import { saveNoticeSettings } from '../../src/services/notices/save-notice-settings.js';
import { tellHeld } from '../../src/services/notices/tell-held.js';
import { renderPost } from '../../src/slack/blocks/render-post.js';
import { type CarriedMessage, createTestCarrier } from './carrier.js';
import type { TestDesk } from './desk.js';
import type { ItProject, Person } from './it-project.js';

type Wanted = Partial<Pick<NoticeSettings, 'digestHour' | 'quiet'>> & {
  modes?: Partial<Record<AdjustableKind, NoticeMode | null>>;
};

export async function wants(desk: TestDesk, it: ItProject, person: Person, wanted: Wanted): Promise<void> {
  const { modes = {}, digestHour = 9, quiet = null } = wanted;
  await saveNoticeSettings(desk, await it.actor(person), {
    modes: new Map(Object.entries(modes) as [AdjustableKind, NoticeMode | null][]),
    ...{ digestHour, quietFrom: quiet?.fromMinute ?? null, quietTo: quiet?.toMinute ?? null, unmuted: [] },
  });
}

/** Slack as it stands after each look of the desk. */
export function createMailbox(desk: TestDesk) {
  const carrier = createTestCarrier();
  /** What is kept back is looked at, and everything that is to be sent is sent. Returns what is new. */
  const look = async (): Promise<readonly CarriedMessage[]> => {
    const before = new Set(carrier.messages);
    await tellHeld(desk);
    const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
    await vi.waitFor(
      async () => {
        await sender.wake();
        expect(sender.isIdle()).toBe(true);
        expect(await isWorkLeft(desk)).toBe(false);
      },
      { interval: 2, timeout: 10_000 },
    );
    await sender.stop();
    return carrier.messages.filter((message) => !before.has(message));
  };
  return {
    carrier,
    look,
    /** What came into somebody's direct messages since the last look, in its words. */
    hears: async (person: Person): Promise<string[]> => wordsTo(person, await look()),
  };
}

async function isWorkLeft({ database, clock }: TestDesk): Promise<boolean> {
  const { rows } = await database.pool.query<{ isLeft: boolean }>(
    `SELECT EXISTS (SELECT FROM posts WHERE ${POST_HAS_WORK_SQL} AND next_attempt_at <= $1) AS "isLeft"`,
    [clock.now()],
  );
  return rows[0]?.isLeft ?? false;
}

const OPTIONS = { workspaceUrl: 'https://box.slack.com/' };

function wordsTo(person: Person, messages: readonly CarriedMessage[]): string[] {
  return messages
    .filter(({ slackChannelId }) => slackChannelId === `DU${person.toUpperCase()}`)
    .map(({ content }) => wordsOf(content));
}

/** The text of its sections, a line each. */
export function wordsOf(content: CarriedMessage['content']): string {
  const { blocks = [] } = renderPost(content, OPTIONS);
  return blocks
    .flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []))
    .join('\n');
}

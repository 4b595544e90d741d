/** An `app_mention`: the command in it. The same message comes as a `message` event too, and only that one makes comments. */

import { z } from 'zod';
import type { Kit } from '../kit.js';
import { attachmentsSchema, messageWords } from '../message-words.js';
import { answerMention } from './answer-mention.js';

const mentionSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  user: z.string(),
  text: z.string().nullish(),
  attachments: attachmentsSchema,
  bot_id: z.string().nullish(),
  edited: z.unknown().optional(),
});

export async function onMention(kit: Kit, event: unknown): Promise<void> {
  const parsed = mentionSchema.safeParse(event);
  // An edit that adds a mention is no command: it would act long after it was said.
  if (!parsed.success || parsed.data.bot_id || parsed.data.edited !== undefined) return;
  const { channel, ts, thread_ts, user } = parsed.data;
  await answerMention(kit, {
    slackChannelId: channel,
    ts,
    threadTs: thread_ts ?? null,
    slackUserId: user,
    // As the comment has it: what is no command for the one is kept by the other.
    text: messageWords(parsed.data),
  });
}

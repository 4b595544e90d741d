/** The project's emoji on a message in one of its channels makes a ticket of that message. */

import { z } from 'zod';
import { escapeText } from '../../domain/mrkdwn.js';
import { isUserError } from '../../errors.js';
import { projectOfChannel } from '../../services/projects/project-of-channel.js';
import { createTicketFromMessage } from '../../services/tickets/create-from-message.js';
import { loadActor } from '../../services/users/load-actor.js';
import { textMessage } from '../blocks/pieces.js';
import type { Kit } from '../kit.js';
import { whisper } from './answer-mention.js';

const reactionSchema = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
});

/** A second reaction, by anybody, changes nothing; outsiders' reactions never do. */
export async function onReaction(kit: Kit, event: unknown): Promise<void> {
  const parsed = reactionSchema.safeParse(event);
  if (!parsed.success) return;
  const { user, reaction, item } = parsed.data;
  const project = await projectOfChannel(kit.desk, item.channel);
  if (project === null || emojiOf(reaction) !== project.emoji) return;
  const actor = await loadActor(kit.desk, user);
  if (actor.isExternal || actor.isDeactivated) return;
  const source = {
    slackChannelId: item.channel,
    ts: item.ts,
    projectId: project.id,
    via: 'reaction' as const,
  };
  await createTicketFromMessage(kit.desk, actor, source).catch(async (error: unknown) => {
    if (!isUserError(error)) throw error;
    const place = { slackChannelId: item.channel, threadTs: null, slackUserId: user };
    await whisper(kit, place, textMessage(escapeText(error.message)));
  });
}

/** The hand's colour is not part of an emoji's name. */
function emojiOf(reaction: string): string {
  return reaction.replace(/::skin-tone-\d$/, '');
}

/** A reaction: an agent takes or resolves a ticket by it, or the project's emoji makes a ticket of a message. */

import { z } from 'zod';
import { escapeText } from '../../domain/mrkdwn.js';
import { emojiOf } from '../../domain/reaction-act.js';
import { isSlackTs } from '../../domain/slack-ts.js';
import { isUserError } from '../../errors.js';
import { createTicketFromMessage } from '../../services/opening/create-from-message.js';
import { projectOfChannel } from '../../services/projects/project-of-channel.js';
import { actByReaction } from '../../services/tickets/act-by-reaction.js';
import { loadActor } from '../../services/users/load-actor.js';
import { textMessage } from '../blocks/pieces.js';
import type { Kit } from '../kit.js';
import { whisper } from './answer-mention.js';

const reactionSchema = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string().refine(isSlackTs) }),
  event_ts: z.string().refine(isSlackTs),
});
type Reaction = z.infer<typeof reactionSchema>;

/** Taking a reaction back undoes nothing: it is not listened to. What is refused is said to whoever reacted, and to nobody else. */
export async function onReaction(kit: Kit, event: unknown): Promise<void> {
  const parsed = reactionSchema.safeParse(event);
  if (!parsed.success) return;
  const { user, item } = parsed.data;
  await act(kit, parsed.data).catch(async (error: unknown) => {
    if (!isUserError(error)) throw error;
    const place = { slackChannelId: item.channel, threadTs: null, slackUserId: user };
    await whisper(kit, place, textMessage(escapeText(error.message)));
  });
}

async function act(kit: Kit, reaction: Reaction): Promise<void> {
  const { user, item, event_ts: reactedAtTs } = reaction;
  const done = await actByReaction(kit.desk, {
    ...{ slackUserId: user, slackChannelId: item.channel, ts: item.ts },
    ...{ reaction: reaction.reaction, reactedAtTs },
  });
  if (done === 'none') await makeTicket(kit, reaction);
}

/** A second reaction, by anybody, changes nothing; outsiders' reactions never do. */
async function makeTicket({ desk }: Kit, { user, reaction, item }: Reaction): Promise<void> {
  const project = await projectOfChannel(desk, item.channel);
  if (project === null || emojiOf(reaction) !== project.emoji) return;
  const actor = await loadActor(desk, user);
  if (actor.isExternal || actor.isDeactivated) return;
  const source = { slackChannelId: item.channel, ts: item.ts, projectId: project.id };
  await createTicketFromMessage(desk, actor, { ...source, via: 'reaction' });
}

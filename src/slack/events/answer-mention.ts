/** Runs a command that somebody gave by mentioning the bot, and answers only them. */

import { isUserError } from '../../errors.js';
import { loadActor } from '../../services/users/load-actor.js';
import { refusalMessage } from '../blocks/reason-button.js';
import { type Mention, mentionCommand } from '../commands/mention.js';
import type { RenderedMessage } from '../gateway.js';
import type { Answer, Kit } from '../kit.js';

type Place = { slackChannelId: string; threadTs: string | null; slackUserId: string };

/** False where the message was none for the bot. Throws what is no answer, so that the event comes again. */
export async function answerMention(kit: Kit, mention: Mention & { slackUserId: string }): Promise<boolean> {
  const { slackUserId } = mention;
  const call = { kit, slackUserId, actor: () => loadActor(kit.desk, slackUserId) };
  const result = await mentionCommand(call, mention).catch((error: unknown): Answer => {
    if (isUserError(error)) return { rendered: refusalMessage(error) };
    throw error;
  });
  if (result === null) return false;
  await whisper(kit, mention, result.rendered);
  return true;
}

/** Said once and to one person: where it cannot be said the event is not worth repeating. */
export async function whisper(kit: Kit, place: Place, rendered: RenderedMessage): Promise<void> {
  const { slackChannelId, threadTs, slackUserId } = place;
  await kit.gateway
    .postEphemeral({
      channel: slackChannelId,
      slackUserId,
      rendered,
      ...(threadTs === null ? {} : { threadTs }),
    })
    .catch((error: unknown) => {
      kit.desk.log.warn({ slackChannelId, slackUserId, err: error }, 'a hint could not be shown');
    });
}

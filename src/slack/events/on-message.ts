/** A message event: what was said becomes part of its ticket, and whoever may need to know something is told. */

import { z } from 'zod';
import { isTopMessage, type PostedMessage } from '../../domain/incoming-message.js';
import { isOnlyPleasantries } from '../../domain/thanks.js';
import { refreshChannel } from '../../services/channels/refresh-channel.js';
import { type IngestResult, ingestMessage } from '../../services/comments/ingest-message.js';
import { joinMessageDraft } from '../../services/message-drafts/join-message-draft.js';
import { ticketOfMessage } from '../../services/opening/every-message.js';
import { createTicketButton } from '../blocks/create-ticket-button.js';
import { textMessage } from '../blocks/pieces.js';
import type { Kit } from '../kit.js';
import { answerMention, whisper } from './answer-mention.js';
import { parseMessageEvent } from './parse-message.js';

export async function onMessage(kit: Kit, event: unknown): Promise<void> {
  const converted = convertedChannel(event);
  if (converted !== null) await refreshChannel(kit.desk, converted, { isDoubted: true });
  const message = parseMessageEvent(event, kit.bot);
  const result = await ingestMessage(kit.desk, message);
  if (message.kind !== 'posted') return;
  await hintAt(kit, message, result);
  if (result.outcome === 'ignored') await ticketOfMessage(kit.desk, message);
  // Slack sends `app_mention` for every conversation but this one.
  if (message.channelType === 'im' && result.outcome === 'ignored') await onDirectMessage(kit, message);
}

async function hintAt(kit: Kit, message: PostedMessage, { hint, author }: IngestResult): Promise<void> {
  if (hint !== 'only_agents_see_this' || author === undefined) return;
  const text =
    'Only agents see this. To answer the reporter press “Reply to reporter” on the card, or “Send to reporter” in the menu of your message.';
  await whisper(kit, { ...placeOf(message), slackUserId: author }, textMessage(text));
}

/** A command, a greeting that is answered with what can be done here, or words that may become a ticket. */
async function onDirectMessage(kit: Kit, message: PostedMessage): Promise<void> {
  const isAnswered = await answerMention(kit, {
    ...placeOf(message),
    slackUserId: message.user,
    text: message.text,
  });
  if (isAnswered || !isTopMessage(message)) return;
  if (message.files.length > 0 || !isOnlyPleasantries(message.text)) {
    await joinMessageDraft(kit.desk, {
      slackUserId: message.user,
      slackChannelId: message.channel,
      ts: message.ts,
    });
    return;
  }
  const hint = createTicketButton('Do you need help with something? I can make a ticket of it.', '');
  await whisper(kit, { ...placeOf(message), slackUserId: message.user }, hint);
}

function placeOf({ channel, ts, threadTs }: PostedMessage) {
  return { slackChannelId: channel, ts, threadTs };
}

const convertedSchema = z.object({
  subtype: z.enum(['channel_convert_to_private', 'channel_convert_to_public']),
  channel: z.string(),
});

/** Slack tells of this only by a message in the channel. */
function convertedChannel(event: unknown): string | null {
  const parsed = convertedSchema.safeParse(event);
  return parsed.success ? parsed.data.channel : null;
}

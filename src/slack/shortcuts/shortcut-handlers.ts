/** The three shortcuts: a new ticket, a ticket from a message, and a triage message sent to the reporter. */

import { escapeText } from '../../domain/mrkdwn.js';
import { UserError } from '../../errors.js';
import { addComment } from '../../services/comments/add-comment.js';
import { ticketOfThread } from '../../services/threads/ticket-of-thread.js';
import { textMessage } from '../blocks/pieces.js';
import { SHORTCUTS } from '../ids.js';
import type { ShortcutCall, ShortcutMessage } from '../kit.js';
import type { ShortcutHandler } from '../listener.js';
import { openCreateTicket, openFromMessage } from '../modals/open-create-ticket.js';

type ShortcutId = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

export const SHORTCUT_HANDLERS: Record<ShortcutId, ShortcutHandler> = {
  [SHORTCUTS.createTicket]: (call) => openCreateTicket(call, call.triggerId, {}),
  [SHORTCUTS.ticketFromMessage]: (call) => openFromMessage(call, call.triggerId, messageOf(call)),
  [SHORTCUTS.sendToReporter]: sendToReporter,
};

/** Only one's own words are sent under one's name. Sent twice, they are one comment. */
async function sendToReporter(call: ShortcutCall): Promise<void> {
  const { slackChannelId, ts, threadTs, text, author } = messageOf(call);
  const { desk } = call.kit;
  const thread =
    threadTs === null ? null : await ticketOfThread(desk, await call.actor(), slackChannelId, threadTs);
  if (thread === null)
    throw new UserError("This message is in no ticket's thread. Use it in a triage thread.");
  if (thread.role === 'origin') throw new UserError('This is where the reporter reads already.');
  if (author !== call.slackUserId) {
    throw new UserError(
      'You can send only what you wrote yourself. Use “Reply to reporter” on the card instead.',
    );
  }
  const { isNew } = await addComment(desk, await call.actor(), thread.ticketNumber, {
    text,
    commentType: 'public',
    sourceKey: `send:${slackChannelId}:${ts}`,
    filesOf: { slackChannelId, ts },
  });
  const number = `*${escapeText(thread.ticketNumber)}*`;
  await call.tell(
    textMessage(isNew ? `Sent to the reporter of ${number}.` : `The reporter of ${number} has it already.`),
  );
}

function messageOf({ message }: ShortcutCall): ShortcutMessage {
  if (message === null) throw new UserError('This works on a message. Open the menu of one and try again.');
  return message;
}

/** Makes a ticket of a message that nobody asked to make one of, in the request channels of projects that want it so. */
import { becomesTicket, isFreshMessage } from '../../domain/every-message.js';
import type { IncomingMessage } from '../../domain/incoming-message.js';
import { isAgentOf } from '../../domain/permissions.js';
import { isUserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { projectOfChannel } from '../projects/project-of-channel.js';
import { loadActor } from '../users/load-actor.js';
import { createTicketFromMessage } from './create-from-message.js';

/**
 * One ticket a message, however often it is told of, live or by the reconciler. Null where the message becomes none: also where its author
 * may open no ticket or it is gone already, which nobody is to be told of.
 */
export async function ticketOfMessage(
  desk: Desk,
  message: IncomingMessage,
): Promise<{ ticketNumber: string; isNew: boolean } | null> {
  if (!isFreshMessage(message)) return null;
  const { channel, ts, user, text } = message;
  const project = await projectOfChannel(desk, channel);
  if (project === null || project.everyMessageSinceAt === null) return null;
  const actor = await loadActor(desk, user);
  const facts = {
    sinceAt: project.everyMessageSinceAt,
    isRequestChannel: project.role === 'request',
    isAuthorAgent: isAgentOf(actor, project.id),
    isCommandToBot: desk.isCommandToBot(text),
  };
  if (!becomesTicket(message, facts)) return null;
  const source = { slackChannelId: channel, ts, projectId: project.id, via: 'every_message' as const };
  try {
    return await createTicketFromMessage(desk, actor, source);
  } catch (error) {
    if (isUserError(error)) return null;
    throw error;
  }
}

/** Makes the ticket that a form asks for, and says where it is. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { isTalkChannel } from '../../domain/visibility.js';
import { UserError } from '../../errors.js';
import { ensureChannel } from '../../services/channels/ensure-channel.js';
import { isReader } from '../../services/channels/is-reader.js';
import { refreshChannel } from '../../services/channels/refresh-channel.js';
import { createTicketFromMessage } from '../../services/opening/create-from-message.js';
import { createTicket } from '../../services/opening/create-ticket.js';
import { type CreatedTicket, noTalkThere } from '../../services/opening/insert-ticket.js';
import type { TalkPlace } from '../../services/opening/talk-place.js';
import { projectsForModal } from '../../services/projects/projects-for-modal.js';
import { ensureUser } from '../../services/users/ensure-user.js';
import type { ViewAnswer, ViewCall } from '../kit.js';
import { parseFromMessage } from './create-from-message.js';
import { parseCreateTicket } from './create-ticket.js';
import { noticeView } from './notice-view.js';

export async function submitCreateTicket(call: ViewCall): Promise<ViewAnswer> {
  const { desk } = call.kit;
  const { talk, reporter, assignee, ...fields } = parseCreateTicket(call.values, call.metadata);
  const actor = await call.actor();
  const people = await peopleOf(call, fields.projectId, { reporter, assignee });
  const reporterId = people.reporterId ?? actor.userId;
  const isForSelf = reporterId === actor.userId;
  const created = await createTicket(desk, actor, {
    ...fields,
    sourceKey: call.sourceKey,
    reporterId,
    assigneeId: people.assigneeId ?? null,
    talk: talk === null ? { kind: 'direct' } : await talkIn(call, talk),
  });
  // Pressed twice, the form made one ticket, and both presses are told of it.
  return createdView({ ...created, isNew: true }, isForSelf, talk);
}

export async function submitFromMessage(call: ViewCall): Promise<ViewAnswer> {
  const { reporter, assignee, description, ...fields } = parseFromMessage(call.values, call.metadata);
  const people = await peopleOf(call, fields.projectId, { reporter, assignee });
  const created = await createTicketFromMessage(call.kit.desk, await call.actor(), {
    ...fields,
    ...people,
    ...(description === null ? {} : { description }),
  });
  return createdView(created, false, fields.slackChannelId);
}

/** Whom the form names, for a project that can be chosen. */
async function peopleOf(
  call: ViewCall,
  projectId: number,
  { reporter, assignee }: { reporter: string | null; assignee: string | null },
): Promise<{ reporterId?: number; assigneeId?: number }> {
  const { desk } = call.kit;
  const actor = await call.actor();
  const { choices } = await projectsForModal(desk, actor);
  if (!choices.some((choice) => choice.id === projectId)) {
    throw new UserError('This project is gone. Choose another one.', { field: 'project' });
  }
  return {
    ...(reporter !== null ? { reporterId: await personId(call, reporter, 'reporter') } : {}),
    ...(assignee === null ? {} : { assigneeId: await personId(call, assignee, 'assignee') }),
  };
}

async function personId({ kit }: ViewCall, slackUserId: string, field: string): Promise<number> {
  const user = await ensureUser(kit.desk, slackUserId);
  if (user.isBot || user.isDeactivated) throw new UserError('Choose a person who is here.', { field });
  return user.id;
}

/** The bot may have to join first. Whether the conversation may be there is for the service to say, to whoever is in it. */
async function talkIn(call: ViewCall, slackChannelId: string): Promise<TalkPlace> {
  const { desk } = call.kit;
  const channel = await ensureChannel(desk, slackChannelId);
  if (!(await isReader(desk, await call.actor(), channel))) throw noTalkThere();
  if (!channel.isBotMember && isTalkChannel(channel) && (await desk.directory.join(slackChannelId))) {
    await refreshChannel(desk, slackChannelId);
  }
  return { kind: 'channel', channelId: channel.id };
}

function createdView(created: CreatedTicket, isForSelf: boolean, slackChannelId: string | null): ViewAnswer {
  const number = `*${escapeText(created.ticketNumber)}*`;
  const text = created.isNew
    ? `${number} is created. ${whereWords(created, isForSelf, slackChannelId)}`
    : `There is a ticket for this already: ${number}. \`${slash.ticket} ${created.ticketNumber}\` shows it.`;
  return { kind: 'show', view: noticeView(created.isNew ? 'Ticket created' : 'Already a ticket', text) };
}

function whereWords({ talk }: CreatedTicket, isForSelf: boolean, slackChannelId: string | null): string {
  switch (talk.kind) {
    case 'channel':
      return `You find the conversation in <#${slackChannelId}>.`;
    case 'thread':
      return "The conversation goes on in the message's thread.";
    case 'linked':
      return "The conversation with the reporter is in their direct messages with me; this thread is for the ticket's agents.";
    case 'direct':
      return isForSelf
        ? 'You find the conversation in your direct messages with me.'
        : 'The conversation with the reporter is in their direct messages with me.';
  }
}

/** Opens the form for a new ticket, filled in with what is known of the place and the person. */

import { slash } from '../../domain/command-names.js';
import { actsAsAgent } from '../../domain/permissions.js';
import { isOriginChannel, isTalkChannel } from '../../domain/visibility.js';
import { UserError } from '../../errors.js';
import { ensureChannel } from '../../services/channels/ensure-channel.js';
import { isReader } from '../../services/channels/is-reader.js';
import { titleOf } from '../../services/opening/create-from-message.js';
import { projectOfChannel } from '../../services/projects/project-of-channel.js';
import { projectsForModal } from '../../services/projects/projects-for-modal.js';
import { nameMentions } from '../../services/users/name-mentions.js';
import type { Caller, ShortcutMessage } from '../kit.js';
import { buildFromMessage } from './create-from-message.js';
import { buildCreateTicket, type TalkChannel } from './create-ticket.js';
import { openModal } from './open-modal.js';

const TITLE = 'Create a ticket';

export async function openCreateTicket(
  call: Caller,
  triggerId: string,
  {
    title = '',
    description = '',
    slackChannelId,
    predecessorNumber,
    isConfidential = false,
  }: {
    title?: string;
    description?: string;
    slackChannelId?: string;
    predecessorNumber?: string;
    /** As its predecessor. */
    isConfidential?: boolean;
  },
): Promise<void> {
  await openModal(call, triggerId, TITLE, async () => {
    const [form, talkChannel] = await Promise.all([
      formBase(call, slackChannelId),
      slackChannelId === undefined ? null : talkChannelOf(call, slackChannelId),
    ]);
    return buildCreateTicket({
      ...form,
      isConfidential: form.isConfidential || isConfidential,
      title,
      description,
      reporter: call.slackUserId,
      talkChannel: form.isConfidential || isConfidential ? null : talkChannel,
      ...(predecessorNumber === undefined ? {} : { predecessorNumber }),
    });
  });
}

export async function openFromMessage(
  call: Caller,
  triggerId: string,
  message: ShortcutMessage,
): Promise<void> {
  await openModal(call, triggerId, TITLE, async () => {
    const { slackChannelId, ts, author, text } = message;
    const [form, channel] = await Promise.all([
      formBase(call, slackChannelId),
      ensureChannel(call.kit.desk, slackChannelId),
    ]);
    const isPrivate = !isOriginChannel(channel);
    const isInThread = !isPrivate && (channel.kind === 'im' || !form.isConfidential);
    return buildFromMessage({
      ...form,
      title: text.trim() === '' ? '' : titleOf(await nameMentions(call.kit.desk.database.prisma, text)),
      description: text,
      message: { slackChannelId, ts, author },
      whereText: isInThread ? IN_THE_THREAD : isPrivate ? IN_DIRECT_MESSAGES : NOT_IN_THE_THREAD,
      offersEarlier: isPrivate,
    });
  });
}

const IN_THE_THREAD =
  "*Where to talk:* in this message's thread. Replies that are there already become part of the ticket.";
const IN_DIRECT_MESSAGES =
  "*Where to talk:* in the reporter's direct messages. This thread becomes internal: the ticket's agents can read it, the reporter cannot, and I say so there.";

const NOT_IN_THE_THREAD =
  "*Where to talk:* in the reporter's direct messages. Replies in this thread become part of the ticket too; where everyone can read it, I say nothing there.";

async function formBase(call: Caller, slackChannelId: string | undefined) {
  const { desk } = call.kit;
  const actor = await call.actor();
  const { choices, preselected } = await projectsForModal(desk, actor, slackChannelId);
  const project = preselected ?? choices[0]?.id;
  if (project === undefined) {
    throw new UserError(`There is no project yet. Ask an admin to make one with \`${slash.project} new\`.`);
  }
  const isAgent = choices.some((choice) => actsAsAgent(actor, choice.id));
  const isConfidential = choices.find(({ id }) => id === project)?.confidentialByDefault === true;
  return { projects: choices, preselected: project, isAgent, isConfidential };
}

/** Null where a ticket cannot be talked about in the open: private conversations, channels shared with others, and where the person is not. */
async function talkChannelOf(call: Caller, slackChannelId: string): Promise<TalkChannel | null> {
  const { desk } = call.kit;
  const channel = await ensureChannel(desk, slackChannelId);
  const project = await projectOfChannel(desk, slackChannelId);
  const isRequest = project?.role === 'request';
  if (!isTalkChannel(channel) || !(await isReader(desk, await call.actor(), channel))) return null;
  return { slackChannelId, name: channel.name, isPublic: channel.kind === 'public', isDefault: isRequest };
}

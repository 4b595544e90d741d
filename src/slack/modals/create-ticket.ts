/** The form for a new ticket from scratch. */

import { z } from 'zod';
import { truncate } from '../../domain/mrkdwn.js';
import { option } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { ViewValues } from '../kit.js';
import { chosenIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { selectInput } from './inputs.js';
import {
  agentFields,
  commonFields,
  confidentialField,
  FIELD,
  type FormBase,
  type TicketFields,
  ticketFields,
} from './ticket-fields.js';

/** A channel that the conversation can be held in; `isDefault` where the form was opened in a request channel. */
export type TalkChannel = { slackChannelId: string; name: string; isPublic: boolean; isDefault: boolean };

export type CreateForm = FormBase & {
  reporter: string;
  talkChannel: TalkChannel | null;
  predecessorNumber?: string;
};

export function buildCreateTicket(form: CreateForm): ModalView {
  const { talkChannel } = form;
  return formView({
    callbackId: VIEWS.createTicket,
    title: 'Create a ticket',
    submit: 'Create',
    metadata: {
      projectId: form.preselected,
      ...(form.predecessorNumber === undefined ? {} : { followUpOf: form.predecessorNumber }),
    } satisfies CreateMetadata,
    blocks: [
      ...commonFields(form),
      talkField(talkChannel),
      confidentialField(form),
      ...agentFields(form, form.reporter),
    ],
  });
}

const DIRECT = 'direct';
/** Leaves room for who can read it in the 75 characters of an option. */
const CHANNEL_NAME_SHOWN_MAX = 30;

function talkField(channel: TalkChannel | null) {
  const direct = option('Direct messages, only you and the agents', DIRECT);
  const readers = channel?.isPublic ? 'everyone' : 'everyone there';
  const choices =
    channel === null
      ? [direct]
      : [
          option(
            `In #${truncate(channel.name, CHANNEL_NAME_SHOWN_MAX)}, where ${readers} can read it`,
            channel.slackChannelId,
          ),
          direct,
        ];
  const initial = channel?.isDefault ? channel.slackChannelId : DIRECT;
  return selectInput({ blockId: FIELD.talk, label: 'Where to talk', choices, initial });
}

const createMetadata = z.object({
  projectId: z.int(),
  /** Number of the closed ticket that it goes on from. By its old name: a form that was opened by the version before is read, too. */
  followUpOf: z.string().optional(),
});
type CreateMetadata = z.infer<typeof createMetadata>;

/** `talk` is a Slack channel id or null for direct messages. Nothing is known about any of it yet. */
export function parseCreateTicket(
  values: ViewValues,
  metadata: string,
): TicketFields & { talk: string | null; predecessorNumber?: string } {
  const { projectId, followUpOf: predecessorNumber } = readMetadata(createMetadata, metadata);
  const talk = chosenIn(values, FIELD.talk);
  return {
    ...ticketFields(values, projectId),
    talk: talk === DIRECT ? null : talk,
    ...(predecessorNumber === undefined ? {} : { predecessorNumber }),
  };
}

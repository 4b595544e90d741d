/** The form for a new ticket: what it asks whom, and what its answers mean. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  DEFAULT_ISSUE_TYPE,
  type IssueType,
  isIssueType,
  issueTypesFor,
  issueTypeWords,
} from '../../domain/issue-type.js';
import { truncate } from '../../domain/mrkdwn.js';
import {
  DEFAULT_PRIORITY,
  isPriority,
  type Priority,
  prioritiesFor,
  priorityWords,
} from '../../domain/priority.js';
import { UserError } from '../../errors.js';
import { option, section } from '../blocks/pieces.js';
import { mrkdwnToTyped, typedToMrkdwn } from '../blocks/typed-text.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { ViewValues } from '../kit.js';
import {
  checkInput,
  chosenIn,
  formView,
  isCheckedIn,
  readMetadata,
  selectInput,
  TYPED_TEXT_MAX,
  textInput,
  typedIn,
  userInput,
} from './inputs.js';

/** Block ids; the services name the same fields in what they refuse. */
const FIELD = {
  project: 'project',
  title: 'title',
  description: 'description',
  type: 'issue_type',
  priority: 'priority',
  talk: 'talk',
  reporter: 'reporter',
  assignee: 'assignee',
  earlier: 'include_earlier',
} as const;

export type ProjectChoice = { id: number; key: string; name: string };

/** A channel that the conversation can be held in; `isDefault` where the form was opened in a request channel. */
export type TalkChannel = { slackChannelId: string; name: string; isPublic: boolean; isDefault: boolean };

type FormBase = {
  projects: readonly ProjectChoice[];
  preselected: number;
  isAgent: boolean;
  title: string;
  /** mrkdwn. */
  description: string;
};

export type CreateForm = FormBase & { reporter: string; talkChannel: TalkChannel | null };

export type FromMessageForm = FormBase & {
  message: { slackChannelId: string; ts: string; author: string | null };
  /** Where the conversation will be, in a sentence of mrkdwn. */
  whereText: string;
  offersEarlier: boolean;
};

export function buildCreateTicket(form: CreateForm): ModalView {
  const { talkChannel } = form;
  return formView({
    callbackId: VIEWS.createTicket,
    title: 'Create a ticket',
    submit: 'Create',
    metadata: { projectId: form.preselected } satisfies CreateMetadata,
    blocks: [...commonFields(form), talkField(talkChannel), ...agentFields(form, form.reporter)],
  });
}

export function buildFromMessage(form: FromMessageForm): ModalView {
  const { slackChannelId, ts, author } = form.message;
  const shown = shownDescription(form.description);
  const metadata: FromMessageMetadata = {
    projectId: form.preselected,
    slackChannelId,
    ts,
    shownHash: hashOf(shown),
  };
  const earlier = checkInput({
    blockId: FIELD.earlier,
    label: 'Earlier replies',
    text: 'Bring along what has been written in the thread already',
  });
  return formView({
    callbackId: VIEWS.ticketFromMessage,
    title: 'Create a ticket',
    submit: 'Create',
    metadata,
    blocks: [
      ...commonFields(form),
      section(form.whereText),
      ...(form.offersEarlier ? [earlier] : []),
      ...agentFields(form, author ?? undefined),
    ],
  });
}

function commonFields(form: FormBase): ModalView['blocks'] {
  const projects = form.projects.map((project) =>
    option(`${project.name} (${project.key})`, String(project.id)),
  );
  const project = selectInput({
    blockId: FIELD.project,
    label: 'Project',
    choices: projects,
    initial: String(form.preselected),
  });
  const title = textInput({
    blockId: FIELD.title,
    label: 'Title',
    initial: form.title,
    placeholder: 'VPN down since this morning',
    isFocused: form.title === '',
  });
  const description = textInput({
    blockId: FIELD.description,
    label: 'Description',
    initial: shownDescription(form.description),
    isMultiline: true,
    isOptional: true,
  });
  const type = selectInput({
    blockId: FIELD.type,
    label: 'Type',
    choices: issueTypesFor(form).map((each) => option(issueTypeWords(each), each)),
    initial: DEFAULT_ISSUE_TYPE,
  });
  const priority = selectInput({
    blockId: FIELD.priority,
    label: 'Priority',
    choices: prioritiesFor(form).map((each) => option(priorityWords(each), each)),
    initial: DEFAULT_PRIORITY,
  });
  return [...(form.projects.length > 1 ? [project] : []), title, description, type, priority];
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

function agentFields({ isAgent }: FormBase, reporter: string | undefined): ModalView['blocks'] {
  if (!isAgent) return [];
  return [
    userInput({
      blockId: FIELD.reporter,
      label: 'Reporter',
      isOptional: true,
      ...(reporter === undefined ? {} : { initial: reporter }),
    }),
    userInput({ blockId: FIELD.assignee, label: 'Assignee', isOptional: true }),
  ];
}

const createMetadata = z.object({ projectId: z.int() });
type CreateMetadata = z.infer<typeof createMetadata>;
const fromMessageMetadata = createMetadata.extend({
  slackChannelId: z.string(),
  ts: z.string(),
  /** Of the description as the form showed it: left alone, the message's whole text is kept, however long. */
  shownHash: z.string(),
});
type FromMessageMetadata = z.infer<typeof fromMessageMetadata>;

type TicketFields = {
  projectId: number;
  title: string;
  /** mrkdwn. */
  description: string;
  issueType: IssueType;
  priority: Priority;
  /** Slack user ids; null where the field was not there or was left empty. */
  reporter: string | null;
  assignee: string | null;
};

/** `talk` is a Slack channel id or null for direct messages. Nothing is known about any of it yet. */
export function parseCreateTicket(
  values: ViewValues,
  metadata: string,
): TicketFields & { talk: string | null } {
  const { projectId } = readMetadata(createMetadata, metadata);
  const talk = chosenIn(values, FIELD.talk);
  return { ...ticketFields(values, projectId), talk: talk === DIRECT ? null : talk };
}

/** `description` is null where the form's was left as it was. */
export function parseFromMessage(
  values: ViewValues,
  metadata: string,
): Omit<TicketFields, 'description'> & {
  description: string | null;
  slackChannelId: string;
  ts: string;
  includeEarlier: boolean;
} {
  const { projectId, slackChannelId, ts, shownHash } = readMetadata(fromMessageMetadata, metadata);
  const fields = ticketFields(values, projectId);
  const isUntouched = hashOf(typedIn(values, FIELD.description)) === shownHash;
  return {
    ...fields,
    description: isUntouched ? null : fields.description,
    slackChannelId,
    ts,
    includeEarlier: isCheckedIn(values, FIELD.earlier),
  };
}

function ticketFields(values: ViewValues, projectId: number): TicketFields {
  const type = chosenIn(values, FIELD.type) ?? DEFAULT_ISSUE_TYPE;
  const priority = chosenIn(values, FIELD.priority) ?? DEFAULT_PRIORITY;
  const project = Number(chosenIn(values, FIELD.project) ?? projectId);
  if (!Number.isSafeInteger(project))
    throw new UserError('Choose a project from the list.', { field: FIELD.project });
  if (!isIssueType(type)) throw new UserError('Choose a type from the list.', { field: FIELD.type });
  if (!isPriority(priority))
    throw new UserError('Choose a priority from the list.', { field: FIELD.priority });
  return {
    projectId: project,
    title: typedIn(values, FIELD.title),
    description: typedToMrkdwn(typedIn(values, FIELD.description)),
    issueType: type,
    priority,
    reporter: chosenIn(values, FIELD.reporter),
    assignee: chosenIn(values, FIELD.assignee),
  };
}

function shownDescription(mrkdwn: string): string {
  return [...mrkdwnToTyped(mrkdwn)].slice(0, TYPED_TEXT_MAX).join('');
}

/** Slack may trim what it sends back. */
function hashOf(text: string): string {
  return createHash('sha256').update(text.replace(/\r\n/g, '\n').trim()).digest('base64url').slice(0, 16);
}

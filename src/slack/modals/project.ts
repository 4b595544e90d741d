/** The form in which an admin makes or edits a project. */

import { z } from 'zod';
import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { FORGET_AFTER_DAYS_MIN, type ProjectInput } from '../../services/projects/check-project.js';
import { createProject } from '../../services/projects/create-project.js';
import { editProject } from '../../services/projects/edit-project.js';
import { getProject, type ProjectView } from '../../services/projects/list-projects.js';
import { requireDeskPermission } from '../../services/projects/require-desk-permission.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall, ViewValues } from '../kit.js';
import { chosenIn, isCheckedIn, typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { channelInput, checkInput, textInput } from './inputs.js';
import { noticeView } from './notice-view.js';
import { openModal } from './open-modal.js';

/** Block ids, as the services name the fields in what they refuse. */
const FIELD = {
  key: 'key',
  name: 'name',
  description: 'description',
  requestChannel: 'request_channel',
  triageChannel: 'triage_channel',
  emoji: 'emoji',
  takeEmoji: 'take_emoji',
  resolveEmoji: 'resolve_emoji',
  showTargets: 'show_targets',
  forgetAfterDays: 'forget_after_days',
  confidential: 'confidential_by_default',
  everyMessage: 'every_message',
} as const;

const DEFAULT_EMOJI = 'ticket';

type Shown = Pick<
  ProjectView,
  | 'key'
  | 'name'
  | 'description'
  | 'requestChannel'
  | 'triageChannel'
  | 'emoji'
  | 'takeEmoji'
  | 'resolveEmoji'
  | 'showTargets'
  | 'forgetAfterDays'
  | 'confidentialByDefault'
  | 'isEveryMessage'
  | 'hasTickets'
>;

const NOTHING: Shown = {
  key: '',
  name: '',
  description: '',
  requestChannel: null,
  triageChannel: null,
  emoji: DEFAULT_EMOJI,
  takeEmoji: 'eyes',
  resolveEmoji: 'white_check_mark',
  showTargets: false,
  forgetAfterDays: null,
  confidentialByDefault: false,
  isEveryMessage: false,
  hasTickets: false,
};

export function buildNewProject(): ModalView {
  return formView({
    callbackId: VIEWS.newProject,
    title: 'New project',
    submit: 'Create',
    metadata: {},
    blocks: projectFields(NOTHING),
  });
}

const editMetadata = z.object({ key: z.string() });

export function buildEditProject(project: Shown): ModalView {
  return formView({
    callbackId: VIEWS.editProject,
    title: `Edit ${project.key}`,
    submit: 'Save',
    metadata: { key: project.key } satisfies z.infer<typeof editMetadata>,
    blocks: projectFields(project),
  });
}

function projectFields(project: Shown): ModalView['blocks'] {
  return [
    textInput({
      blockId: FIELD.key,
      label: 'Key',
      initial: project.key,
      placeholder: 'IT',
      hint: project.hasTickets
        ? "It stays as it is: it is in the tickets' numbers."
        : '2 to 10 letters. It begins the number of every ticket, like IT-42, and is fixed once there is one.',
    }),
    textInput({ blockId: FIELD.name, label: 'Name', initial: project.name, placeholder: 'IT Support' }),
    textInput({
      blockId: FIELD.description,
      label: 'Description',
      initial: project.description,
      isMultiline: true,
      isOptional: true,
    }),
    channelInput({
      blockId: FIELD.requestChannel,
      label: 'Request channel',
      hint: 'Where people ask. What is written in its tickets can be read by everyone in it.',
      include: ['public', 'private'],
      isOptional: true,
      ...(project.requestChannel === null ? {} : { initial: project.requestChannel }),
    }),
    channelInput({
      blockId: FIELD.triageChannel,
      label: 'Triage channel',
      hint: 'A private channel. Its members become the agents and get a card for every ticket.',
      include: ['private'],
      isOptional: true,
      ...(project.triageChannel === null ? {} : { initial: project.triageChannel }),
    }),
    textInput({
      blockId: FIELD.emoji,
      label: 'Emoji',
      initial: `:${project.emoji}:`,
      hint: 'As a reaction in its channels it makes a ticket of a message.',
    }),
    textInput({
      blockId: FIELD.takeEmoji,
      label: 'Emoji that takes',
      initial: emojiText(project.takeEmoji),
      hint: "By an agent on a ticket's card or first message: it is theirs, if nobody has it. Empty: off.",
      isOptional: true,
    }),
    textInput({
      blockId: FIELD.resolveEmoji,
      label: 'Emoji that resolves',
      initial: emojiText(project.resolveEmoji),
      hint: 'By an agent, in the same places. Empty: off.',
      isOptional: true,
    }),
    checkInput({
      blockId: FIELD.everyMessage,
      label: 'Every message a ticket',
      text: 'Every new message in the request channel becomes a ticket',
      hint: 'Not what agents write, nor what only greets or says thanks, nor what is there already.',
      isChecked: project.isEveryMessage,
    }),
    checkInput({
      blockId: FIELD.showTargets,
      label: 'Show targets to requesters',
      text: 'Reporters see when an answer and a solution are due',
      isChecked: project.showTargets,
    }),
    checkInput({
      blockId: FIELD.confidential,
      label: 'Confidential by default',
      text: 'Only the reporter, the agents and people whom they add see a new ticket',
      hint: 'Tickets that are there already stay as they are.',
      isChecked: project.confidentialByDefault,
    }),
    textInput({
      blockId: FIELD.forgetAfterDays,
      label: 'Forget texts of closed tickets after (days)',
      initial: project.forgetAfterDays === null ? '' : String(project.forgetAfterDays),
      hint: `Titles, descriptions, comments and names of files are gone for good then. ${FORGET_AFTER_DAYS_MIN} days at least; empty: never.`,
      isOptional: true,
    }),
  ];
}

function emojiText(name: string): string {
  return name === '' ? '' : `:${name}:`;
}

/** Checked by the services, field by field. */
export function parseProject(values: ViewValues): ProjectInput {
  return {
    key: typedIn(values, FIELD.key),
    name: typedIn(values, FIELD.name),
    description: typedIn(values, FIELD.description),
    requestChannel: chosenIn(values, FIELD.requestChannel),
    triageChannel: chosenIn(values, FIELD.triageChannel),
    emoji: typedIn(values, FIELD.emoji),
    takeEmoji: typedIn(values, FIELD.takeEmoji),
    resolveEmoji: typedIn(values, FIELD.resolveEmoji),
    showTargets: isCheckedIn(values, FIELD.showTargets),
    forgetAfterDays: typedIn(values, FIELD.forgetAfterDays),
    confidentialByDefault: isCheckedIn(values, FIELD.confidential),
    isEveryMessage: isCheckedIn(values, FIELD.everyMessage),
  };
}

export async function openNewProject(call: Caller, triggerId: string): Promise<void> {
  await openModal(call, triggerId, 'New project', async () => {
    requireDeskPermission(await call.actor(), 'manage_projects');
    return buildNewProject();
  });
}

export async function openEditProject(call: Caller, triggerId: string, key: string): Promise<void> {
  await openModal(call, triggerId, 'Edit project', async () =>
    buildEditProject(await getProject(call.kit.desk, await call.actor(), key)),
  );
}

export async function submitNewProject(call: ViewCall): Promise<ViewAnswer> {
  const project = await createProject(call.kit.desk, await call.actor(), parseProject(call.values));
  return saved(
    'Project created',
    `${nameOf(project)} is ready. \`${slash.project} agents ${project.key}\` shows who works it.`,
  );
}

export async function submitEditProject(call: ViewCall): Promise<ViewAnswer> {
  const { key } = readMetadata(editMetadata, call.metadata);
  const project = await editProject(call.kit.desk, await call.actor(), key, parseProject(call.values));
  return saved('Project saved', `${nameOf(project)} is saved.`);
}

function saved(title: string, text: string): ViewAnswer {
  return { kind: 'show', view: noticeView(title, text) };
}

function nameOf(project: { key: string; name: string }): string {
  return `*${escapeText(project.name)}* (${escapeText(project.key)})`;
}

/** The fields that every form for a new ticket has: what they ask whom, and what their answers mean. */

import {
  DEFAULT_ISSUE_TYPE,
  type IssueType,
  isIssueType,
  issueTypesFor,
  issueTypeWords,
} from '../../domain/issue-type.js';
import {
  DEFAULT_PRIORITY,
  isPriority,
  type Priority,
  prioritiesFor,
  priorityWords,
} from '../../domain/priority.js';
import { FIELD_NAMES } from '../../domain/ticket-fields.js';
import { UserError } from '../../errors.js';
import { checkTags } from '../../services/tickets/change-tags.js';
import { option } from '../blocks/pieces.js';
import { mrkdwnToTyped, typedToMrkdwn } from '../blocks/typed-text.js';
import type { ModalView } from '../gateway.js';
import type { ViewValues } from '../kit.js';
import { chosenIn, isCheckedIn, typedIn } from './field-values.js';
import { checkInput, selectInput, TYPED_TEXT_MAX, textInput, userInput } from './inputs.js';
import { tagsFrom, tagsInput } from './tags-input.js';

/** Block ids: those that the services name in what they refuse, and those of what only a new ticket is asked. */
export const FIELD = {
  project: FIELD_NAMES.projectId,
  title: FIELD_NAMES.title,
  description: 'description',
  type: FIELD_NAMES.issueType,
  priority: FIELD_NAMES.priority,
  talk: 'talk',
  reporter: FIELD_NAMES.reporterId,
  assignee: FIELD_NAMES.assigneeId,
  tags: FIELD_NAMES.tags,
  confidential: FIELD_NAMES.isConfidential,
  earlier: 'include_earlier',
} as const;

export type ProjectChoice = { id: number; key: string; name: string };

export type FormBase = {
  projects: readonly ProjectChoice[];
  preselected: number;
  isAgent: boolean;
  /** By the project that is chosen at first, or by its predecessor. */
  isConfidential: boolean;
  title: string;
  /** mrkdwn. */
  description: string;
};

export function commonFields(form: FormBase): ModalView['blocks'] {
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

export function confidentialField({ isConfidential }: Pick<FormBase, 'isConfidential'>) {
  return checkInput({
    blockId: FIELD.confidential,
    label: 'Confidential',
    text: 'Only the reporter, the agents and people whom they add can see it',
    hint: isConfidential
      ? 'It is so here in any case. The conversation is in direct messages.'
      : 'The conversation is in direct messages then.',
    isChecked: isConfidential,
  });
}

export function agentFields({ isAgent }: FormBase, reporter: string | undefined): ModalView['blocks'] {
  if (!isAgent) return [];
  return [
    userInput({
      blockId: FIELD.reporter,
      label: 'Reporter',
      isOptional: true,
      ...(reporter === undefined ? {} : { initial: reporter }),
    }),
    userInput({ blockId: FIELD.assignee, label: 'Assignee', isOptional: true }),
    tagsInput(FIELD.tags),
  ];
}

export type TicketFields = {
  projectId: number;
  title: string;
  /** mrkdwn. */
  description: string;
  issueType: IssueType;
  priority: Priority;
  /** Slack user ids; null where the field was not there or was left empty. */
  reporter: string | null;
  assignee: string | null;
  tags: string[];
  isConfidential: boolean;
};

export function ticketFields(values: ViewValues, projectId: number): TicketFields {
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
    tags: checkTags(tagsFrom(values, FIELD.tags)),
    isConfidential: isCheckedIn(values, FIELD.confidential),
  };
}

/** As much of a text as the field can hold, as it is typed. */
export function shownDescription(mrkdwn: string): string {
  return [...mrkdwnToTyped(mrkdwn)].slice(0, TYPED_TEXT_MAX).join('');
}

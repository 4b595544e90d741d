/** "More…": one form with all fields of a ticket, for those who work it. Only what is changed in it is saved. */

import { z } from 'zod';
import { ISSUE_TYPES, isIssueType, issueTypeWords } from '../../domain/issue-type.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import { isPriority, PRIORITIES, priorityWords } from '../../domain/priority.js';
import {
  FIELD_NAMES,
  type SeenFields,
  seenOf,
  TICKET_FIELDS,
  type TicketField,
} from '../../domain/ticket-fields.js';
import { type SavedFields, saveFields } from '../../services/tickets/save-fields.js';
import { type FieldsView, viewFields } from '../../services/tickets/view-fields.js';
import { type TypedFields, wantedFields } from '../../services/tickets/wanted-fields.js';
import { leftWords } from '../blocks/confidentiality.js';
import { countWords } from '../blocks/count-words.js';
import { movedWords } from '../blocks/moved-words.js';
import { option } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall, ViewValues } from '../kit.js';
import { NOTES_FIELD, notesInputs } from './confirm-move.js';
import { chosenIn, chosenManyIn, hasField, isCheckedIn, typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { checkInput, multiUserInput, selectInput, textInput, userInput } from './inputs.js';
import { noticeView } from './notice-view.js';
import { openModal } from './open-modal.js';
import { tagsFrom, tagsInput } from './tags-input.js';

type Block = ModalView['blocks'][number];

const metadataSchema = z.object({
  ticket: z.string(),
  seen: z.partialRecord(z.enum(TICKET_FIELDS), z.string().max(64)),
});

/** A name leaves room for the key and the agents in the 75 characters of an option. */
const PROJECT_SHOWN_MAX = 40;
/** More would be a list, not a field. */
const WATCHERS_MAX = 50;
/** Anybody else Slack would refuse to show, such as a person who was erased. */
const MEMBER_ID = /^[UW][A-Z0-9]{1,30}$/;

export function buildEditTicket(view: FieldsView): ModalView {
  const fields = view.fields.filter((field) => isShowable(field, view));
  const seen = Object.fromEntries(
    fields.map((field) => [field, seenOf(view.values[field])]),
  ) satisfies SeenFields;
  const isMovable = fields.includes('projectId');
  return formView({
    callbackId: VIEWS.editTicket,
    title: view.number,
    submit: 'Save',
    metadata: { ticket: view.number, seen } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      ...fields.map((field) => INPUTS[field](view, FIELD_NAMES[field])),
      ...(isMovable ? notesInputs(view.notes, false) : []),
    ],
  });
}

/** A field whose value could not be shown would be taken for emptied. */
function isShowable(field: TicketField, { reporter, assignee, watchers, projects }: FieldsView): boolean {
  switch (field) {
    case 'reporterId':
      return MEMBER_ID.test(reporter.slackUserId);
    case 'assigneeId':
      return assignee === null || MEMBER_ID.test(assignee.slackUserId);
    case 'watcherIds':
      return (
        watchers.length <= WATCHERS_MAX && watchers.every(({ slackUserId }) => MEMBER_ID.test(slackUserId))
      );
    case 'projectId':
      return projects.length > 1;
    default:
      return true;
  }
}

const INPUTS: Record<TicketField, (view: FieldsView, blockId: string) => Block> = {
  title: ({ values }, blockId) => textInput({ blockId, label: 'Title', initial: values.title }),
  issueType: ({ values }, blockId) =>
    selectInput({
      ...{ blockId, label: 'Type', initial: values.issueType },
      choices: ISSUE_TYPES.map((each) => option(issueTypeWords(each), each)),
    }),
  priority: ({ values }, blockId) =>
    selectInput({
      ...{ blockId, label: 'Priority', initial: values.priority },
      choices: PRIORITIES.map((each) => option(priorityWords(each), each)),
    }),
  tags: ({ values }, blockId) => tagsInput(blockId, values.tags),
  reporterId: ({ reporter }, blockId) =>
    userInput({ blockId, label: 'Reporter', initial: reporter.slackUserId }),
  // A menu for one person cannot be emptied once it is filled.
  assigneeId: ({ assignee }, blockId) =>
    multiUserInput({
      ...{ blockId, label: 'Assignee', isOptional: true, chosenMax: 1 },
      initial: assignee === null ? [] : [assignee.slackUserId],
    }),
  watcherIds: ({ watchers }, blockId) =>
    multiUserInput({
      ...{ blockId, label: 'Watchers', isOptional: true, chosenMax: WATCHERS_MAX },
      initial: watchers.map(({ slackUserId }) => slackUserId),
    }),
  isConfidential: ({ values }, blockId) =>
    checkInput({
      ...{ blockId, label: 'Confidential', isChecked: values.isConfidential },
      text: 'Only the reporter, the agents and people whom they add can see it',
    }),
  projectId: ({ values, projects }, blockId) =>
    selectInput({
      ...{ blockId, label: 'Project', initial: String(values.projectId) },
      hint: values.isConfidential
        ? 'In another project it gets a number there. It stays confidential: its agents there see it from then on, those here no more.'
        : 'In another project it gets a number there, and is for the agents there.',
      choices: projects.map(({ id, key, name, agents }) =>
        option(`${truncate(name, PROJECT_SHOWN_MAX)} (${key}), ${countWords(agents, 'agent')}`, String(id)),
      ),
    }),
};

export async function openEditTicket(call: Caller, triggerId: string, ticketNumber: string): Promise<void> {
  await openModal(call, triggerId, ticketNumber, async () =>
    buildEditTicket(await viewFields(call.kit.desk, await call.actor(), ticketNumber)),
  );
}

/** What the card does not say by itself is said in the form's place: where it went, and what stays where others read. */
export async function submitEditTicket(call: ViewCall): Promise<ViewAnswer> {
  const { ticket, seen } = readMetadata(metadataSchema, call.metadata);
  const { desk } = call.kit;
  const wanted = await wantedFields(desk, typedFields(call.values));
  const withNotes = isCheckedIn(call.values, NOTES_FIELD);
  const saved = await saveFields(desk, await call.actor(), ticket, { seen, wanted, withNotes });
  const words = wordsOf(saved);
  return words === '' ? { kind: 'close' } : { kind: 'show', view: noticeView(saved.card.number, words) };
}

function wordsOf(saved: SavedFields): string {
  const left = saved.confidentiality?.left ?? null;
  return [
    ...(saved.moved === null ? [] : [movedWords(saved)]),
    ...(left === null ? [] : [leftWords(left.slackChannelId)]),
    ...(saved.moved === null && !saved.isSeen
      ? [`You do not see ${escapeText(saved.card.number)} any more.`]
      : []),
  ].join('\n');
}

/** Only what the form had: what was sent is believed no more than anything else. */
export function typedFields(values: ViewValues): TypedFields {
  const has = (field: TicketField) => hasField(values, FIELD_NAMES[field]);
  const chosen = (field: TicketField) => chosenIn(values, FIELD_NAMES[field]) ?? '';
  const many = (field: TicketField) =>
    chosenManyIn(values, FIELD_NAMES[field]).filter((slackUserId) => MEMBER_ID.test(slackUserId));
  const [type, priority, reporter] = [chosen('issueType'), chosen('priority'), chosen('reporterId')];
  const projectId = Number(chosen('projectId'));
  return {
    ...(has('title') ? { title: typedIn(values, FIELD_NAMES.title) } : {}),
    ...(isIssueType(type) ? { issueType: type } : {}),
    ...(isPriority(priority) ? { priority } : {}),
    ...(has('tags') ? { tags: tagsFrom(values, FIELD_NAMES.tags) } : {}),
    ...(MEMBER_ID.test(reporter) ? { reporter } : {}),
    ...(has('assigneeId') ? { assignee: many('assigneeId')[0] ?? null } : {}),
    ...(has('watcherIds') ? { watchers: many('watcherIds') } : {}),
    ...(has('isConfidential') ? { isConfidential: isCheckedIn(values, FIELD_NAMES.isConfidential) } : {}),
    ...(has('projectId') && isProjectId(projectId) ? { projectId } : {}),
  };
}

const ID_MAX = 2_147_483_647;

function isProjectId(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0 && value <= ID_MAX;
}

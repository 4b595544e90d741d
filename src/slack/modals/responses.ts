/** The form in which agents keep their project's canned responses: one to choose, to write and to delete. */

import { z } from 'zod';
import { PLACEHOLDERS, RESPONSES_MAX, unknownPlaceholders } from '../../domain/canned-response.js';
import { escapeText } from '../../domain/mrkdwn.js';
import {
  type CannedResponse,
  type ProjectResponses,
  projectResponses,
} from '../../services/canned-responses/project-responses.js';
import { RESPONSE_FIELDS, saveResponse } from '../../services/canned-responses/save-response.js';
import { actions, button, context, mrkdwn, option, plain } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { ACTIONS, VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { typedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { textInput } from './inputs.js';
import { openModal } from './open-modal.js';

const TITLE = 'Responses';
const NEW = option('New response', 'new');

/** `chosen` null: a new one; `changedAt`: its state that the fields were filled with. */
export const responsesMetadata = z.object({
  key: z.string(),
  chosen: z.object({ id: z.int32().positive(), changedAt: z.iso.datetime() }).nullable(),
  revision: z.int().min(0),
});

type Shown = { chosen: CannedResponse | null; revision: number; note: string };

export async function openResponses(call: Caller, triggerId: string, key: string): Promise<void> {
  await openModal(call, triggerId, TITLE, () => responsesView(call, key, { revision: 0 }));
}

/** The form over what is there by now. `note`: mrkdwn about what was just done. */
export async function responsesView(
  call: Caller,
  key: string,
  options: { chosenId?: number | null; revision: number; note?: string },
): Promise<ModalView> {
  const { chosenId = null, revision, note = '' } = options;
  const found = await projectResponses(call.kit.desk, await call.actor(), key);
  const chosen = found.responses.find(({ id }) => id === chosenId) ?? null;
  return buildResponses(found, { chosen, revision, note });
}

export function buildResponses(
  { project, responses }: ProjectResponses,
  { chosen, revision, note }: Shown,
): ModalView {
  const choices = [NEW, ...responses.map(({ id, name }) => option(name, String(id)))];
  const initial = choices.find(({ value }) => value === String(chosen?.id)) ?? NEW;
  const field = (name: keyof typeof RESPONSE_FIELDS) => `${RESPONSE_FIELDS[name]}#${revision}`;
  return formView({
    callbackId: VIEWS.responses,
    title: `${TITLE} of ${project.key}`,
    submit: 'Save',
    metadata: {
      key: project.key,
      chosen: chosen === null ? null : { id: chosen.id, changedAt: chosen.changedAt.toISOString() },
      revision,
    } satisfies z.infer<typeof responsesMetadata>,
    blocks: [
      ...(note === '' ? [] : [context(note)]),
      {
        type: 'section',
        block_id: `chosen#${revision}`,
        text: mrkdwn(countOf(responses.length)),
        accessory: {
          type: 'static_select',
          action_id: ACTIONS.chooseResponse,
          placeholder: plain('Choose a response'),
          options: choices,
          initial_option: initial,
        },
      },
      textInput({
        blockId: field('name'),
        label: 'Name',
        initial: chosen?.name ?? '',
        placeholder: 'VPN reset',
      }),
      textInput({
        blockId: field('content'),
        label: 'What it says',
        hint: 'Agents can change it before they send it.',
        initial: chosen?.content ?? '',
        isMultiline: true,
        placeholder: 'Hi {reporter}, I have reset your VPN. Please sign in again.',
      }),
      context(
        `Filled in when it is used: ${Object.entries(PLACEHOLDERS)
          .map(([name, meaning]) => `\`{${name}}\` ${meaning}`)
          .join(', ')}.`,
      ),
      ...(chosen === null ? [] : [deleteButton(chosen)]),
    ],
  });
}

/** Saves, and shows the form again, for the next one. */
export async function submitResponses(call: ViewCall): Promise<ViewAnswer> {
  const { key, chosen, revision } = readMetadata(responsesMetadata, call.metadata);
  const saved = await saveResponse(call.kit.desk, await call.actor(), key, {
    name: typedIn(call.values, RESPONSE_FIELDS.name),
    content: typedIn(call.values, RESPONSE_FIELDS.content),
    editing: chosen === null ? null : { id: chosen.id, changedAt: new Date(chosen.changedAt) },
  });
  const view = await responsesView(call, key, { revision: revision + 1, note: savedWords(saved) });
  return { kind: 'show', view };
}

function savedWords({ name, content }: { name: string; content: string }): string {
  const saved = `Saved “${escapeText(name)}”. Agents find it under *Reply to reporter*.`;
  const unknown = unknownPlaceholders(content);
  if (unknown.length === 0) return saved;
  const named = unknown.slice(0, 5).map((each) => `\`${escapeText(each)}\``);
  return `${saved} I cannot fill in ${named.join(', ')}: that stays as it is.`;
}

function countOf(count: number): string {
  if (count === 0) return 'There is none yet.';
  return count === 1 ? 'There is one response.' : `There are ${count} of at most ${RESPONSES_MAX} responses.`;
}

function deleteButton({ id, name }: CannedResponse) {
  return actions('delete', [
    button({
      actionId: ACTIONS.deleteResponse,
      text: 'Delete',
      value: String(id),
      style: 'danger',
      confirm: {
        title: plain('Delete this response?'),
        text: plain(`“${name}” can be used no more. What was sent with it stays.`),
        confirm: plain('Delete'),
        deny: plain('Keep'),
      },
    }),
  ]);
}

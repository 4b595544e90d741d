/** Says whom a confidential ticket is shown to in another project, before it goes there. */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { moveTicket } from '../../services/moving/move-ticket.js';
import { type MovePreview, previewMove } from '../../services/moving/preview-move.js';
import { movedWords } from '../blocks/moved-words.js';
import { safeName, section } from '../blocks/pieces.js';
import { heading } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { isCheckedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { checkInput } from './inputs.js';
import { noticeView } from './notice-view.js';
import { openModal } from './open-modal.js';

const TITLE = 'Move ticket';
export const NOTES_FIELD = 'with_notes';
const metadataSchema = z.object({ ticket: z.string(), project: z.string() });
/** More are counted, not named. */
const NAMES_MAX = 20;

export function buildConfirmMove(preview: MovePreview, withNotes: boolean): ModalView {
  const [from, to] = [safeName(preview.from), safeName(preview.to)];
  const names = preview.agents.slice(0, NAMES_MAX).map(safeName);
  const more = preview.agents.length - names.length;
  const agents =
    preview.agents.length === 0
      ? `${to} has no agents yet: only its reporter and its watchers see it there.`
      : `After the move the agents of ${to} see it: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
  const metadata = { ticket: preview.number, project: preview.to.key } satisfies z.infer<
    typeof metadataSchema
  >;
  return formView({
    callbackId: VIEWS.confirmMove,
    title: TITLE,
    submit: 'Move it',
    metadata,
    blocks: [
      section(
        `${heading(preview)} is confidential, and stays so. ${agents} Agents of ${from} who are neither its reporter nor a watcher see it no more.`,
      ),
      ...notesInputs(preview.notes, withNotes),
    ],
  });
}

/** Nothing is asked where there are no notes that the mover can read. */
export function notesInputs(notes: number, isChecked: boolean): types.KnownBlock[] {
  if (notes === 0) return [];
  const input = checkInput({
    blockId: NOTES_FIELD,
    label: 'Notes of its agents',
    text: 'Take them along',
    hint: `${notes === 1 ? '1 note' : `${notes} notes`}: they stay with the agents who wrote them, unless you take them along.`,
    isChecked,
  });
  return [input];
}

export async function openConfirmMove(
  call: Caller,
  triggerId: string,
  { ticket, project, withNotes }: { ticket: string; project: string; withNotes: boolean },
): Promise<void> {
  await openModal(call, triggerId, TITLE, async () =>
    buildConfirmMove(await previewMove(call.kit.desk, await call.actor(), ticket, project), withNotes),
  );
}

export async function submitConfirmMove(call: ViewCall): Promise<ViewAnswer> {
  const { ticket, project } = readMetadata(metadataSchema, call.metadata);
  const withNotes = isCheckedIn(call.values, NOTES_FIELD);
  const result = await moveTicket(call.kit.desk, await call.actor(), ticket, project, {
    ...{ withNotes, isConfirmed: true, sourceKey: call.sourceKey },
  });
  return { kind: 'show', view: noticeView(TITLE, movedWords(result)) };
}

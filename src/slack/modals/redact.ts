/** The form in which somebody chooses what is to be taken out of a ticket for good. */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { slash } from '../../domain/command-names.js';
import { toPlainText } from '../../domain/mrkdwn.js';
import { UserError } from '../../errors.js';
import { TICKET_PARTS, type TicketPart } from '../../services/redaction/blank-ticket.js';
import {
  findRedactable,
  listRedactable,
  type MessageRef,
  type Redactable,
  type RedactableComment,
} from '../../services/redaction/list-redactable.js';
import { previewRedaction, REDACTED_MAX, type RedactedParts } from '../../services/redaction/redact-texts.js';
import { context, option, section } from '../blocks/pieces.js';
import { heading } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { confirmRedactView } from './confirm-redact.js';
import { chosenManyIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { groupedMultiSelectInput } from './inputs.js';
import { openModal } from './open-modal.js';

const TITLE = 'Redact';
/** As the services name it in what they refuse. */
const PARTS = 'parts';
const metadataSchema = z.object({ ticket: z.string() });

/** `chosen`: values of the options that are ticked from the start. */
export function buildRedact(redactable: Redactable, chosen: readonly string[]): ModalView {
  return formView({
    callbackId: VIEWS.redact,
    title: TITLE,
    submit: 'Go on',
    metadata: { ticket: redactable.number } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      section(
        `${heading(redactable)}\nWhat is redacted is gone from the desk for good: the text, its earlier versions and the names of its files. “[redacted]” stands in its place.`,
      ),
      groupedMultiSelectInput({
        blockId: PARTS,
        label: 'What is to be redacted?',
        hint: 'Type to search.',
        groups: groupsOf(redactable),
        initial: chosen,
        chosenMax: REDACTED_MAX,
      }),
      ...(redactable.olderCount === 0
        ? []
        : [
            context(
              `${redactable.olderCount} older comments are not listed. For one of them copy the link of its message and type \`${slash.ticket} redact ${redactable.number} link\`.`,
            ),
          ]),
    ],
  });
}

type Group = { label: string; choices: types.PlainTextOption[] };

/** Slack's limit for a group. */
const GROUP_MAX = 100;

function groupsOf(redactable: Redactable): Group[] {
  const groups: Group[] = [
    {
      label: 'The ticket',
      choices: redactable.parts.map((part) => option(partText(redactable, part), part)),
    },
  ];
  const { comments } = redactable;
  for (let from = 0; from < comments.length; from += GROUP_MAX) {
    groups.push({
      label: from === 0 ? 'Comments, newest first' : 'Older comments',
      choices: comments
        .slice(from, from + GROUP_MAX)
        .map((comment) => option(commentText(comment), String(comment.id))),
    });
  }
  return groups;
}

function partText({ title, description }: Redactable, part: TicketPart): string {
  switch (part) {
    case 'title':
      return `The title: ${title}`;
    case 'description':
      return `The description: ${oneLine(description) || 'files only'}`;
    case 'start_reason':
      return 'How it is known when it began';
    case 'admin_reasons':
      return 'Why admins opened it while it was confidential';
  }
}

function commentText({
  authorName,
  content,
  createdAt,
  isInternal,
  isDeleted,
  fileCount,
}: RedactableComment): string {
  const marks = [isInternal ? 'note' : '', isDeleted ? 'deleted' : '', fileCount > 0 ? 'files' : ''];
  const marked = marks.filter((mark) => mark !== '').join(', ');
  const day = createdAt.toISOString().slice(0, 10);
  return `${authorName} ${day}${marked === '' ? '' : ` (${marked})`}: ${oneLine(content)}`;
}

function oneLine(mrkdwn: string): string {
  return toPlainText(mrkdwn).replace(/\s+/g, ' ').trim();
}

export async function openRedact(
  call: Caller,
  triggerId: string,
  ticketNumber: string,
  message: MessageRef | null,
): Promise<void> {
  await openModal(call, triggerId, TITLE, async () => {
    const { desk } = call.kit;
    const actor = await call.actor();
    const redactable = await listRedactable(desk, actor, ticketNumber);
    if (message === null) return buildRedact(redactable, []);
    const found = await findRedactable(desk, actor, redactable.number, message);
    if (found === null) {
      throw new UserError(
        `That message is nothing that ${ticketNumber} says. Leave the link out to choose from what it says.`,
      );
    }
    return buildLinked(redactable, found);
  });
}

/** Also where the comment is older than the menu goes back. */
function buildLinked(redactable: Redactable, found: { commentId: number } | 'description'): ModalView {
  const value = found === 'description' ? found : String(found.commentId);
  const isListed = groupsOf(redactable).some(({ choices }) => choices.some((each) => each.value === value));
  if (isListed) return buildRedact(redactable, [value]);
  if (found === 'description' || redactable.olderCount === 0) {
    throw new UserError(`That has been redacted already, or there is nothing in it: ${redactable.number}.`);
  }
  const linked = {
    id: found.commentId,
    authorName: 'The linked message',
    createdAt: new Date(0),
    content: '',
    isInternal: false,
    isDeleted: false,
    fileCount: 0,
  };
  return buildRedact({ ...redactable, comments: [linked, ...redactable.comments.slice(0, -1)] }, [value]);
}

export async function submitRedact(call: ViewCall): Promise<ViewAnswer> {
  const { ticket } = readMetadata(metadataSchema, call.metadata);
  const parts = partsIn(chosenManyIn(call.values, PARTS));
  const preview = await previewRedaction(call.kit.desk, await call.actor(), ticket, parts);
  return { kind: 'show', view: confirmRedactView({ ticket, ...parts }, preview, call.kit.render) };
}

/** What is neither a part nor a number is left out: nobody meant it. */
function partsIn(values: readonly string[]): Required<RedactedParts> {
  return {
    parts: TICKET_PARTS.filter((part) => values.includes(part)),
    commentIds: values.filter((value) => /^[1-9]\d{0,8}$/.test(value)).map(Number),
  };
}

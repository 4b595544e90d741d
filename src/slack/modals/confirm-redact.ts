/** Says what a redaction cannot undo and cannot reach, before it is done and after. */

import { z } from 'zod';
import { TICKET_PARTS, type TicketPart } from '../../services/redaction/blank-ticket.js';
import {
  type RedactedParts,
  type RedactionPreview,
  redactTexts,
  type StandingMessage,
} from '../../services/redaction/redact-texts.js';
import { countWords } from '../blocks/count-words.js';
import { type Block, link, section } from '../blocks/pieces.js';
import { heading, type RenderOptions, threadUrl } from '../blocks/ticket-words.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { ViewAnswer, ViewCall } from '../kit.js';
import { formView, readMetadata } from './form-view.js';
import { noticeView } from './notice-view.js';

const TITLE = 'Redact for good?';
const LINKS_MAX = 10;

const metadataSchema = z.object({
  ticket: z.string(),
  parts: z.array(z.enum(TICKET_PARTS)),
  commentIds: z.array(z.int32().positive()),
});

export function confirmRedactView(
  chosen: Required<RedactedParts> & { ticket: string },
  preview: RedactionPreview,
  render: RenderOptions,
): ModalView {
  const blocks: Block[] = [
    section(
      `${heading({ number: chosen.ticket, title: preview.title })}\nTo be redacted: ${what(chosen, preview)}.`,
    ),
    section(
      '*This cannot be undone.* The desk keeps that it was redacted, when and by whom, and not what it said. What the bot has posted of it is replaced in Slack. Backups that were made before still hold it.',
    ),
    ...(preview.isTitleInDescription
      ? [
          section(
            ':warning: The title repeats what the description says, and stays. Go back to choose it too.',
          ),
        ]
      : []),
    ...standingBlocks(preview.standing, render),
  ];
  return formView({
    callbackId: VIEWS.confirmRedact,
    title: TITLE,
    submit: 'Redact',
    metadata: {
      ticket: chosen.ticket,
      parts: [...chosen.parts],
      commentIds: [...chosen.commentIds],
    } satisfies z.infer<typeof metadataSchema>,
    blocks,
  });
}

const PART_WORDS: Record<TicketPart, string> = {
  title: 'the title and its earlier versions',
  description: 'the description and the names of its files',
  start_reason: 'how it is known when it began',
  admin_reasons: 'why admins opened it while it was confidential',
};

function what({ parts }: Required<RedactedParts>, { comments }: RedactionPreview): string {
  const words = parts.map((part) => PART_WORDS[part]);
  return (
    [...words, ...(comments === 0 ? [] : [countWords(comments, 'comment')])].join(', ') || 'nothing more'
  );
}

/** The bot cannot delete what people wrote. */
function standingBlocks(standing: readonly StandingMessage[], render: RenderOptions): Block[] {
  if (standing.length === 0) return [];
  const links = standing
    .slice(0, LINKS_MAX)
    .map(({ slackChannelId, messageTs }, index) =>
      link(threadUrl({ slackChannelId, threadTs: messageTs }, render), `message ${index + 1}`),
    );
  const more = standing.length > LINKS_MAX ? ` and ${standing.length - LINKS_MAX} more` : '';
  const which =
    standing.length === 1
      ? "This message is a person's own and stays in Slack until its author, or an admin of the workspace, deletes it there"
      : "These messages are people's own and stay in Slack until their authors, or an admin of the workspace, delete them there";
  return [section(`:warning: ${which}: ${links.join(', ')}${more}.`)];
}

export async function submitConfirmRedact(call: ViewCall): Promise<ViewAnswer> {
  const { ticket, ...parts } = readMetadata(metadataSchema, call.metadata);
  const { count, standing } = await redactTexts(call.kit.desk, await call.actor(), ticket, parts);
  const words = count === 0 ? 'It was redacted already.' : 'Done. The copies in Slack follow within seconds.';
  const view = noticeView('Redacted', words);
  return {
    kind: 'show',
    view: { ...view, blocks: [...view.blocks, ...standingBlocks(standing, call.kit.render)] },
  };
}

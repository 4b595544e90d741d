/** A modal that is filled in and submitted, and what it remembers meanwhile. */
import type { z } from 'zod';
import { truncate } from '../../domain/mrkdwn.js';
import { plain } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';

/** Slack's limit. */
const VIEW_TITLE_MAX = 24;

/** `metadata` comes back with the submission, and is parsed like anything else a person sent. */
export function formView(options: {
  callbackId: string;
  title: string;
  submit: string;
  metadata: unknown;
  blocks: ModalView['blocks'];
}): ModalView {
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(truncate(options.title, VIEW_TITLE_MAX)),
    submit: plain(truncate(options.submit, VIEW_TITLE_MAX)),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(options.metadata),
    blocks: options.blocks,
  };
}

/** The metadata of a form, or an error that nobody sees unless they forged it. */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  return schema.parse(JSON.parse(metadata));
}

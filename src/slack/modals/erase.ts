/** The form in which an admin says that a person is to be forgotten, with everything that this means. */

import { z } from 'zod';
import { escapeText } from '../../domain/mrkdwn.js';
import { erasePerson } from '../../services/erasure/erase-person.js';
import { type ErasurePreview, previewErasure } from '../../services/erasure/preview-erasure.js';
import { countWords } from '../blocks/count-words.js';
import { nameOf, section } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall } from '../kit.js';
import { isCheckedIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { checkInput } from './inputs.js';
import { noticeView } from './notice-view.js';
import { openModal } from './open-modal.js';

const TITLE = 'Erase for good?';
const TEXTS = 'texts';
const metadataSchema = z.object({ slackUserId: z.string() });

export function buildErase(slackUserId: string, preview: ErasurePreview): ModalView {
  const { comments, tickets, openTickets } = preview;
  const written = `${countWords(comments, 'comment')} and ${countWords(tickets, 'ticket')}`;
  const gone = [
    `*What goes:* the names, the e-mail address, the time zone and the Slack id of ${nameOf(preview)}; mentions of them in what others wrote; their name in what the bot has posted, 30 messages a minute; what they watch.`,
    `*What stays:* ${written}, as those of “Erased person” with a number; names that somebody typed as plain words; what they wrote in Slack, and the bot's direct messages to them. Backups from before hold everything.`,
    '*If they come back:* somebody who writes with the same Slack account is a new person to the desk, whom nothing connects with this one.',
    '*This cannot be undone.*',
  ];
  const waiting = `:warning: ${countWords(openTickets, 'ticket')} of theirs ${openTickets === 1 ? 'is' : 'are'} still open. Nobody gets direct messages about that any more.`;
  return formView({
    callbackId: VIEWS.erase,
    title: TITLE,
    submit: 'Erase',
    metadata: { slackUserId } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      ...gone.map(section),
      ...(openTickets === 0 ? [] : [section(waiting)]),
      checkInput({
        blockId: TEXTS,
        label: 'What they wrote',
        text: 'Redact it too: comments, and titles and descriptions of tickets',
      }),
    ],
  });
}

export async function openErase(call: Caller, triggerId: string, slackUserId: string): Promise<void> {
  await openModal(call, triggerId, TITLE, async () =>
    buildErase(slackUserId, await previewErasure(call.kit.desk, await call.actor(), slackUserId)),
  );
}

/** On a desk of years this takes longer than Slack waits. */
export async function submitErase(call: ViewCall): Promise<ViewAnswer> {
  const { slackUserId } = readMetadata(metadataSchema, call.metadata);
  const { desk } = call.kit;
  const actor = await call.actor();
  await previewErasure(desk, actor, slackUserId);
  const isWithTexts = isCheckedIn(call.values, TEXTS);
  return {
    kind: 'show',
    view: noticeView('Erasing', 'Erasing. This goes on if you close it.'),
    later: async () => {
      const { name, redacted } = await erasePerson(desk, actor, slackUserId, { isWithTexts });
      const texts = isWithTexts ? ` ${countWords(redacted, 'text')} of theirs redacted.` : '';
      return noticeView('Erased', `Done: they are *${escapeText(name)}* now.${texts}`);
    },
  };
}

/** Tells an admin that Slack takes no more messages for a conversation, and offers to send them again. */

import { slash } from '../../domain/command-names.js';
import type { PostContent, PostPlaceView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { countWords } from './count-words.js';
import { actions, type Button, button, message, nameOf, section } from './pieces.js';
import { refusalWords } from './refusal-words.js';

export function undelivered({
  postId,
  place,
  reason,
  count,
}: Extract<PostContent, { kind: 'undelivered' }>): RenderedMessage {
  const text = `:warning: ${undeliveredText({ place, reason, count })} I tell you of this once; \`${slash.desk} doctor\` has what waits.`;
  return message(text, [section(text), actions('undelivered', refusedButtons(postId))]);
}

/** "3 messages for #it-triage were refused, because … What to do: …". */
export function undeliveredText({
  place,
  reason,
  count,
}: {
  place: PostPlaceView;
  reason: string;
  count: number;
}): string {
  const { why, todo } = refusalWords(reason);
  const verb = count === 1 ? 'was' : 'were';
  return `${countWords(count, 'message')} for ${placeWords(place)} ${verb} refused, because ${why}. What to do: ${todo}.`;
}

export function placeWords(place: PostPlaceView): string {
  return place.kind === 'channel' ? `<#${place.slackChannelId}>` : nameOf(place);
}

export function refusedButtons(postId: number): Button[] {
  const value = String(postId);
  return [
    button({ actionId: ACTIONS.resendPosts, text: 'Send again', value, style: 'primary' }),
    button({
      actionId: ACTIONS.forgetPosts,
      text: 'Forget',
      value,
      confirm: {
        title: { type: 'plain_text', text: 'Forget them?' },
        text: { type: 'plain_text', text: 'They will not be sent any more. Their tickets stay as they are.' },
        confirm: { type: 'plain_text', text: 'Forget' },
        deny: { type: 'plain_text', text: 'Keep' },
      },
    }),
  ];
}

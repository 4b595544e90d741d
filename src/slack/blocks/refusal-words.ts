/** Why Slack refused a message for good, and what somebody can do about it. */

import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';

type Words = { why: string; todo: string };

const invite = () => `type \`/invite ${slash.bot}\` there`;

const refusals = (): Readonly<Record<string, Words>> => ({
  not_in_channel: { why: 'I am not in the channel', todo: invite() },
  channel_not_found: {
    why: 'the channel is gone, or I am not in it any more',
    todo: `${invite()}, or choose another one with \`${slash.project} edit\``,
  },
  is_archived: {
    why: 'the channel is archived',
    todo: `unarchive it, or choose another one with \`${slash.project} edit\``,
  },
  restricted_action: { why: 'only some people may post there', todo: 'let me post there in its settings' },
  cant_delete_message: {
    why: 'Slack does not let me take them out, though they must not be seen there any more',
    todo: 'delete them by hand in Slack, then forget them here',
  },
  message_not_found: {
    why: 'the message was deleted in Slack',
    todo: 'nothing can bring it back: forget it',
  },
  thread_not_found: { why: 'the thread was deleted in Slack', todo: 'nothing can bring it back: forget it' },
  user_not_found: { why: 'the person is not in this workspace any more', todo: 'forget it' },
  user_disabled: { why: 'the person is deactivated', todo: 'forget it' },
  cannot_dm_bot: { why: 'it is a bot', todo: 'forget it' },
  messages_tab_disabled: {
    why: 'direct messages to me are switched off',
    todo: "switch on the Messages tab in the app's settings (App Home)",
  },
  'its thread was never posted': {
    why: 'the message that opens its thread was refused',
    todo: 'send that one again, and this follows',
  },
  internal_error: {
    why: 'of an error of mine, several times',
    todo: "search the bot's log for `a post could not be sent`",
  },
});

const REASON_MAX = 80;

/** A code of Slack that is not in the table is shown as it is. */
export function refusalWords(reason: string): Words {
  const known = new Map(Object.entries(refusals())).get(reason);
  if (known !== undefined) return known;
  const code = escapeText(truncate(reason.replaceAll('`', "'"), REASON_MAX));
  return { why: `Slack says \`${code}\``, todo: "look for `gave up on a post` in the bot's log" };
}

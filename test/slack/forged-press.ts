/** A press that nobody made on what they were shown, as somebody could sign and send it. */
import type { Person } from '../../playground/people.js';
import type { Bot } from '../support/bot.js';

export const whispered = (person: Person) => person.ephemerals().at(-1)?.shows ?? '';

/** What Slack sends when a button is pressed, on a message that may never have been. */
export function pressOf(
  bot: Bot,
  actionId: string,
  value: string,
  message: { channel: string; ts: string } | null,
  blockId = 'forged',
): Record<string, unknown> {
  const channel = message?.channel ?? [...bot.slack.workspace.state.channels.values()][0]?.id ?? '';
  const ts = message?.ts ?? '1772445600.000100';
  return {
    type: 'block_actions',
    channel: { id: channel, name: 'general' },
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    message: { type: 'message', ts, text: '' },
    actions: [{ type: 'button', action_id: actionId, block_id: blockId, value, action_ts: '1.1' }],
  };
}

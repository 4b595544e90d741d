/** Presses and forms as somebody sends them who was never shown them, for the tests of what is forged. */
import { expect } from 'vitest';
import { type Story, startStory } from '../support/story.js';

export type Json = Record<string, unknown>;

export async function startWithTicket(): Promise<Story> {
  const story = await startStory({ mode: 'http' });
  const number = await story.opens('Bo', 'Zaunkönig brütet', { talk: 'direct' });
  const { channel, ts } = await story.origin(number);
  await story.after(() => story.person('Bo').post('@threadesk', 'Drosselbart kommt', { threadTs: ts }));
  expect(channel).toMatch(/^D/);
  return story;
}

/** Of somebody else's ticket, of our code, of the database, and of a value that was no text. */
export const UNSAYABLE =
  /Zaunkönig|Drosselbart|\n\s+at |prisma|\b(?:SELECT|INSERT|UPDATE) |undefined|\[object|NaN\b/i;

export function pressOf(story: Story, id: string, value: string, block: string): Json {
  const channel = [...story.slack.workspace.state.channels.values()][0]?.id ?? '';
  const option = { value, text: { type: 'plain_text', text: 'x' } };
  const chosen =
    id === 'assign' ? { selected_user: value } : id === 'priority' ? { selected_option: option } : { value };
  return {
    type: 'block_actions',
    channel: { id: channel, name: 'general' },
    container: { type: 'message', message_ts: '1772445600.000100', channel_id: channel, is_ephemeral: false },
    message: { type: 'message', ts: '1772445600.000100', text: '' },
    actions: [{ type: 'button', action_id: id, block_id: block, ...chosen }],
  };
}

export function viewOf(id: string, metadata: string): Json {
  return {
    id: 'V0FORGED',
    type: 'modal',
    callback_id: id,
    private_metadata: metadata,
    blocks: [{ type: 'input', block_id: 'text' }],
    state: { values: { text: { value: { type: 'plain_text_input', value: 'hello' } } } },
  };
}

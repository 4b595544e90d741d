/** One person's small Slack as they find their way in it: by what is written on things, and by nothing else. */
import type { Locator, Page } from 'playwright-core';

export type Pane = {
  /** All of it. */
  all: Locator;
  /** What was said in the channel that is open. */
  channel: Locator;
  thread: Locator;
  /** The newest message with these words, of the channel or of the thread. */
  message(words: string | RegExp, where?: 'channel' | 'thread'): Locator;
  dialog(title: string): Locator;
  toast(words: string): Locator;
  /** Types it where one writes, and presses Enter. */
  says(text: string, where?: 'channel' | 'thread'): Promise<void>;
  field(where?: 'channel' | 'thread'): Locator;
  opens(place: string): Promise<void>;
  /** Does something with a message, from its toolbar. */
  does(message: Locator, what: string): Promise<void>;
  /** Does something with a message, from its menu. */
  chooses(message: Locator, item: string): Promise<void>;
};

export function paneOf(page: Page, name: string): Pane {
  const all = page.getByRole('region', { name: `${name}’s Slack` });
  const channel = all.getByRole('log', { name: /^Messages in / });
  const thread = all.getByRole('complementary', { name: 'Thread' });
  const placeOf = (where: 'channel' | 'thread') => (where === 'thread' ? thread : channel);
  const field = (where: 'channel' | 'thread' = 'channel') =>
    where === 'thread'
      ? thread.getByRole('combobox', { name: 'Reply' })
      : all.getByRole('combobox', { name: /^Message / });
  const does = async (message: Locator, what: string) => {
    await message.hover();
    await message.getByRole('toolbar').getByRole('button', { name: what, exact: true }).click();
  };
  return {
    all,
    channel,
    thread,
    field,
    does,
    message: (words, where = 'channel') =>
      placeOf(where).getByRole('article').filter({ hasText: words }).last(),
    dialog: (title) => all.getByRole('dialog', { name: title }),
    toast: (words) => all.getByRole('alert').filter({ hasText: words }),
    says: async (text, where) => {
      await field(where).fill(text);
      await field(where).press('Enter');
    },
    opens: async (place) => {
      await all
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(`^${place}\\b`) })
        .click();
    },
    chooses: async (message, item) => {
      await does(message, 'More actions');
      await message.getByRole('menuitem', { name: item }).click();
    },
  };
}

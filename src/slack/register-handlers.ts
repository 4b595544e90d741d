/** Everything the bot listens to, in one table each: commands, presses, shortcuts, modals, menus and events. */

import type { App } from '@slack/bolt';
import { COMMAND_WORDS, type CommandWord, slash } from '../domain/command-names.js';
import { ACTION_HANDLERS } from './actions/action-handlers.js';
import { deskCommand } from './commands/desk.js';
import { projectCommand } from './commands/project.js';
import { ticketCommand } from './commands/ticket.js';
import { EVENT_HANDLERS } from './events/event-handlers.js';
import type { Kit } from './kit.js';
import { type CommandHandler, onAction, onCommand, onEvent, onShortcut, onView } from './listener.js';
import { VIEW_HANDLERS } from './modals/view-handlers.js';
import { onOptions } from './options/on-options.js';
import { OPTION_SOURCES } from './options/option-sources.js';
import { SHORTCUT_HANDLERS } from './shortcuts/shortcut-handlers.js';

export const COMMAND_HANDLERS: Record<CommandWord, CommandHandler> = {
  ticket: ticketCommand,
  project: projectCommand,
  desk: deskCommand,
};

export function registerHandlers(app: App, kit: Kit): void {
  for (const word of COMMAND_WORDS) onCommand(app, kit, slash[word], COMMAND_HANDLERS[word]);
  for (const [id, handle] of Object.entries(ACTION_HANDLERS)) onAction(app, kit, actionPattern(id), handle);
  for (const [id, handle] of Object.entries(SHORTCUT_HANDLERS)) onShortcut(app, kit, id, handle);
  for (const [id, handle] of Object.entries(VIEW_HANDLERS)) onView(app, kit, id, handle);
  for (const [id, find] of Object.entries(OPTION_SOURCES)) onOptions(app, kit, id, find);
  for (const [type, handle] of Object.entries(EVENT_HANDLERS)) onEvent(app, kit, type, handle);
}

/** `move` and `move:start`: one block can hold no two buttons of the same id. */
function actionPattern(id: string): RegExp {
  return new RegExp(`^${id}(?::|$)`);
}

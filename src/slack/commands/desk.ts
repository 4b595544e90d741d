/** The slash command `/desk`: what concerns the desk itself, for admins, and how each person is told. */

import { slash } from '../../domain/command-names.js';
import type { Answer, CommandCall } from '../kit.js';
import type { CommandHandler } from '../listener.js';
import { openErase } from '../modals/erase.js';
import { openSetup } from '../modals/submit-setup.js';
import type { DeskVerbHandler } from './desk-call.js';
import { doctorCommand } from './desk-doctor.js';
import { reconcileCommand } from './desk-reconcile.js';
import { settingsCommand } from './desk-settings.js';
import { DESK_USAGE, type DeskCommand, parseDeskCommand } from './grammar-desk.js';
import { usageAnswer, usageList } from './help.js';

const HANDLERS: { [V in DeskCommand['verb']]: DeskVerbHandler<V> } = {
  help: async () => usageList('desk', DESK_USAGE),
  doctor: doctorCommand,
  setup: async (call, { key }) => {
    await openSetup(call, call.triggerId, key);
    return null;
  },
  settings: settingsCommand,
  reconcile: reconcileCommand,
  erase: async (call, { slackUserId }) => {
    await openErase(call, call.triggerId, slackUserId);
    return null;
  },
};

export const deskCommand: CommandHandler = async (call) => {
  const parsed = parseDeskCommand(call.text);
  if (!parsed.ok) return usageAnswer(slash.desk, parsed.error);
  const handle = HANDLERS[parsed.command.verb] as (
    call: CommandCall,
    command: DeskCommand,
  ) => Promise<Answer>;
  return handle(call, parsed.command);
};

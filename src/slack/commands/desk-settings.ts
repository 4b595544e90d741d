/** `/desk settings`: how somebody is told, for everybody. */

import { openNoticeSettings } from '../modals/notice-settings.js';
import type { DeskVerbHandler } from './desk-call.js';

export const settingsCommand: DeskVerbHandler<'settings'> = async (call) => {
  await openNoticeSettings(call, call.triggerId);
  return null;
};

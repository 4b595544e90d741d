/** Answers a menu that asks for its choices while a person types: in time, within Slack's limits, and never with an error. */

import type { App, types } from '@slack/bolt';
import { isUserError } from '../../errors.js';
import { callerOf } from '../caller.js';
import { firstOf } from '../first-of.js';
import { logIncident } from '../incident.js';
import type { Caller, Kit } from '../kit.js';
import { suggestionSchema } from '../payloads.js';

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const OPTIONS_MAX = 100;
/** Slack waits 3 s. */
const OPTIONS_WITHIN_MS = 2_500;

/** What not everybody may see is asked for in the name of `actor()`, who types. */
/** `metadata` is that of the form that the menu is in, as the person sent it. */
export type OptionCall = Caller & { query: string; countMax: number; metadata: string };
export type OptionSource = (call: OptionCall) => Promise<types.PlainTextOption[]>;

/** Where finding fails or is late, the menu is empty and not broken: the person types on, and it is asked again. */
export function onOptions(
  app: App,
  kit: Kit,
  actionId: string,
  find: OptionSource,
  { withinMs = OPTIONS_WITHIN_MS } = {},
): void {
  app.options(actionId, async ({ ack, body }) => {
    const options = await found(kit, find, body, withinMs).catch((error: unknown) => {
      if (!isUserError(error)) logIncident(kit.desk.log, error, { options: actionId });
      return [];
    });
    await ack({ options: options.slice(0, OPTIONS_MAX) });
  });
}

async function found(
  kit: Kit,
  find: OptionSource,
  body: unknown,
  withinMs: number,
): Promise<types.PlainTextOption[]> {
  const { user, value: query, view } = suggestionSchema.parse(body);
  const metadata = view?.private_metadata ?? '';
  const call = { ...callerOf(kit, user.id), query, countMax: OPTIONS_MAX, metadata };
  const options = await firstOf(find(call), withinMs);
  if (options === null) throw new Error('The choices came too late');
  return options;
}

/** What happened, in words: titles for what is delivered to the app. */

import { readable } from '../people/visible-text.js';
import type { WorkspaceCore } from '../workspace/core.js';
import { optionLabel } from '../workspace/element-values.js';
import { asObject, asObjects, asText, isObject } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import type { Manifest } from './lobby.js';
import type { HappeningKind } from './protocol.js';

export type Told = { kind: HappeningKind; title: string; userId: string | null };

type Words = { core: WorkspaceCore; manifest: Manifest };

const TITLE_MAX = 120;

function who(core: WorkspaceCore, id: unknown): string {
  return core.state.members.get(asText(id))?.displayName ?? 'Somebody';
}

function where(core: WorkspaceCore, id: unknown): string {
  const channel = core.state.channels.get(asText(id));
  if (channel === undefined) return 'a channel';
  return channel.kind === 'im' || channel.kind === 'mpim' ? 'direct messages' : `#${channel.name}`;
}

function labelOf(element: JsonObject): string {
  const label = isObject(element.text) ? element.text : element.placeholder;
  return isObject(label) ? asText(label.text) : asText(element.action_id);
}

/** What was picked, as it stands on the screen where that is known. */
function pickedIn(core: WorkspaceCore, action: JsonObject): string {
  if (isObject(action.selected_option)) return optionLabel(action.selected_option);
  const options = asObjects(action.selected_options).map(optionLabel);
  if (options.length > 0) return options.join(', ');
  const [, value] = Object.entries(action).find(([key]) => key.startsWith('selected_')) ?? [];
  const id = asText(value);
  return core.state.members.get(id)?.displayName ?? core.state.channels.get(id)?.name ?? id;
}

function actionWords(core: WorkspaceCore, payload: JsonObject): string {
  const [action = {}] = asObjects(payload.actions);
  if (action.type === 'button') return `pressed ${labelOf(action)}`;
  const picked = pickedIn(core, action);
  return picked === '' ? `changed ${labelOf(action)}` : `chose ${picked}`;
}

function shortcutName({ manifest }: Words, payload: JsonObject): string {
  const id = asText(payload.callback_id);
  return manifest.shortcuts.find(({ callbackId }) => callbackId === id)?.name ?? id;
}

function titleOfView(payload: JsonObject): string {
  return asText(asObject(asObject(payload.view).title).text) || 'a form';
}

const INTERACTIONS: Readonly<
  Record<string, { kind: HappeningKind; words(words: Words, payload: JsonObject): string }>
> = {
  block_actions: { kind: 'press', words: ({ core }, payload) => actionWords(core, payload) },
  view_submission: { kind: 'form', words: (_, payload) => `submitted ${titleOfView(payload)}` },
  view_closed: { kind: 'form', words: (_, payload) => `closed ${titleOfView(payload)}` },
  block_suggestion: {
    kind: 'menu',
    words: (_, payload) => `looked for "${asText(payload.value)}" in a menu`,
  },
  shortcut: {
    kind: 'shortcut',
    words: (words, payload) => `chose the shortcut ${shortcutName(words, payload)}`,
  },
  message_action: {
    kind: 'shortcut',
    words: (words, payload) =>
      `chose ${shortcutName(words, payload)} on a message in ${where(words.core, asObject(payload.channel).id)}`,
  },
};

const MESSAGES: Readonly<Record<string, (name: string, place: string) => string>> = {
  message_changed: (name, place) => `${name} changed a message in ${place}`,
  message_deleted: (name, place) => `A message of ${name} was deleted in ${place}`,
  file_share: (name, place) => `${name} posted a file in ${place}`,
  thread_broadcast: (name, place) => `${name} answered in a thread and in ${place}`,
  channel_join: (name, place) => `${name} joined ${place}`,
  channel_leave: (name, place) => `${name} left ${place}`,
};

const OWN: Readonly<Record<string, string>> = {
  message_changed: 'changed message',
  message_deleted: 'deleted message',
};

function messageTitle(core: WorkspaceCore, event: JsonObject): Omit<Told, 'kind'> {
  const inner = { ...asObject(event.previous_message), ...asObject(event.message), ...event };
  const userId =
    asText(inner.user) ||
    asText(asObject(event.previous_message).user) ||
    asText(asObject(event.message).user);
  const name = asText(event.username) || who(core, userId);
  const place = where(core, event.channel);
  if (userId === core.state.app.botUserId && event.subtype !== 'channel_join')
    return {
      title: `The bot hears of its own ${OWN[asText(event.subtype)] ?? 'message'} in ${place}`,
      userId,
    };
  const known = MESSAGES[asText(event.subtype)];
  const isReply = event.thread_ts !== undefined && event.thread_ts !== event.ts;
  const title =
    known?.(name, place) ?? `${name} ${isReply ? 'answered in a thread in' : 'posted in'} ${place}`;
  return { title, userId: userId || null };
}

const EVENTS: Readonly<Record<string, (core: WorkspaceCore, event: JsonObject) => string>> = {
  app_mention: (core, event) => `${who(core, event.user)} mentioned the bot in ${where(core, event.channel)}`,
  app_home_opened: (core, event) => `${who(core, event.user)} opened the Home`,
  reaction_added: (core, event) =>
    `${who(core, event.user)} reacted with :${asText(event.reaction)}: in ${where(core, asObject(event.item).channel)}`,
  reaction_removed: (core, event) =>
    `${who(core, event.user)} took :${asText(event.reaction)}: back in ${where(core, asObject(event.item).channel)}`,
  member_joined_channel: (core, event) => `${who(core, event.user)} is in ${where(core, event.channel)} now`,
  member_left_channel: (core, event) =>
    `${who(core, event.user)} is not in ${where(core, event.channel)} any more`,
  user_change: (core, event) => `The profile of ${who(core, asObject(event.user).id)} changed`,
  team_join: (core, event) => `${who(core, asObject(event.user).id)} joined the workspace`,
};

function eventTitle(core: WorkspaceCore, event: JsonObject): Omit<Told, 'kind'> {
  if (event.type === 'message') return messageTitle(core, event);
  const type = asText(event.type);
  const userId = asText(event.user) || asText(asObject(event.user).id) || null;
  const title =
    EVENTS[type]?.(core, event) ?? `${type.replaceAll('_', ' ')} in ${where(core, event.channel)}`;
  return { title, userId };
}

/** @param type of the envelope: `events_api`, `interactive` or `slash_commands`. */
export function toldOf(words: Words, type: string, payload: JsonObject): Told {
  const { core } = words;
  if (type === 'events_api') return { kind: 'event', ...eventTitle(core, asObject(payload.event)) };
  if (type === 'slash_commands') {
    const typed =
      `${asText(payload.command)} ${readable({ core, timeZone: null }, asText(payload.text))}`.trim();
    const title = `${who(core, payload.user_id)} typed ${typed}`;
    return { kind: 'command', title: title.slice(0, TITLE_MAX), userId: asText(payload.user_id) };
  }
  const userId = asText(asObject(payload.user).id);
  const known = INTERACTIONS[asText(payload.type)];
  const title = `${who(core, userId)} ${known?.words(words, payload) ?? 'did something'}`;
  return { kind: known?.kind ?? 'press', title: title.slice(0, TITLE_MAX), userId };
}

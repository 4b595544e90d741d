/** What the composer offers while something is typed: commands, people, channels. */
import type { ChannelRow, Lobby } from '../../../live/protocol.js';
import { OWN_COMMANDS } from './own-commands.js';

export type Suggestion = {
  key: string;
  /** What is chosen: `/ticket`, `@Ana`, `#it-help`. */
  label: string;
  detail: string;
  hint?: string;
  /** What then stands in the text. */
  insert: string;
};

export type Suggestions = {
  of: 'commands' | 'people' | 'channels';
  /** Where what is typed of it begins; it ends at the caret. */
  from: number;
  items: readonly Suggestion[];
};

export type Offer = Pick<Lobby, 'people' | 'commands' | 'appName'> & { channels: readonly ChannelRow[] };

const SHOWN_MAX = 8;

const BROADCASTS: readonly Suggestion[] = [
  { key: 'here', label: '@here', detail: 'Notify everyone online in this channel', insert: '@here ' },
  { key: 'channel', label: '@channel', detail: 'Notify everyone in this channel', insert: '@channel ' },
];

function commandsFor(typed: string, { commands, appName }: Offer): Suggestion[] {
  const ofApp = commands.map((one) => ({ ...one, description: `${one.description} · ${appName}` }));
  return [...ofApp, ...OWN_COMMANDS]
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .map(({ command, description, usageHint }) => ({
      key: command,
      label: command,
      detail: description,
      hint: usageHint,
      insert: `${command} `,
    }));
}

function peopleFor(typed: string, { people }: Offer): Suggestion[] {
  const wanted = typed.slice(1).toLowerCase();
  const found = people
    .filter(({ isDeactivated }) => !isDeactivated)
    .filter(({ name, handle, realName }) =>
      [name, handle, ...realName.split(' ')].some((word) => word.toLowerCase().startsWith(wanted)),
    )
    .map(({ id, name, handle, realName, role }) => ({
      key: id,
      label: `@${name}`,
      detail: role === 'app' ? 'App' : realName,
      // The name of an app may have spaces, which a mention cannot.
      insert: role === 'app' ? `@${handle} ` : `@${name} `,
    }));
  return [...found, ...BROADCASTS.filter(({ key }) => key.startsWith(wanted))];
}

function channelsFor(typed: string, { channels }: Offer): Suggestion[] {
  const wanted = typed.slice(1).toLowerCase();
  return channels
    .filter(({ kind, isArchived }) => (kind === 'public' || kind === 'private') && !isArchived)
    .filter(({ name }) => name.startsWith(wanted))
    .map(({ id, name, kind }) => ({
      key: id,
      label: `#${name}`,
      detail: kind === 'private' ? 'Private channel' : 'Channel',
      insert: `#${name} `,
    }));
}

function found(text: string, caret: number, offer: Offer): Suggestions | null {
  const before = text.slice(0, caret);
  if (/^\/[\w-]*$/.test(before)) return { of: 'commands', from: 0, items: commandsFor(before, offer) };
  const word = /(?:^|[\s(])([@#][\w.-]*)$/.exec(before)?.[1];
  if (word === undefined) return null;
  const from = caret - word.length;
  return word.startsWith('@')
    ? { of: 'people', from, items: peopleFor(word, offer) }
    : { of: 'channels', from, items: channelsFor(word, offer) };
}

/** What there is to choose for the word before the caret; null where it is none of these, or nothing fits. */
export function suggestionsFor(text: string, caret: number, offer: Offer): Suggestions | null {
  const suggestions = found(text, caret, offer);
  if (suggestions === null || suggestions.items.length === 0) return null;
  return { ...suggestions, items: suggestions.items.slice(0, SHOWN_MAX) };
}

/** The usage of the command that stands at the beginning, as long as nothing follows it. */
export function hintFor(text: string, { commands }: Pick<Lobby, 'commands'>): string | null {
  const name = /^(\/[\w-]+)\s+$/.exec(text)?.[1];
  const usageHint = [...commands, ...OWN_COMMANDS].find(({ command }) => command === name)?.usageHint;
  return usageHint ? `${name} ${usageHint}` : null;
}

/** What can be chosen in a menu, whichever kind of menu it is. */
import type { JsonObject } from '../../../live/protocol.js';
import { asObject, asObjects, asText, asTexts } from '../../../workspace/json.js';
import type { Seat } from '../../seat.js';
import { plainWords } from '../plain-text.js';

export type Choosable = { value: string; label: string };

export type ChoosableGroup = { label: string; options: readonly Choosable[] };

export function asChoosable(option: JsonObject): Choosable {
  return { value: asText(option.value), label: plainWords(option.text) };
}

function inGroups(element: JsonObject): ChoosableGroup[] {
  const loose = asObjects(element.options).map(asChoosable);
  const groups = asObjects(element.option_groups).map((group) => ({
    label: plainWords(group.label),
    options: asObjects(group.options).map(asChoosable),
  }));
  return loose.length > 0 ? [{ label: '', options: loose }, ...groups] : groups;
}

function people({ lobby }: Seat): ChoosableGroup[] {
  const options = lobby.people
    .filter(({ isDeactivated }) => !isDeactivated)
    .map(({ id, name, realName }) => ({
      value: id,
      label: name === realName ? name : `${name} (${realName})`,
    }));
  return [{ label: '', options }];
}

/** Which conversations a filter lets through: https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
function conversations(seat: Seat, element: JsonObject): ChoosableGroup[] {
  const filter = asObject(element.filter);
  const include = asTexts(filter.include);
  const options = seat.channels
    .filter(({ kind }) => include.length === 0 || include.includes(kind))
    .filter(({ isShared }) => !(isShared && filter.exclude_external_shared_channels === true))
    .filter(({ isArchived }) => !isArchived)
    .map(({ id, name, kind }) => ({
      value: id,
      label: kind === 'im' || kind === 'mpim' ? name : `#${name}`,
    }));
  return [{ label: '', options }];
}

const PUBLIC = { filter: { include: ['public'] } };

const SOURCES: Readonly<Record<string, (element: JsonObject, seat: Seat) => ChoosableGroup[]>> = {
  static: inGroups,
  users: (_, seat) => people(seat),
  conversations: (element, seat) => conversations(seat, element),
  channels: (_, seat) => conversations(seat, PUBLIC),
};

/** `multi_users_select` and `users_select` offer the same. */
export function choosables(element: JsonObject, seat: Seat): ChoosableGroup[] {
  const kind = asText(element.type)
    .replace(/^multi_/, '')
    .replace(/_select$/, '');
  return SOURCES[kind]?.(element, seat) ?? [];
}

const HELD_FIELDS = [
  'selected_option',
  'selected_options',
  'selected_user',
  'selected_users',
  'selected_channel',
  'selected_channels',
  'selected_conversation',
  'selected_conversations',
];

/** What is chosen by now, out of a state value: options with their labels, ids without. */
export function heldChoices(held: JsonObject, groups: readonly ChoosableGroup[]): Choosable[] {
  const field = HELD_FIELDS.find((name) => name in held);
  const value = field === undefined ? null : held[field];
  const list: unknown[] = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  const known = groups.flatMap(({ options }) => options);
  return list.map((one) =>
    typeof one === 'string'
      ? (known.find(({ value }) => value === one) ?? { value: one, label: one })
      : asChoosable(asObject(one)),
  );
}

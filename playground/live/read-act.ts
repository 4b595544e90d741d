/** Takes what a person is to do from outside: whatever fits no act would get into the workspace, and into its file, as it is. */

import { z } from 'zod';
import { TEXT_MAX } from '../api/message-content.js';
import type { Person } from '../people.js';
import { entryOf } from '../workspace/json.js';
import { NotPossible } from '../workspace/slack-error.js';

export type Act = Exclude<keyof Person, 'id' | 'name'>;

/** https://docs.slack.dev/reference/methods/conversations.create */
const CHANNEL_NAME_MAX = 80;
/** A hand presses no more often than that before it sees what it does. */
const SUBMITS_MAX = 20;

const place = z.string().min(1);
const who = z.string().min(1);
const text = z.string();
const message = z
  .string()
  .max(TEXT_MAX.post, 'a message has 40,000 characters at most; share what is longer as a file');
const name = z.string().min(1);
const ts = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'a ts looks like 1772000000.000100');
const emoji = z.string().regex(/^:?[\w+'-]{1,100}(::skin-tone-[2-6])?:?$/, 'an emoji has a name like eyes');
const channelName = z
  .string()
  .max(CHANNEL_NAME_MAX)
  .regex(/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u, 'a channel is called by small letters, digits, - and _');

const file = z.object({
  name: z.string().min(1),
  title: z.string().exactOptional(),
  mimetype: z.string().exactOptional(),
  size: z.int().nonnegative().exactOptional(),
  content: z.string().exactOptional(),
});
const someFile = z.union([name, file]);
const choice = z.union([z.string(), file, z.array(z.union([z.string(), file])), z.null()]);

/** What `sees()` and `view()` give holds more than is needed. */
const target = z.union([z.object({ viewId: z.string() }), z.object({ channel: place, ts })]);
const blockOf = z.object({ blockId: z.string().exactOptional() });
const which = z.object({ blockId: z.string().exactOptional(), value: z.string().exactOptional() });

const zone = z.string().refine(isZone, 'a time zone is called like Europe/Lisbon');

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null;
  } catch {
    return false;
  }
}

const postOptions = z.strictObject({
  threadTs: ts.exactOptional(),
  broadcast: z.boolean().exactOptional(),
  files: z.array(someFile).max(10).exactOptional(),
  asMe: z.boolean().exactOptional(),
});
const profile = z.strictObject({
  displayName: z.string().min(1).max(80).exactOptional(),
  realName: z.string().min(1).max(80).exactOptional(),
  email: z.email().nullable().exactOptional(),
  tz: zone.exactOptional(),
  isAdmin: z.boolean().exactOptional(),
  isOwner: z.boolean().exactOptional(),
  isRestricted: z.boolean().exactOptional(),
  isUltraRestricted: z.boolean().exactOptional(),
  isDeactivated: z.boolean().exactOptional(),
});

const nothing = z.tuple([]);
const inChannel = z.tuple([place]);
const onMessage = z.tuple([place, ts]);
const withSomebody = z.tuple([place, who]);

const ARGUMENTS = {
  post: z.tuple([place, message, postOptions.optional()]),
  edit: z.tuple([place, ts, message]),
  delete: onMessage,
  broadcastLater: onMessage,
  unfurl: z.tuple([place, ts, z.url().optional()]),
  removeFile: onMessage,
  react: z.tuple([place, ts, emoji]),
  unreact: z.tuple([place, ts, emoji]),
  forward: z.tuple([
    place,
    ts,
    place,
    message.optional(),
    z.strictObject({ threadTs: ts.exactOptional() }).optional(),
  ]),
  join: inChannel,
  leave: inChannel,
  invite: withSomebody,
  remove: withSomebody,
  createChannel: z.tuple([
    channelName,
    z
      .strictObject({ isPrivate: z.boolean().exactOptional(), members: z.array(who).exactOptional() })
      .optional(),
  ]),
  groupWith: z.tuple([z.array(who).min(1).max(8)]),
  convertToPrivate: inChannel,
  convertToPublic: inChannel,
  rename: z.tuple([place, channelName]),
  archive: inChannel,
  unarchive: inChannel,
  deleteChannel: inChannel,
  share: z.tuple([place, z.strictObject({ changesId: z.boolean().exactOptional() }).optional()]),
  unshare: inChannel,
  setProfile: z.tuple([profile]),
  dm: z.tuple([who.optional()]),
  openHome: z.tuple([z.enum(['home', 'messages']).optional()]),
  command: z.tuple([
    z.string().regex(/^\/\S+$/, 'a command begins with /'),
    text.optional(),
    z.strictObject({ channel: place.exactOptional() }).optional(),
  ]),
  shortcut: z.tuple([name]),
  messageShortcut: z.tuple([name, place, ts]),
  press: z.tuple([target, name, which.optional()]),
  choose: z.tuple([target, name, choice, blockOf.optional()]),
  options: z.tuple([target, name, text, blockOf.optional()]),
  forge: z.tuple([z.record(z.string(), z.unknown())]),
  view: nothing,
  home: nothing,
  fill: z.tuple([z.record(z.string(), choice)]),
  submit: z.tuple([
    z
      .strictObject({
        times: z.int().min(1).max(SUBMITS_MAX).exactOptional(),
        force: z.boolean().exactOptional(),
      })
      .optional(),
  ]),
  closeView: nothing,
  sees: z.tuple([place, ts.optional()]),
  ephemerals: nothing,
  chosenIn: onMessage,
} as const satisfies { readonly [A in Act]: z.ZodType<Parameters<Person[A]>> };

/** Throws NotPossible, in a sentence, for what is no act and for arguments that it does not take. */
export function readAct(wanted: string, args: unknown): { act: Act; args: readonly unknown[] } {
  const taken: z.ZodType<readonly unknown[]> | undefined = entryOf(ARGUMENTS, wanted);
  if (taken === undefined)
    throw new NotPossible(`There is no ${wanted} to do; there are: ${Object.keys(ARGUMENTS).join(', ')}`);
  return { act: wanted as Act, args: readArguments(wanted, taken, args) };
}

/** Throws NotPossible and says which argument is wrong, counted from 1, and in what. */
export function readArguments<T>(wanted: string, taken: z.ZodType<T>, args: unknown): T {
  const read = taken.safeParse(args ?? []);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [index, ...inside] = issue?.path ?? [];
  const at = typeof index === 'number' ? `, argument ${[index + 1, ...inside.map(String)].join(', ')}` : '';
  throw new NotPossible(`${wanted} does not take that${at}: ${issue?.message ?? 'it is of another kind'}`);
}

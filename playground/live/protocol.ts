/**
 * What the page and the workspace say to each other: types only, imported by both sides, so that neither imports the other.
 *
 * | request | answer |
 * |---|---|
 * | `GET /control/lobby` | {@link Lobby}: who there is to be, and what can be typed and called |
 * | `GET /control/screen?as=U…&channel=C…&thread=TS` | {@link Screen}: what one person sees; `channel` and `thread` may be left out |
 * | `GET /control/trail?since=N&run=R` | {@link Trail}: what happened or changed after version N of that run, oldest first; all of it where another one runs |
 * | `GET /control/time` | {@link Time} |
 * | `GET /control/stream` | server-sent events, each a {@link Tick}: something may look different now |
 * | `POST /control/person` | does something as somebody: `{name, do, with}`, any method of `Person` |
 * | `POST /control/read` | `{as, channel, ts}`: this person has read so far |
 * | `POST /control/time` | {@link TimeJump}: time passes for the workspace and the bot; answers {@link Jumped} when what was due is done |
 * | `POST /control/faults` | `{do, with}`: a fault of `Faults`, as far as JSON can say it and nothing has to be held to end it, or one of {@link BoxFault} |
 *
 * Every answer is `{ok: true, result}` or, with status 400, `{ok: false, error: 'a sentence'}`.
 */
import type { ApiFault } from '../faults.js';
import type { ChannelKind, JsonObject, Violation } from '../workspace/types.js';

export type { ApiFault, ChannelKind, JsonObject, Violation };

export type Role = 'owner' | 'admin' | 'member' | 'guest' | 'outsider' | 'app';

export type PersonRow = {
  id: string;
  name: string;
  realName: string;
  handle: string;
  /** IANA. */
  tz: string;
  role: Role;
  isDeactivated: boolean;
};

/** What slash-command completion and the shortcut menus offer: what `manifest.yml` declares. */
export type Lobby = {
  /** ISO 8601: when the workspace began, which a start keeps and a fresh one does not. */
  bornAt: string;
  team: { name: string; domain: string };
  /** Everybody, the bot too: it has the role `app`, and nobody can be it. */
  people: readonly PersonRow[];
  /** The bot's own user. */
  botUserId: string;
  /** The direct messages' and Home's owner. */
  appName: string;
  commands: readonly { command: string; description: string; usageHint: string }[];
  shortcuts: readonly { callbackId: string; name: string; type: 'global' | 'message' }[];
};

export type ChannelRow = {
  id: string;
  /** Without `#`; of direct messages the other person's name, of a group all the others'. */
  name: string;
  kind: ChannelKind;
  isShared: boolean;
  isArchived: boolean;
  /** Whether the person whose screen this is can write here. */
  isMember: boolean;
  hasBot: boolean;
  memberIds: readonly string[];
  unreadCount: number;
  /** Something unread mentions this person, or it is a direct message. */
  isPressing: boolean;
};

export type ShownFile = {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  isDeleted: boolean;
  /** The content of a text, cut after 4,000 characters. */
  preview: string | null;
};

/** Values picked in a message or typed in a view, in the shape of `state.values`. */
export type Values = { readonly [blockId: string]: { readonly [actionId: string]: JsonObject } };

export type ShownMessage = {
  channelId: string;
  ts: string;
  threadTs: string | null;
  author: { id: string; name: string; isBot: boolean };
  /** Slack's mrkdwn; what notifications and screen readers say where there are blocks. */
  text: string;
  blocks: readonly JsonObject[];
  attachments: readonly JsonObject[];
  files: readonly ShownFile[];
  reactions: readonly { name: string; userIds: readonly string[] }[];
  /** Only this person sees it, and the next reload of a real Slack forgets it. */
  isEphemeral: boolean;
  isEdited: boolean;
  isBroadcast: boolean;
  /** "This message was deleted", where replies keep the root standing. */
  isTombstone: boolean;
  /** `channel_join` and its like. */
  subtype: string | null;
  /** Of a root with replies. */
  replies: { count: number; userIds: readonly string[]; latestTs: string } | null;
  chosen: Values;
};

export type ShownView = {
  id: string;
  title: string;
  submit: string | null;
  close: string | null;
  callbackId: string;
  blocks: readonly JsonObject[];
  values: Values;
  /** By block id: what the app or the client itself said of the last submission. */
  errors: { readonly [blockId: string]: string };
  hash: string;
};

export type Screen = {
  me: PersonRow;
  channels: readonly ChannelRow[];
  /** Null without `channel`, or where this person cannot look into it. */
  place: {
    channel: ChannelRow;
    messages: readonly ShownMessage[];
    /** Root first; null without `thread`. */
    thread: readonly ShownMessage[] | null;
    /** Up to where this person had read before this look. */
    readTs: string | null;
  } | null;
  home: ShownView | null;
  /** Bottom first. */
  modals: readonly ShownView[];
};

export type DeliveryState = 'held' | 'underway' | 'acked' | 'given_up' | 'dropped' | 'unanswered';

export type HappeningKind =
  | 'event'
  | 'command'
  | 'press'
  | 'form'
  | 'menu'
  | 'shortcut'
  | 'fault'
  | 'time'
  /** What the bot did without anything from outside: a run of a job, mostly. */
  | 'itself';

/** One thing that happened, and all that is seen to have come of it. */
export type Happening = {
  id: number;
  /** Rises whenever anything of it changes. */
  version: number;
  /** ISO 8601, on the workspace's clock. */
  at: string;
  kind: HappeningKind;
  /** `Bo typed /ticket new`, `message in #it-help`. */
  title: string;
  /** The bot's own where its own message comes back to it, of which nothing comes. */
  userId: string | null;
  /** What was sent to the bot, as it was sent, without tokens. */
  payload: JsonObject | null;
  delivery: { state: DeliveryState; attempts: number; ackMs: number | null; answer: unknown } | null;
  calls: readonly TrailCall[];
  rows: readonly RowChange[];
  violations: readonly (Violation & Guessed)[];
  /** How much more came of it than is kept. */
  leftOut: number;
};

/** Whether it is only taken to come of it, because of its time: whoever did it said nothing. */
export type Guessed = { isGuessed: boolean };

export type TrailCall = Guessed & {
  /** Milliseconds after the happening began, in real time. */
  afterMs: number;
  tookMs: number;
  method: string;
  args: JsonObject;
  result: JsonObject;
  fault: ApiFault | null;
};

export type RowChange = Guessed & {
  afterMs: number;
  table: string;
  kind: 'insert' | 'update' | 'delete';
  /** What the row is known by: its id. */
  key: string;
  /** Of an update only what changed. */
  columns: readonly { name: string; before: unknown; after: unknown }[];
};

export type Trail = {
  /** Each start has its own: versions and ids of happenings begin anew with it. */
  run: string;
  version: number;
  /** What is older is forgotten. */
  oldestId: number;
  happenings: readonly Happening[];
};

export type Time = {
  /** ISO 8601, on the workspace's clock. */
  now: string;
  /** The targets still to come, soonest first, ten at most. */
  targets: readonly { ticket: string; title: string; metric: string; at: string }[];
};

/** How a jump went. */
export type Passage = {
  /** Instants at which it stopped on the way, because something fell due. */
  stops: number;
  /** By how much the latest of it was done after its instant: not 0 where there was more than a jump stops for. */
  lateMaxMs: number;
  /** Whether the app has nothing left to say of it. */
  isAllSaid: boolean;
};

export type Jumped = Time & { passage: Passage };

export type TimeJump =
  | { to: 'minutes'; minutes: number }
  /** The next Monday at 09:00, in the zone of the desk's calendar. */
  | { to: 'monday' }
  /** A minute before the next target. */
  | { to: 'target' };

/** Faults of the whole box, beside those of `Faults`. */
export type BoxFault =
  | { do: 'rateLimits'; with: [isOn: boolean] }
  | { do: 'removeBot'; with: [channel: string] }
  | { do: 'inviteBot'; with: [channel: string] }
  | { do: 'makePrivate'; with: [channel: string] }
  | { do: 'makePublic'; with: [channel: string] }
  | { do: 'reorder'; with: [isHolding: boolean] }
  /** The bot hears nothing until `hearAgain`, which lets ten minutes pass and connects it again. */
  | { do: 'loseEvents'; with: [] }
  | { do: 'hearAgain'; with: [] };

/** What is broken on purpose at the moment, and how the bot stands. */
export type Weather = {
  connections: number;
  isTokenRevoked: boolean;
  isRefusing: boolean;
  isLosingEvents: boolean;
  isReordering: boolean;
  hasRateLimits: boolean;
  /** The rules still to strike, in words. */
  rules: readonly { id: number; words: string; left: number }[];
};

/** What a tick of the stream carries, so that nobody has to ask whether anything is new. */
export type Tick = {
  now: string;
  /** Rises whenever somebody’s screen may show something else. */
  screenVersion: number;
  trailVersion: number;
  /** Of the trail. */
  run: string;
  /** Of the page's files, as they were when the workspace started: a page that began with others is older. */
  build: string;
  /** The bot is being started, and the desk in it set up: there is nothing to look at yet. */
  isOpening: boolean;
  weather: Weather;
};

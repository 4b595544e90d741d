/** The state that every rule of the workspace works on, and the few ways of looking into it. */

import { formatTs, makeId } from './ids.js';
import { buildSeed, type WorkspaceSeed } from './seed.js';
import { NotPossible } from './slack-error.js';
import type {
  App,
  AppEvent,
  Channel,
  Clock,
  Ephemeral,
  Member,
  Message,
  ResponseUrl,
  SlackFile,
  Team,
  Trigger,
  ViewRecord,
  Violation,
} from './types.js';

export type WorkspaceState = {
  team: Team;
  app: App;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  /** By channel id, in the order of their `ts`. */
  messages: Map<string, Message[]>;
  files: Map<string, SlackFile>;
  ephemerals: Ephemeral[];
  views: Map<string, ViewRecord>;
  /** The open modals of a person, the top one last. */
  modalStacks: Map<string, string[]>;
  homes: Map<string, string>;
  /** Up to which `ts` each person has read, by person and channel. */
  reads: Map<string, string>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  serial: number;
  lastTsMicros: number;
};

export type WorkspaceCore = {
  state: WorkspaceState;
  clock: Clock;
  /** Where `response_url`s and file links point; set by the server once it listens. */
  origin: string;
  /** What the app was granted when it was installed. */
  scopes: readonly string[];
  /** The event subscriptions of the app, as its manifest would list them. */
  subscriptions: Set<string>;
  violations: Violation[];
  eventListeners: Set<(event: AppEvent) => void>;
  changeListeners: Set<() => void>;
  /** Told of what those who look on may want to see, but is no part of the state. */
  newsListeners: Set<() => void>;
  violationListeners: Set<(violation: Violation, claim: string | null) => void>;
  /** What the app says that it does this for, while something that it sent is carried out. */
  claim: string | null;
  /** Rises with whatever somebody's screen may show. */
  screenVersion: number;
};

export function createCore(
  seed: WorkspaceSeed,
  clock: Clock,
  { subscriptions, scopes }: { subscriptions: Iterable<string>; scopes: readonly string[] },
): WorkspaceCore {
  const seeded = buildSeed(seed, Math.floor(clock.now().getTime() / 1000));
  return {
    state: {
      team: seeded.team,
      app: seeded.app,
      members: new Map(seeded.members.map((member) => [member.id, member])),
      channels: new Map(seeded.channels.map((channel) => [channel.id, channel])),
      messages: new Map(),
      files: new Map(),
      ephemerals: [],
      views: new Map(),
      modalStacks: new Map(),
      homes: new Map(),
      reads: new Map(),
      triggers: new Map(),
      responseUrls: new Map(),
      serial: 100,
      lastTsMicros: 0,
    },
    clock,
    origin: 'http://127.0.0.1',
    scopes,
    subscriptions: new Set(subscriptions),
    violations: [],
    eventListeners: new Set(),
    changeListeners: new Set(),
    newsListeners: new Set(),
    violationListeners: new Set(),
    claim: null,
    screenVersion: 0,
  };
}

export function nowMs(core: WorkspaceCore): number {
  return core.clock.now().getTime();
}

export function nowSeconds(core: WorkspaceCore): number {
  return Math.floor(nowMs(core) / 1000);
}

/** A `ts` of now that no other has and that is later than all before it, however the clock stands. */
export function nextTs(core: WorkspaceCore): string {
  const micros = Math.max(nowMs(core) * 1000, core.state.lastTsMicros + 1);
  core.state.lastTsMicros = micros;
  return formatTs(micros);
}

/** The last `ts` handed out: everything so far is no later. */
export function latestTs(core: WorkspaceCore): string {
  return formatTs(core.state.lastTsMicros);
}

export function nextId(core: WorkspaceCore, prefix: string, hint = ''): string {
  core.state.serial += 1;
  return makeId(prefix, hint, core.state.serial);
}

/** What the box remembers of calls, events and violations; a workspace that runs for weeks forgets the oldest. */
const REMEMBERED_MAX = 50_000;

export function remember<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > REMEMBERED_MAX) list.splice(0, list.length - REMEMBERED_MAX);
}

export function violate(core: WorkspaceCore, rule: string, detail: string): void {
  const violation = { at: core.clock.now().toISOString(), rule, detail };
  remember(core.violations, violation);
  for (const listener of core.violationListeners) listener(violation, core.claim);
}

/** Carries out what the app sent: what it breaks meanwhile belongs to that. */
export function claiming<T>(core: WorkspaceCore, claim: string | null, carryOut: () => T): T {
  core.claim = claim;
  try {
    return carryOut();
  } finally {
    core.claim = null;
  }
}

/** Slack takes it; but who listens to messages, or is notified of one, gets the text alone. */
export function expectFallback(
  core: WorkspaceCore,
  text: string,
  blocks: readonly unknown[] | undefined,
): void {
  if (blocks?.length && text.trim() === '') violate(core, 'no_fallback_text', 'blocks without a text');
}

export function told(core: WorkspaceCore): void {
  for (const listener of core.newsListeners) listener();
}

/** Something went on that nobody sees on a screen. */
export function stirred(core: WorkspaceCore): void {
  for (const listener of core.changeListeners) listener();
}

/** What somebody sees may be something else now. */
export function changed(core: WorkspaceCore): void {
  core.screenVersion += 1;
  stirred(core);
}

export function bot(core: WorkspaceCore): Member {
  return memberById(core, core.state.app.botUserId);
}

/** Throws NotPossible for an id that nobody has. */
export function memberById(core: WorkspaceCore, id: string): Member {
  const member = core.state.members.get(id);
  if (!member) throw new NotPossible(`There is no member ${id}`);
  return member;
}

/** Finds a member by id, name or handle, with or without `@`. */
export function findMember(core: WorkspaceCore, nameOrId: string): Member | undefined {
  const bare = nameOrId.replace(/^@/, '');
  const byId = core.state.members.get(bare);
  if (byId) return byId;
  const wanted = bare.toLowerCase();
  return [...core.state.members.values()].find(
    (member) => member.handle === wanted || member.displayName.toLowerCase() === wanted,
  );
}

export function memberNamed(core: WorkspaceCore, nameOrId: string): Member {
  const member = findMember(core, nameOrId);
  if (!member) throw new NotPossible(`There is nobody called ${nameOrId} in the workspace`);
  return member;
}

/** Finds a channel by id or name, with or without `#`. */
export function findChannel(core: WorkspaceCore, nameOrId: string): Channel | undefined {
  const bare = nameOrId.replace(/^#/, '');
  const byId = core.state.channels.get(bare);
  if (byId) return byId;
  return [...core.state.channels.values()].find((channel) => channel.name === bare && channel.kind !== 'im');
}

export function channelNamed(core: WorkspaceCore, nameOrId: string): Channel {
  const channel = findChannel(core, nameOrId);
  if (!channel) throw new NotPossible(`There is no channel ${nameOrId}`);
  return channel;
}

export function isIn(channel: Channel, memberId: string): boolean {
  return channel.memberIds.includes(memberId);
}

/** Members read the public channels they are not in; guests and outsiders only the ones they are in. */
export function canRead(channel: Channel, member: Member): boolean {
  if (isIn(channel, member.id)) return true;
  return channel.kind === 'public' && !member.isRestricted && !member.isStranger;
}

export function messagesOf(core: WorkspaceCore, channelId: string): Message[] {
  const known = core.state.messages.get(channelId);
  if (known) return known;
  const fresh: Message[] = [];
  core.state.messages.set(channelId, fresh);
  return fresh;
}

export function findMessage(core: WorkspaceCore, channelId: string, ts: string): Message | undefined {
  return core.state.messages.get(channelId)?.find((message) => message.ts === ts);
}

export function isReply(message: Message): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}

export function repliesOf(core: WorkspaceCore, root: { channelId: string; ts: string }): Message[] {
  return messagesOf(core, root.channelId).filter(
    (message) => message.threadTs === root.ts && message.ts !== root.ts,
  );
}

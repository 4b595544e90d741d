/** The workspace as a whole: its state with the few things a test does to it that no person and no app does. */

import { DEFAULT_SUBSCRIPTIONS } from './app-events.js';
import { channelNamed, createCore, nextId, type WorkspaceCore } from './core.js';
import { GRANTED_SCOPES } from './granted-scopes.js';
import { addMember, type NewMember } from './members.js';
import { addMessage } from './messages.js';
import { defaultSeed, type WorkspaceSeed } from './seed.js';
import type { Clock, JsonObject, Member } from './types.js';

/** Another app in the workspace, which posts as `bot_message`. */
export type Integration = {
  post(
    channel: string,
    text: string,
    options?: { threadTs?: string; blocks?: JsonObject[]; attachments?: JsonObject[] },
  ): { channel: string; ts: string };
};

export type Workspace = WorkspaceCore & {
  integration(name: string): Integration;
  /** Adds a colleague: `team_join`. */
  hire(member: NewMember): Member;
};

export type WorkspaceOptions = {
  seed?: WorkspaceSeed;
  clock?: Clock;
  subscriptions?: Iterable<string>;
  scopes?: readonly string[];
};

const realClock: Clock = { now: () => new Date() };

export function createWorkspace(options: WorkspaceOptions = {}): Workspace {
  const core = createCore(options.seed ?? defaultSeed, options.clock ?? realClock, {
    subscriptions: options.subscriptions ?? DEFAULT_SUBSCRIPTIONS,
    scopes: options.scopes ?? GRANTED_SCOPES,
  });
  const botIds = new Map<string, string>();
  const integration = (name: string): Integration => {
    const botId = botIds.get(name) ?? nextId(core, 'B', name);
    botIds.set(name, botId);
    return {
      post: (channelName, text, { threadTs, blocks, attachments } = {}) => {
        const channel = channelNamed(core, channelName);
        const { ts } = addMessage(core, channel, {
          subtype: 'bot_message',
          username: name,
          botId,
          appId: `A${botId.slice(1)}`,
          text,
          ...(threadTs === undefined ? {} : { threadTs }),
          ...(blocks ? { blocks } : {}),
          ...(attachments ? { attachments } : {}),
        });
        return { channel: channel.id, ts };
      },
    };
  };
  return Object.assign(core, { integration, hire: (member: NewMember) => addMember(core, member) });
}

/** Who there is to be, and what can be typed and called: what the page asks for once. */

import type { WorkspaceCore } from '../workspace/core.js';
import type { Member } from '../workspace/types.js';
import type { Lobby, PersonRow, Role } from './protocol.js';

/** What the app's manifest declares. */
export type Manifest = Pick<Lobby, 'appName' | 'commands' | 'shortcuts'>;

export const NO_MANIFEST: Manifest = { appName: 'threadesk', commands: [], shortcuts: [] };

function roleOf(member: Member): Role {
  if (member.isBot) return 'app';
  if (member.isStranger) return 'outsider';
  if (member.isRestricted) return 'guest';
  if (member.isOwner) return 'owner';
  return member.isAdmin ? 'admin' : 'member';
}

export function personRow(member: Member): PersonRow {
  const { id, displayName, realName, handle, tz, isDeactivated } = member;
  return { id, name: displayName, realName, handle, tz, role: roleOf(member), isDeactivated };
}

export function lobbyOf(core: WorkspaceCore, manifest: Manifest): Lobby {
  const { team, app, members, channels } = core.state;
  const bornAtS = Math.min(...[...channels.values()].map(({ createdAt }) => createdAt));
  return {
    bornAt: new Date(bornAtS * 1000).toISOString(),
    team: { name: team.name, domain: team.domain },
    people: [...members.values()].map(personRow),
    botUserId: app.botUserId,
    ...manifest,
  };
}

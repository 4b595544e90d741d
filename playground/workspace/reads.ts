/** How far each person has read in each conversation. Slack keeps this per person, and tells no app. */

import { changed, type WorkspaceCore } from './core.js';
import { parseTs } from './ids.js';

function key(userId: string, channelId: string): string {
  return `${userId} ${channelId}`;
}

/** The `ts` up to which somebody has read; null where they have read nothing. */
export function readTsOf(core: WorkspaceCore, userId: string, channelId: string): string | null {
  return core.state.reads.get(key(userId, channelId)) ?? null;
}

/** Notes that somebody has read up to `ts`. A mark never goes back, because two looks may be noted in any order. */
export function markRead(core: WorkspaceCore, userId: string, channelId: string, ts: string): void {
  const before = readTsOf(core, userId, channelId);
  if (before !== null && (parseTs(ts) ?? 0) <= (parseTs(before) ?? 0)) return;
  core.state.reads.set(key(userId, channelId), ts);
  changed(core);
}

/** Marks follow a channel to its new id. */
export function moveReads(core: WorkspaceCore, oldId: string, newId: string): void {
  for (const userId of core.state.members.keys()) {
    const mark = core.state.reads.get(key(userId, oldId));
    if (mark === undefined) continue;
    core.state.reads.delete(key(userId, oldId));
    core.state.reads.set(key(userId, newId), mark);
  }
}

/** Messages that only one person sees. */

import { changed, nextTs, type WorkspaceCore } from './core.js';
import type { Ephemeral } from './types.js';

export function addEphemeral(core: WorkspaceCore, draft: Omit<Ephemeral, 'ts'>): Ephemeral {
  const ephemeral = { ...draft, ts: nextTs(core) };
  core.state.ephemerals.push(ephemeral);
  changed(core);
  return ephemeral;
}

export function findEphemeral(core: WorkspaceCore, userId: string, ts: string): Ephemeral | undefined {
  return core.state.ephemerals.find((ephemeral) => ephemeral.userId === userId && ephemeral.ts === ts);
}

export function removeEphemeral(core: WorkspaceCore, userId: string, ts: string): void {
  core.state.ephemerals = core.state.ephemerals.filter(
    (ephemeral) => ephemeral.userId !== userId || ephemeral.ts !== ts,
  );
  changed(core);
}

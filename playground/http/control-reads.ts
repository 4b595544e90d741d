/** What can be asked of the workspace from outside, as a table: a name of `GET /control/NAME`, and who answers it. */

import { lobbyOf } from '../live/lobby.js';
import type { Time, Trail } from '../live/protocol.js';
import { screenOf } from '../live/screen.js';
import { requireSomebody } from '../live/somebody.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import type { Controlled } from './controlled.js';

function overview({ workspace }: Controlled): JsonObject {
  const { team, app, members, channels } = workspace.state;
  return {
    team,
    app,
    people: [...members.values()],
    channels: [...channels.values()],
  };
}

export async function timeOf({ workspace, timekeeper }: Controlled): Promise<Time> {
  const targets = (await timekeeper?.targets()) ?? [];
  return { now: workspace.clock.now().toISOString(), targets };
}

function sinceOf(query: URLSearchParams): number {
  const since = Number(query.get('since') ?? 0);
  if (!Number.isInteger(since)) throw new NotPossible('since is the version of a trail, as it was given');
  return since;
}

function screen({ workspace, person }: Controlled, query: URLSearchParams): unknown {
  const as = query.get('as');
  if (as === null) throw new NotPossible('Say whose screen it is: ?as=U…');
  requireSomebody(workspace, as);
  const me = person(as);
  const look = {
    as: me.id,
    channel: query.get('channel') ?? undefined,
    thread: query.get('thread') ?? undefined,
  };
  return screenOf(workspace, look, me.chosenIn);
}

const NO_TRAIL: Trail = { run: '', version: 0, oldestId: 0, happenings: [] };

export const READS: Readonly<Record<string, (controlled: Controlled, query: URLSearchParams) => unknown>> = {
  state: overview,
  calls: ({ calls }) => calls,
  events: ({ events }) => events,
  violations: ({ workspace }) => workspace.violations,
  lobby: ({ workspace, manifest }) => lobbyOf(workspace, manifest),
  screen,
  time: timeOf,
  trail: ({ trail }, query): Trail => trail?.since(sinceOf(query), query.get('run') ?? undefined) ?? NO_TRAIL,
};

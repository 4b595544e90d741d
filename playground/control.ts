/** The JSON API that drives the workspace from outside: act as a person, look around, break things. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './api/arguments.js';
import { type RecordedCall, sendJson } from './api/call.js';
import type { EventRecord } from './delivery/dispatcher.js';
import type { Faults } from './faults.js';
import { faultWords } from './live/fault-words.js';
import { isFromHere } from './live/from-here.js';
import { lobbyOf, type Manifest } from './live/lobby.js';
import type { Play } from './live/play.js';
import type { LivePlayFault, Tick, Time, Trail, Weather } from './live/protocol.js';
import { requireFault } from './live/read-fault.js';
import { screenOf } from './live/screen.js';
import { answerStream } from './live/stream.js';
import { jumpWords, readJump, type Timekeeper } from './live/timekeeper.js';
import type { TrailBook } from './live/trail.js';
import type { Person } from './people.js';
import { canRead, changed, channelNamed, memberNamed } from './workspace/core.js';
import { parseTs } from './workspace/ids.js';
import { asObject, asText } from './workspace/json.js';
import { markRead } from './workspace/reads.js';
import { NotPossible, SlackError } from './workspace/slack-error.js';
import type { JsonObject } from './workspace/types.js';
import type { Workspace } from './workspace/workspace.js';

export type Controlled = {
  workspace: Workspace;
  person(name: string): Person;
  faults: Faults;
  calls: readonly RecordedCall[];
  events: readonly EventRecord[];
  manifest: Manifest;
  trail: TrailBook | null;
  play: Play;
  timekeeper: Timekeeper | null;
  weather(): Weather;
  settled(): Promise<void>;
};

type Operation = (...args: never[]) => unknown;

const FAULTS = [
  'api',
  'event',
  'revokeToken',
  'restoreToken',
  'cutSockets',
  'warnDisconnect',
  'refuseConnections',
  'clear',
] as const satisfies readonly (keyof Faults)[];

const PLAY = [
  'rateLimits',
  'removeBot',
  'inviteBot',
  'makePrivate',
  'makePublic',
  'reorder',
  'loseEvents',
  'hearAgain',
] as const satisfies readonly LivePlayFault['do'][];

function faultNamed({ faults, play }: Controlled, wanted: string): { target: object; name: string } {
  const inPlay = PLAY.find((name) => name === wanted);
  if (inPlay) return { target: play, name: inPlay };
  const name = FAULTS.find((fault) => fault === wanted);
  if (name) return { target: faults, name };
  throw new NotPossible(`There is no fault ${wanted}; there are: ${[...FAULTS, ...PLAY].join(', ')}`);
}

function overview({ workspace }: Controlled): JsonObject {
  const { team, app, members, channels } = workspace.state;
  return {
    team,
    app,
    people: [...members.values()],
    channels: [...channels.values()],
  };
}

async function timeOf({ workspace, timekeeper }: Controlled): Promise<Time> {
  const targets = (await timekeeper?.targets()) ?? [];
  return { now: workspace.clock.now().toISOString(), targets };
}

async function jump(controlled: Controlled, body: JsonObject): Promise<Time> {
  const { timekeeper, trail } = controlled;
  if (timekeeper === null) throw new NotPossible('Time cannot be moved here');
  const wanted = readJump(body);
  await inTrail(trail, 'time', jumpWords(wanted), () => timekeeper.jump(wanted));
  changed(controlled.workspace);
  return timeOf(controlled);
}

async function inTrail<T>(
  trail: TrailBook | null,
  kind: 'fault' | 'time',
  title: string,
  act: () => Promise<T>,
): Promise<T> {
  const end = trail?.begin(kind, title);
  try {
    const result = await act();
    end?.();
    return result;
  } catch (error) {
    end?.(false);
    throw error;
  }
}

function sinceOf(query: URLSearchParams): number {
  const since = Number(query.get('since') ?? 0);
  if (!Number.isInteger(since)) throw new NotPossible('since is the version of a trail, as it was given');
  return since;
}

function screen({ workspace, person }: Controlled, query: URLSearchParams): unknown {
  const as = query.get('as');
  if (as === null) throw new NotPossible('Say whose screen it is: ?as=U…');
  const me = person(as);
  const look = {
    as: me.id,
    channel: query.get('channel') ?? undefined,
    thread: query.get('thread') ?? undefined,
  };
  return screenOf(workspace, look, me.chosenIn);
}

/** Only of what one can look into: a mark would tell that there is a channel. */
function noteRead({ workspace }: Controlled, body: JsonObject): void {
  const me = memberNamed(workspace, asText(body.as));
  const channel = channelNamed(workspace, asText(body.channel));
  if (!canRead(channel, me)) throw new NotPossible(`${me.displayName} cannot see #${channel.name}`);
  const ts = asText(body.ts);
  if (parseTs(ts) === null) throw new NotPossible(`"${ts}" is no ts of a message`);
  markRead(workspace, me.id, channel.id, ts);
}

const READS: Readonly<Record<string, (controlled: Controlled, query: URLSearchParams) => unknown>> = {
  state: overview,
  calls: ({ calls }) => calls,
  events: ({ events }) => events,
  violations: ({ workspace }) => workspace.violations,
  lobby: ({ workspace, manifest }) => lobbyOf(workspace, manifest),
  screen,
  time: timeOf,
  trail: ({ trail }, query): Trail => trail?.since(sinceOf(query)) ?? { version: 0, happenings: [] },
};

async function callOn(target: object, name: string, args: unknown): Promise<unknown> {
  const operation = Object.hasOwn(target, name) ? Reflect.get(target, name) : undefined;
  if (typeof operation !== 'function') throw new NotPossible(`There is no ${name} to do`);
  const result: unknown = await (operation as Operation)(...((Array.isArray(args) ? args : []) as never[]));
  return typeof result === 'function' ? null : (result ?? null);
}

const ACTIONS: Readonly<Record<string, (controlled: Controlled, body: JsonObject) => Promise<unknown>>> = {
  person: ({ person }, body) => callOn(person(asText(body.name)), asText(body.do), body.with),
  faults: async (controlled, body) => {
    const { workspace, trail } = controlled;
    const { target, name } = faultNamed(controlled, asText(body.do));
    const args = Array.isArray(body.with) ? body.with : [];
    if (name === 'api' || name === 'event') requireFault(name, args);
    const nameOf = (id: string) => `#${workspace.state.channels.get(id)?.name ?? id}`;
    return inTrail(trail, 'fault', faultWords(name, args, nameOf), async () => {
      // What holds events back lets go of them before the rest is mended.
      if (name === 'clear') controlled.play.end();
      const result = await callOn(target, name, args);
      changed(workspace);
      return result;
    });
  },
  integration: async ({ workspace }, body) =>
    callOn(workspace.integration(asText(body.name)), 'post', body.with),
  time: jump,
  read: async (controlled, body) => {
    noteRead(controlled, body);
    return null;
  },
  settled: async ({ settled }) => {
    await settled();
    return null;
  },
};

async function act(
  controlled: Controlled,
  request: IncomingMessage,
  name: string,
  query: URLSearchParams,
): Promise<unknown> {
  if (request.method === 'GET') {
    const read = READS[name];
    if (!read) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(READS).join(', ')}`);
    return read(controlled, query);
  }
  const action = ACTIONS[name];
  if (!action) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(ACTIONS).join(', ')}`);
  const body = await readBody(request);
  return action(controlled, asObject(JSON.parse(body === '' ? '{}' : body)));
}

function tickOf({ workspace, weather, trail }: Controlled): Tick {
  return {
    now: workspace.clock.now().toISOString(),
    trailVersion: trail?.version() ?? 0,
    weather: weather(),
  };
}

/** Answers `/control/NAME` with `{ok: true, result}`, or 400 with a sentence that says what is possible. */
export async function answerControl(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  query: URLSearchParams,
): Promise<void> {
  if (!isFromHere(request)) {
    sendJson(response, 403, { ok: false, error: 'Only JSON from this machine is taken' });
    return;
  }
  if (request.method === 'GET' && name === 'stream') {
    answerStream(controlled.workspace, response, () => tickOf(controlled));
    return;
  }
  try {
    sendJson(response, 200, { ok: true, result: await act(controlled, request, name, query) });
  } catch (error) {
    const isExpected =
      error instanceof NotPossible || error instanceof SlackError || error instanceof SyntaxError;
    if (!isExpected) throw error;
    sendJson(response, 400, { ok: false, error: error.message });
  }
}

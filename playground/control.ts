/** The JSON API that drives the workspace from outside: act as a person, look around, break things. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './api/arguments.js';
import { type RecordedCall, sendJson } from './api/call.js';
import type { EventRecord } from './delivery/dispatcher.js';
import type { Faults } from './faults.js';
import { isFromHere } from './live/from-here.js';
import { lobbyOf, type Manifest } from './live/lobby.js';
import type { Tick, Time, Weather } from './live/protocol.js';
import { screenOf } from './live/screen.js';
import { answerStream } from './live/stream.js';
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

function overview({ workspace }: Controlled): JsonObject {
  const { team, app, members, channels } = workspace.state;
  return {
    team,
    app,
    people: [...members.values()],
    channels: [...channels.values()],
  };
}

function timeOf({ workspace }: Controlled): Time {
  return { now: workspace.clock.now().toISOString(), targets: [] };
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
};

async function callOn(target: object, name: string, args: unknown): Promise<unknown> {
  const operation = Object.hasOwn(target, name) ? Reflect.get(target, name) : undefined;
  if (typeof operation !== 'function') throw new NotPossible(`There is no ${name} to do`);
  const result: unknown = await (operation as Operation)(...((Array.isArray(args) ? args : []) as never[]));
  return typeof result === 'function' ? null : (result ?? null);
}

const ACTIONS: Readonly<Record<string, (controlled: Controlled, body: JsonObject) => Promise<unknown>>> = {
  person: ({ person }, body) => callOn(person(asText(body.name)), asText(body.do), body.with),
  faults: async ({ workspace, faults }, body) => {
    const name = FAULTS.find((fault) => fault === body.do);
    if (!name) throw new NotPossible(`There is no fault ${asText(body.do)}; there are: ${FAULTS.join(', ')}`);
    const result = await callOn(faults, name, body.with);
    changed(workspace);
    return result;
  },
  integration: async ({ workspace }, body) =>
    callOn(workspace.integration(asText(body.name)), 'post', body.with),
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

function tickOf({ workspace, weather }: Controlled): Tick {
  return { now: workspace.clock.now().toISOString(), trailVersion: 0, weather: weather() };
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

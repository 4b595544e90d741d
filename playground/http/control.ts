/** The JSON API that drives the workspace from outside: act as a person, look around, break things. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODY_BYTES_MAX, readBody, TOO_LARGE } from '../api/arguments.js';
import { type RecordedCall, sendJson } from '../api/call.js';
import type { EventRecord } from '../delivery/dispatcher.js';
import type { Faults } from '../faults.js';
import { faultWords } from '../live/fault-words.js';
import { postAs } from '../live/integration.js';
import { lobbyOf, type Manifest } from '../live/lobby.js';
import type { Play } from '../live/play.js';
import { playing } from '../live/play-in-hand.js';
import type { Jumped, LivePlayFault, Tick, Time, Trail, Weather } from '../live/protocol.js';
import { readAct } from '../live/read-act.js';
import { readFault } from '../live/read-fault.js';
import { screenOf } from '../live/screen.js';
import { requireActive, requireSomebody } from '../live/somebody.js';
import { answerStream } from '../live/stream.js';
import { jumpWords, readJump, type Timekeeper } from '../live/timekeeper.js';
import type { TrailBook } from '../live/trail.js';
import type { Person } from '../people.js';
import { canRead, changed, channelNamed, latestTs, stirred } from '../workspace/core.js';
import { parseTs } from '../workspace/ids.js';
import { asText, entryOf, isObject, parseJson } from '../workspace/json.js';
import { markRead } from '../workspace/reads.js';
import { NotPossible, SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import type { Workspace } from '../workspace/workspace.js';
import { isFromHere } from './from-here.js';

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
  isOpening: boolean;
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

async function jump(controlled: Controlled, body: JsonObject): Promise<Jumped> {
  const { timekeeper, trail } = controlled;
  if (timekeeper === null) throw new NotPossible('Time cannot be moved here');
  const wanted = readJump(body);
  const passage = await inTrail(trail, 'time', jumpWords(wanted), () => timekeeper.jump(wanted));
  changed(controlled.workspace);
  return { ...(await timeOf(controlled)), passage };
}

async function inTrail<T>(
  trail: TrailBook | null,
  kind: 'fault' | 'time',
  title: string,
  act: () => Promise<T>,
): Promise<T> {
  if (trail === null) return act();
  const { happeningId, end } = trail.begin(kind, title);
  try {
    const result = await playing(happeningId, act);
    end();
    return result;
  } catch (error) {
    end(false);
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
  requireSomebody(workspace, as);
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
  const me = requireSomebody(workspace, asText(body.as));
  const channel = channelNamed(workspace, asText(body.channel));
  if (!canRead(channel, me)) throw new NotPossible(`${me.displayName} cannot see #${channel.name}`);
  const ts = asText(body.ts);
  const at = parseTs(ts);
  if (at === null) throw new NotPossible(`"${ts}" is no ts of a message`);
  // What is still to be said cannot have been read.
  markRead(workspace, me.id, channel.id, at > workspace.state.lastTsMicros ? latestTs(workspace) : ts);
}

const NO_TRAIL: Trail = { version: 0, oldestId: 0, happenings: [] };

const READS: Readonly<Record<string, (controlled: Controlled, query: URLSearchParams) => unknown>> = {
  state: overview,
  calls: ({ calls }) => calls,
  events: ({ events }) => events,
  violations: ({ workspace }) => workspace.violations,
  lobby: ({ workspace, manifest }) => lobbyOf(workspace, manifest),
  screen,
  time: timeOf,
  trail: ({ trail }, query): Trail => trail?.since(sinceOf(query)) ?? NO_TRAIL,
};

/** The arguments have been read by now. */
async function callOn(target: object, name: string, args: readonly unknown[]): Promise<unknown> {
  const operation: unknown = Reflect.get(target, name);
  if (typeof operation !== 'function') throw new NotPossible(`There is no ${name} to do`);
  const result: unknown = await (operation as Operation)(...(args as never[]));
  return typeof result === 'function' ? null : (result ?? null);
}

const ACTIONS: Readonly<Record<string, (controlled: Controlled, body: JsonObject) => Promise<unknown>>> = {
  person: async ({ workspace, person }, body) => {
    const name = asText(body.name);
    const { act, args } = readAct(asText(body.do), body.with);
    requireActive(workspace, name, act);
    return callOn(person(name), act, args);
  },
  faults: async (controlled, body) => {
    const { workspace, trail } = controlled;
    const { target, name } = faultNamed(controlled, asText(body.do));
    const args = readFault(name, body.with);
    const nameOf = (id: string) => `#${workspace.state.channels.get(id)?.name ?? id}`;
    return inTrail(trail, 'fault', faultWords(name, args, nameOf), async () => {
      // What holds events back lets go of them before the rest is mended.
      if (name === 'clear') controlled.play.end();
      const result = await callOn(target, name, args);
      stirred(workspace);
      return result;
    });
  },
  integration: async ({ workspace }, body) => postAs(workspace, asText(body.name).trim(), body.with),
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
    const read = entryOf(READS, name);
    if (!read) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(READS).join(', ')}`);
    return read(controlled, query);
  }
  const action = entryOf(ACTIONS, name);
  if (!action) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(ACTIONS).join(', ')}`);
  const text = await readBody(request);
  const body = parseJson(text === '' ? '{}' : text);
  if (!isObject(body)) throw new NotPossible('What is sent is an object, such as {"name": "Bo", "do": "dm"}');
  return action(controlled, body);
}

function tickOf({ workspace, weather, trail, isOpening }: Controlled): Tick {
  return {
    now: workspace.clock.now().toISOString(),
    screenVersion: workspace.screenVersion,
    trailVersion: trail?.version() ?? 0,
    isOpening,
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
  if (request.method !== 'GET' && request.method !== 'POST') {
    sendJson(
      response,
      405,
      { ok: false, error: 'Here one asks by GET, and acts by POST' },
      { allow: 'GET, POST' },
    );
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
    // What was not read to its end leaves a connection that nothing else can be said on.
    const isCutOff = error.message === TOO_LARGE;
    sendJson(
      response,
      isCutOff ? 413 : 400,
      {
        ok: false,
        error: isCutOff
          ? `That is too large: ${BODY_BYTES_MAX / 1024 ** 2} MB can be sent at once`
          : error.message,
      },
      isCutOff ? { connection: 'close' } : {},
    );
  }
}

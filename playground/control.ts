/** The JSON API that drives the workspace from outside: act as a person, look around, break things. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './api/arguments.js';
import { type RecordedCall, sendJson } from './api/call.js';
import type { EventRecord } from './delivery/dispatcher.js';
import type { Faults } from './faults.js';
import type { Person } from './people.js';
import { asObject, asText } from './workspace/json.js';
import { NotPossible, SlackError } from './workspace/slack-error.js';
import type { JsonObject } from './workspace/types.js';
import type { Workspace } from './workspace/workspace.js';

export type Controlled = {
  workspace: Workspace;
  person(name: string): Person;
  faults: Faults;
  calls: readonly RecordedCall[];
  events: readonly EventRecord[];
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

const READS: Readonly<Record<string, (controlled: Controlled) => unknown>> = {
  state: overview,
  calls: ({ calls }) => calls,
  events: ({ events }) => events,
  violations: ({ workspace }) => workspace.violations,
};

async function callOn(target: object, name: string, args: unknown): Promise<unknown> {
  const operation = Object.hasOwn(target, name) ? Reflect.get(target, name) : undefined;
  if (typeof operation !== 'function') throw new NotPossible(`There is no ${name} to do`);
  const result: unknown = await (operation as Operation)(...((Array.isArray(args) ? args : []) as never[]));
  return typeof result === 'function' ? null : (result ?? null);
}

const ACTIONS: Readonly<Record<string, (controlled: Controlled, body: JsonObject) => Promise<unknown>>> = {
  person: ({ person }, body) => callOn(person(asText(body.name)), asText(body.do), body.with),
  faults: ({ faults }, body) => {
    const name = FAULTS.find((fault) => fault === body.do);
    if (!name) throw new NotPossible(`There is no fault ${asText(body.do)}; there are: ${FAULTS.join(', ')}`);
    return callOn(faults, name, body.with);
  },
  integration: async ({ workspace }, body) =>
    callOn(workspace.integration(asText(body.name)), 'post', body.with),
  settled: async ({ settled }) => {
    await settled();
    return null;
  },
};

/** Pages of other sites must not drive the workspace: they can send neither this type nor this host name. */
function isFromHere(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const isLocal = host === '127.0.0.1' || host === 'localhost';
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  return isLocal && (request.method === 'GET' || isJson);
}

async function act(controlled: Controlled, request: IncomingMessage, name: string): Promise<unknown> {
  if (request.method === 'GET') {
    const read = READS[name];
    if (!read) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(READS).join(', ')}`);
    return read(controlled);
  }
  const action = ACTIONS[name];
  if (!action) throw new NotPossible(`There is no ${name}; there are: ${Object.keys(ACTIONS).join(', ')}`);
  const body = await readBody(request);
  return action(controlled, asObject(JSON.parse(body === '' ? '{}' : body)));
}

/** Answers `/control/NAME` with `{ok: true, result}`, or 400 with a sentence that says what is possible. */
export async function answerControl(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  if (!isFromHere(request)) {
    sendJson(response, 403, { ok: false, error: 'Only JSON from this machine is taken' });
    return;
  }
  try {
    sendJson(response, 200, { ok: true, result: await act(controlled, request, name) });
  } catch (error) {
    const isExpected =
      error instanceof NotPossible || error instanceof SlackError || error instanceof SyntaxError;
    if (!isExpected) throw error;
    sendJson(response, 400, { ok: false, error: error.message });
  }
}

/** Starts Slack in a box: a workspace behind the Web API, Socket Mode and signed HTTP, for a bot that is unmodified. */

import type { Server } from 'node:http';
import type { ApiServer, RecordedCall } from './api/call.js';
import {
  createDispatcher,
  type Dispatcher,
  type EventRecord,
  RETRY_DELAYS_MS,
} from './delivery/dispatcher.js';
import { signedHttp, verifyRequestUrl } from './delivery/signed-http.js';
import { type SocketMode, socketMode, WARNING_MS } from './delivery/socket-mode.js';
import type { Transport } from './delivery/transport.js';
import { createFaults, type FaultBoard, type Faults } from './faults.js';
import { closeServer, createHttpServer, listen } from './http/http-server.js';
import { pageBuild } from './http/page-endpoint.js';
import { type BoxFaults, createBoxFaults } from './live/box-faults.js';
import { type Manifest, NO_MANIFEST } from './live/lobby.js';
import type { Weather } from './live/protocol.js';
import type { Timekeeper } from './live/timekeeper.js';
import { keepTrail, type TrailBook } from './live/trail.js';
import { weatherOf } from './live/weather.js';
import { type Person, people } from './people.js';
import { keepState } from './state-file.js';
import { type UntilOptions, until } from './until.js';
import { stirred, told } from './workspace/core.js';
import type { WorkspaceSeed } from './workspace/seed.js';
import type { Clock, Violation } from './workspace/types.js';
import { createWorkspace, type Workspace } from './workspace/workspace.js';

export type Delivery = { mode: 'socket' } | { mode: 'http'; requestUrl: string; signingSecret?: string };

export type SlackServerOptions = {
  /** 0 (the default) takes a free port. */
  port?: number;
  clock?: Clock;
  delivery?: Delivery;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  /** Milliseconds before each retry of an event; default Slack's own: at once, 1 minute, 5 minutes. */
  retryDelaysMs?: readonly number[];
  /** How long the app may take to answer; Slack gives 3 seconds. Real time, whatever the clock says. */
  ackTimeoutMs?: number;
  /** How long a connection lives on after the app was told that it ends; Slack gives about 10 seconds. Real time. */
  warningMs?: number;
  /** Applies Slack's rates with 429. Off by default. */
  hasRateLimits?: boolean;
  seed?: WorkspaceSeed;
  subscriptions?: readonly string[];
  /** What the app was granted; default: all that `manifest.yml` asks for. */
  scopes?: readonly string[];
  /** A JSON file that keeps the workspace between starts. */
  state?: string;
  /** Tells whoever started it what they should know. Default: in the terminal. */
  say?: (line: string) => void;
  /** Where the page's files lie: `dist/playground/page`. Without it no page is served. */
  pageDir?: string;
  /** Remembers what was delivered and what came of it. Off by default: tests ask for calls and events themselves. */
  hasTrail?: boolean;
  /** What the app's manifest declares, for the page to offer. */
  manifest?: Manifest;
  /** The page waits until `opened` is called. */
  isOpening?: boolean;
};

export type SlackServer = {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** What the bot takes for Slack: `clientOptions.slackApiUrl`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  workspace: Workspace;
  /** Acts as somebody: by name, handle or id. */
  person(name: string): Person;
  faults: Faults;
  /** Every Web API call, oldest first. */
  calls: readonly RecordedCall[];
  /** Every event for the app and what became of it, oldest first. */
  events: readonly EventRecord[];
  /** What the app did that Slack would refuse or drop; empty in a good test. */
  violations: readonly Violation[];
  setDelivery(delivery: Delivery): void;
  /** The app is reinstalled with other scopes. */
  grant(scopes: readonly string[]): void;
  /** In HTTP mode, Slack's challenge to the request URL. */
  verifyRequestUrl(): Promise<boolean>;
  connectionCount(): number;
  manifest: Manifest;
  /** Null where none is kept. */
  trail: TrailBook | null;
  boxFaults: BoxFaults;
  /** Null where only the clock itself moves. */
  timekeeper: Timekeeper | null;
  isOpening: boolean;
  /** Of the page's files, when the workspace started. */
  build: string;
  /** Everything is there that the page is to show. */
  opened(): void;
  /** What is broken on purpose, and how the app is connected. */
  weather(): Weather;
  /** Resolves when every event and interaction delivered so far is acked or given up. Held events do not count. */
  settled(): Promise<void>;
  /** Resolves with what `check` returns once that is neither false, null nor undefined. Rejects after `timeoutMs`. */
  until<T>(check: () => T | Promise<T>, options?: UntilOptions): Promise<NonNullable<T>>;
  close(): Promise<void>;
};

const ACK_TIMEOUT_MS = 3000;

export const sayInTerminal = (line: string): void => console.error(line);

function chooseTransport(options: SlackServerOptions, sockets: SocketMode, signingSecret: string) {
  const ackTimeoutMs = options.ackTimeoutMs ?? ACK_TIMEOUT_MS;
  const make = (delivery: Delivery): Transport =>
    delivery.mode === 'socket' ? sockets : signedHttp({ signingSecret, ackTimeoutMs, ...delivery });
  let current = make(options.delivery ?? { mode: 'socket' });
  return {
    transport: () => current,
    setDelivery: (delivery: Delivery) => {
      current = make(delivery);
    },
  };
}

/** One turn of the loop lets an event that an ack caused come under way before `settled` looks again. */
async function settle(dispatcher: Dispatcher): Promise<void> {
  await dispatcher.settled();
  await new Promise((resolve) => setImmediate(resolve));
  await dispatcher.settled();
}

function createApi(
  core: Workspace,
  faults: FaultBoard,
  sockets: SocketMode,
  options: SlackServerOptions,
): ApiServer {
  return {
    core,
    faults,
    calls: [],
    botToken: options.botToken ?? 'xoxb-playground-bot-token',
    appToken: options.appToken ?? 'xapp-playground-app-token',
    hasRateLimits: options.hasRateLimits ?? false,
    openSocketUrl: sockets.openUrl,
    onCall: () => {},
    recent: new Map(),
  };
}

type Inside = {
  trail: TrailBook | null;
  workspace: Workspace;
  faults: FaultBoard;
  sockets: SocketMode;
  dispatcher: Dispatcher;
  api: ApiServer;
  transport: () => Transport;
  setDelivery: (delivery: Delivery) => void;
};

function assemble(server: Server, options: SlackServerOptions, signingSecret: string): Inside {
  const workspace = createWorkspace(options);
  const faults = createFaults();
  const sockets = socketMode({
    server,
    origin: () => workspace.origin,
    appId: workspace.state.app.id,
    ackTimeoutMs: options.ackTimeoutMs ?? ACK_TIMEOUT_MS,
    warningMs: options.warningMs ?? WARNING_MS,
    isRefusing: faults.isRefusing,
    onChange: () => stirred(workspace),
  });
  faults.connectSockets(sockets);
  const { transport, setDelivery } = chooseTransport(options, sockets, signingSecret);
  const { retryDelaysMs = RETRY_DELAYS_MS } = options;
  const trail = options.hasTrail
    ? keepTrail(workspace, options.manifest ?? NO_MANIFEST, () => told(workspace))
    : null;
  if (trail !== null) workspace.violationListeners.add(trail.violated);
  const dispatcher = createDispatcher({
    core: workspace,
    faults,
    transport,
    retryDelaysMs,
    onDelivery: (delivered) => trail?.delivered(delivered),
  });
  workspace.eventListeners.add(dispatcher.deliverEvent);
  const api = createApi(workspace, faults, sockets, options);
  if (trail !== null) api.onCall = trail.called;
  return { trail, workspace, faults, sockets, dispatcher, api, transport, setDelivery };
}

/** Starts the box on loopback. Rejects when the port is taken. */
export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const signingSecret = options.signingSecret ?? 'playground-signing-secret';
  const server = createHttpServer(() => ({ api, controlled: running, pageDir: options.pageDir }));
  const { trail, workspace, faults, sockets, dispatcher, api, transport, setDelivery } = assemble(
    server,
    options,
    signingSecret,
  );
  const lastSave =
    options.state === undefined
      ? () => {}
      : keepState(workspace, options.state, options.say ?? sayInTerminal);
  workspace.origin = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const boxFaults = createBoxFaults({
    core: workspace,
    faults,
    setRateLimits: (isOn) => {
      api.hasRateLimits = isOn;
      api.recent.clear();
    },
    recover: async () => running.timekeeper?.recover() ?? faults.loseEvents(false),
  });
  const running: SlackServer = {
    url: workspace.origin,
    apiUrl: `${workspace.origin}/api/`,
    botToken: api.botToken,
    appToken: api.appToken,
    signingSecret,
    workspace,
    person: people(workspace, dispatcher),
    faults,
    calls: api.calls,
    events: dispatcher.events,
    violations: workspace.violations,
    setDelivery,
    grant: (scopes) => {
      workspace.scopes = scopes;
    },
    verifyRequestUrl: () => verifyRequestUrl(transport()),
    connectionCount: sockets.connectionCount,
    manifest: options.manifest ?? NO_MANIFEST,
    trail,
    boxFaults,
    timekeeper: null,
    isOpening: options.isOpening ?? false,
    build: options.pageDir === undefined ? '' : pageBuild(options.pageDir),
    opened: () => {
      running.isOpening = false;
      told(workspace);
    },
    weather: () =>
      weatherOf({
        faults,
        connectionCount: sockets.connectionCount,
        hasRateLimits: () => api.hasRateLimits,
        isReordering: boxFaults.isReordering,
      }),
    settled: () => settle(dispatcher),
    until: (check, untilOptions) => until(workspace, check, untilOptions),
    close: async () => {
      dispatcher.close();
      await sockets.close();
      await closeServer(server);
      lastSave();
    },
  };
  return running;
}

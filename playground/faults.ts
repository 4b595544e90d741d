/** Everything that can go wrong with Slack, on purpose: in its API, in its events, in its sockets. */

import { asText, isObject } from './workspace/json.js';
import type { JsonObject } from './workspace/types.js';

export type ApiFault =
  /** 429 with `Retry-After`. */
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'status'; status: number }
  | { kind: 'error'; error: string }
  /** No answer ever; `after` carries the call out first. */
  | { kind: 'hang'; when?: 'before' | 'after' }
  /** The connection breaks; `after` is the ambiguous failure: the call was carried out. */
  | { kind: 'reset'; when: 'before' | 'after' }
  | { kind: 'slow'; delayMs: number };

export type EventFault =
  | { kind: 'drop' }
  | { kind: 'delay'; delayMs: number }
  /** The event comes `copies` times, with one `event_id`. */
  | { kind: 'duplicate'; copies: number };

export type FaultOptions<T> = { times?: number; when?: (subject: T) => boolean };

export type HeldEvents = {
  events(): readonly JsonObject[];
  /** Delivers what was held, in the order given (default: as it happened), and holds no more. */
  release(order?: 'reverse' | readonly number[]): void;
};

export type Faults = {
  /** Breaks the next `times` calls (default 1) of a method, or of all with `*`. Returns the way to undo it. */
  api(method: string, fault: ApiFault, options?: FaultOptions<JsonObject>): () => void;
  /** `match` is an event type (`reaction_added`), a message subtype (`message.message_changed`), `people`, or `*`. */
  event(match: string, fault: EventFault, options?: FaultOptions<JsonObject>): () => void;
  holdEvents(match?: string): HeldEvents;
  /** Files that are given are not shown for now: Slack says yes, and posts their messages in its own time. */
  holdShares(): { release(): void };
  revokeToken(): void;
  restoreToken(): void;
  cutSockets(): void;
  /** Slack's own restart: a disconnect message to each connection. */
  warnDisconnect(reason?: 'warning' | 'refresh_requested'): void;
  refuseConnections(isRefusing?: boolean): void;
  /** No event is delivered any more, and whoever wants to connect waits for an answer until it is over. */
  loseEvents(isLosing?: boolean): void;
  /** Ends every fault; held events are delivered as they happened. */
  clear(): void;
};

export type ComingEvent = { event: JsonObject; deliver: () => void };

type Rule<F> = { id: number; match: string; fault: F; left: number; when: (subject: JsonObject) => boolean };

/** A rule that still has something to strike. */
export type StandingRule = { id: number; match: string; left: number } & (
  | { of: 'api'; fault: ApiFault }
  | { of: 'events'; fault: EventFault }
);

type Hold = { match: string; held: ComingEvent[] };

export type SocketFaults = { cut(): void; warn(reason: string): void };

/** The faults with the questions that the server asks of them. */
export type FaultBoard = Faults & {
  isTokenRevoked(): boolean;
  isRefusing(): boolean;
  isLosing(): boolean;
  /** Resolves once no events are lost any more. */
  untilHeard(): Promise<void>;
  standing(): readonly StandingRule[];
  takeApi(method: string, args: JsonObject): ApiFault | undefined;
  takeEvent(event: JsonObject): EventFault | undefined;
  /** Keeps it back where a hold wants it. */
  holds(coming: ComingEvent): boolean;
  /** Keeps the message of a file back where shares are held. */
  holdsShare(share: () => void): boolean;
  connectSockets(sockets: SocketFaults): void;
};

/** What people do. The messages of the app come back to it as events, too, and so do their changes. */
function isOfPeople(event: JsonObject): boolean {
  const said = [event, event.message, event.previous_message].filter(isObject);
  return said.every(({ bot_id: botId }) => botId === undefined);
}

function eventMatches(match: string, event: JsonObject): boolean {
  if (match === '*' || match === event.type) return true;
  if (match === 'people') return isOfPeople(event);
  return match === `${asText(event.type)}.${asText(event.subtype)}`;
}

function take<F>(rules: Rule<F>[], isMatch: (rule: Rule<F>) => boolean): F | undefined {
  const found = rules.find((rule) => rule.left > 0 && isMatch(rule));
  if (!found) return undefined;
  found.left -= 1;
  if (found.left === 0) rules.splice(rules.indexOf(found), 1);
  return found.fault;
}

function addRule<F>(
  broken: Broken,
  rules: Rule<F>[],
  match: string,
  fault: F,
  options: FaultOptions<JsonObject> = {},
): () => void {
  broken.serial += 1;
  const { times = 1, when = () => true } = options;
  const rule: Rule<F> = { id: broken.serial, match, fault, left: times, when };
  rules.push(rule);
  return () => {
    const index = rules.indexOf(rule);
    if (index >= 0) rules.splice(index, 1);
  };
}

function releaseHold(holds: Hold[], hold: Hold, order: 'reverse' | readonly number[] | undefined): void {
  const index = holds.indexOf(hold);
  if (index >= 0) holds.splice(index, 1);
  const held = hold.held.splice(0);
  const inOrder = Array.isArray(order)
    ? order.flatMap((at: number) => held[at] ?? [])
    : order === 'reverse'
      ? [...held].reverse()
      : held;
  for (const { deliver } of inOrder) deliver();
}

type Broken = {
  /** Of the rule that was added last. */
  serial: number;
  api: Rule<ApiFault>[];
  events: Rule<EventFault>[];
  holds: Hold[];
  /** Null: they are shown at once. */
  shares: (() => void)[] | null;
  isTokenRevoked: boolean;
  isRefusing: boolean;
  isLosing: boolean;
  waiting: (() => void)[];
  sockets: SocketFaults;
};

function hold(broken: Broken, match: string): HeldEvents {
  const kept: Hold = { match, held: [] };
  broken.holds.push(kept);
  return {
    events: () => kept.held.map(({ event }) => event),
    release: (order) => releaseHold(broken.holds, kept, order),
  };
}

function releaseShares(broken: Broken): void {
  const held = broken.shares ?? [];
  broken.shares = null;
  for (const share of held) share();
}

function lose(broken: Broken, isLosing: boolean): void {
  broken.isLosing = isLosing;
  if (isLosing) return;
  for (const resolve of broken.waiting.splice(0)) resolve();
}

function mend(broken: Broken): void {
  broken.api.length = 0;
  broken.events.length = 0;
  broken.isTokenRevoked = false;
  broken.isRefusing = false;
  lose(broken, false);
  for (const kept of [...broken.holds]) releaseHold(broken.holds, kept, undefined);
  releaseShares(broken);
}

/** What those who break things call. */
function switches(broken: Broken): Faults {
  return {
    api: (method, fault, options) => addRule(broken, broken.api, method, fault, options),
    event: (match, fault, options) => addRule(broken, broken.events, match, fault, options),
    holdEvents: (match = '*') => hold(broken, match),
    holdShares: () => {
      broken.shares ??= [];
      return { release: () => releaseShares(broken) };
    },
    revokeToken: () => {
      broken.isTokenRevoked = true;
    },
    restoreToken: () => {
      broken.isTokenRevoked = false;
    },
    cutSockets: () => broken.sockets.cut(),
    warnDisconnect: (reason = 'refresh_requested') => broken.sockets.warn(reason),
    refuseConnections: (isRefusing = true) => {
      broken.isRefusing = isRefusing;
    },
    loseEvents: (isLosing = true) => lose(broken, isLosing),
    clear: () => mend(broken),
  };
}

export function createFaults(): FaultBoard {
  const broken: Broken = {
    serial: 0,
    api: [],
    events: [],
    holds: [],
    shares: null,
    isTokenRevoked: false,
    isRefusing: false,
    isLosing: false,
    waiting: [],
    sockets: { cut: () => {}, warn: () => {} },
  };
  return {
    ...switches(broken),
    isTokenRevoked: () => broken.isTokenRevoked,
    isRefusing: () => broken.isRefusing,
    isLosing: () => broken.isLosing,
    untilHeard: () =>
      broken.isLosing ? new Promise((resolve) => broken.waiting.push(resolve)) : Promise.resolve(),
    standing: () => [
      ...broken.api.map(({ id, match, left, fault }) => ({ of: 'api' as const, id, match, left, fault })),
      ...broken.events.map(({ id, match, left, fault }) => ({
        of: 'events' as const,
        id,
        match,
        left,
        fault,
      })),
    ],
    takeApi: (method, args) =>
      take(broken.api, ({ match, when }) => (match === '*' || match === method) && when(args)),
    takeEvent: (event) =>
      broken.isLosing
        ? { kind: 'drop' }
        : take(broken.events, ({ match, when }) => eventMatches(match, event) && when(event)),
    holds: (delivery) => {
      const kept = broken.holds.find(({ match }) => eventMatches(match, delivery.event));
      kept?.held.push(delivery);
      return kept !== undefined;
    },
    holdsShare: (share) => {
      broken.shares?.push(share);
      return broken.shares !== null;
    },
    connectSockets: (sockets) => {
      broken.sockets = sockets;
    },
  };
}

/** Takes faults from outside: what is none would be silently a rule that breaks nothing, or one that breaks the box itself. */

import { z } from 'zod';
import type { ApiFault, EventFault, Faults } from '../faults.js';
import { entryOf, isObject } from '../workspace/json.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { BoxFault } from './protocol.js';
import { readArguments } from './read-act.js';

/** A kind's other members: what is wrong with one, or null. */
type Need = (value: unknown) => string | null;

const wholeNumber =
  (min: number, max: number): Need =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? null
      : `a whole number from ${min} to ${max}`;
const phase: Need = (value) => (value === 'before' || value === 'after' ? null : 'before or after');
const maybePhase: Need = (value) => (value === undefined ? null : phase(value));
const code: Need = (value) => (typeof value === 'string' && value !== '' ? null : 'a string');

const HOUR_S = 3600;
/** Longer than anybody watches, and shorter than what a timer can wait. */
const DELAY_MAX_MS = HOUR_S * 1000;
const COPIES_MAX = 100;
const TIMES_MAX = 100_000;

type Needs = Readonly<Record<string, Need>>;
type Kinds<F extends { kind: string }> = Readonly<Record<F['kind'], Needs>>;

/** What each kind needs beside its name. */
const KINDS: { readonly api: Kinds<ApiFault>; readonly event: Kinds<EventFault> } = {
  api: {
    rate_limited: { retryAfterSeconds: wholeNumber(0, HOUR_S) },
    status: { status: wholeNumber(400, 599) },
    error: { error: code },
    hang: { when: maybePhase },
    reset: { when: phase },
    slow: { delayMs: wholeNumber(0, DELAY_MAX_MS) },
  },
  event: {
    drop: {},
    delay: { delayMs: wholeNumber(0, DELAY_MAX_MS) },
    duplicate: { copies: wholeNumber(1, COPIES_MAX) },
  },
};

/** Those that JSON can say, and that nothing has to be held to end. */
type SlackFault = Exclude<keyof Faults, 'holdEvents' | 'holdShares' | 'loseEvents'>;
export type FaultName = SlackFault | BoxFault['do'];

const channel = z.tuple([z.string().min(1)]);
const nothing = z.tuple([]);

/** What each takes; of a rule that waits for something to strike, {@link readRule} says more than a schema could. */
const ARGUMENTS = {
  api: null,
  event: null,
  revokeToken: nothing,
  restoreToken: nothing,
  cutSockets: nothing,
  warnDisconnect: z.tuple([z.enum(['warning', 'refresh_requested']).optional()]),
  refuseConnections: z.tuple([z.boolean().optional()]),
  clear: nothing,
  rateLimits: z.tuple([z.boolean()]),
  removeBot: channel,
  inviteBot: channel,
  makePrivate: channel,
  makePublic: channel,
  reorder: z.tuple([z.boolean()]),
  loseEvents: nothing,
  hearAgain: nothing,
} as const satisfies Readonly<Record<FaultName, null | z.ZodType<readonly unknown[]>>>;

/** How often; a rule of the tests' own (`when`) cannot be said in JSON. */
function readTimes(options: unknown): { times: number } {
  const { times = 1, ...others } = isObject(options) ? options : {};
  const isOptions = options === undefined || options === null || isObject(options);
  const why = wholeNumber(1, TIMES_MAX)(times);
  if (!isOptions || why !== null) throw new NotPossible(`times is ${why ?? 'how often, in an object'}`);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new NotPossible(`There is no option ${unknown}; there is: times`);
  return { times: Number(times) };
}

function readRule(of: 'api' | 'event', [match, fault, options, ...others]: readonly unknown[]): unknown[] {
  const kinds = KINDS[of];
  if (typeof match !== 'string' || match === '')
    throw new NotPossible(
      `First comes what goes wrong: ${of === 'api' ? 'a method' : 'a type of event'}, or *`,
    );
  const kind = isObject(fault) && typeof fault.kind === 'string' ? fault.kind : '';
  const needs = entryOf<Needs>(kinds, kind);
  if (!isObject(fault) || needs === undefined)
    throw new NotPossible(`There is no such kind of fault; there are: ${Object.keys(kinds).join(', ')}`);
  const missing = Object.entries(needs).flatMap(([name, need]) => {
    const why = need(fault[name]);
    return why === null ? [] : [`${name}: ${why}`];
  });
  if (missing.length > 0) throw new NotPossible(`${kind} needs ${missing.join(', ')}`);
  if (others.length > 0) throw new NotPossible('A fault has three arguments at most');
  return [match, fault, readTimes(options)];
}

function isFault(name: string): name is FaultName {
  return Object.hasOwn(ARGUMENTS, name);
}

/** Throws NotPossible, with what there is, for what is no fault and for arguments that it does not take. */
export function readFault(name: string, args: unknown): { name: FaultName; args: readonly unknown[] } {
  if (!isFault(name))
    throw new NotPossible(`There is no fault ${name}; there are: ${Object.keys(ARGUMENTS).join(', ')}`);
  if (name === 'api' || name === 'event')
    return { name, args: readRule(name, Array.isArray(args) ? args : []) };
  const taken: z.ZodType<readonly unknown[]> = ARGUMENTS[name];
  return { name, args: readArguments(name, taken, args) };
}

/** Takes faults of calls and events from outside: what is none would be silently a rule that breaks nothing. */

import { isObject } from '../workspace/json.js';
import { NotPossible } from '../workspace/slack-error.js';

type Need = 'number' | 'string' | 'phase';

/** What each kind needs beside its name. */
const KINDS: Readonly<Record<'api' | 'event', Readonly<Record<string, Readonly<Record<string, Need>>>>>> = {
  api: {
    rate_limited: { retryAfterSeconds: 'number' },
    status: { status: 'number' },
    error: { error: 'string' },
    hang: {},
    reset: { when: 'phase' },
    slow: { delayMs: 'number' },
  },
  event: { drop: {}, delay: { delayMs: 'number' }, duplicate: { copies: 'number' } },
};

function isMet(need: Need, value: unknown): boolean {
  if (need === 'phase') return value === 'before' || value === 'after';
  if (need === 'string') return typeof value === 'string' && value !== '';
  return typeof value === 'number' && value >= 0;
}

function isTimes(options: unknown): boolean {
  if (options === undefined || options === null) return true;
  if (!isObject(options)) return false;
  const { times = 1 } = options;
  return typeof times === 'number' && Number.isInteger(times) && times > 0;
}

/** Throws NotPossible, with what there is, for arguments that are no fault of a call or an event. */
export function requireFault(of: 'api' | 'event', args: readonly unknown[]): void {
  const [match, fault, options] = args;
  const kinds = KINDS[of];
  if (typeof match !== 'string' || match === '')
    throw new NotPossible(
      `First comes what goes wrong: ${of === 'api' ? 'a method' : 'a type of event'}, or *`,
    );
  const kind = isObject(fault) && typeof fault.kind === 'string' ? fault.kind : '';
  const needs = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!isObject(fault) || needs === undefined)
    throw new NotPossible(`There is no such kind of fault; there are: ${Object.keys(kinds).join(', ')}`);
  const missing = Object.entries(needs).filter(([name, need]) => !isMet(need, fault[name]));
  if (missing.length > 0)
    throw new NotPossible(
      `${kind} needs ${missing.map(([name, need]) => (need === 'phase' ? `${name}: before or after` : `${name} (a ${need})`)).join(', ')}`,
    );
  if (!isTimes(options)) throw new NotPossible('times is a whole number from 1 on');
}

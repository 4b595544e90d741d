/** What is broken on purpose at the moment, in words. */

import type { EventFault, FaultBoard, StandingRule } from '../faults.js';
import type { ApiFault, Weather } from './protocol.js';

const EVENT_WORDS: Readonly<Record<EventFault['kind'], string>> = {
  drop: 'is lost',
  delay: 'comes late',
  duplicate: 'comes several times',
};

const EVENTS: Readonly<Record<string, string>> = { '*': 'event', people: 'event that people cause' };

function answerWords(fault: ApiFault): string {
  switch (fault.kind) {
    case 'rate_limited':
      return `is answered with 429, to wait ${fault.retryAfterSeconds} s`;
    case 'status':
      return `is answered with ${fault.status}`;
    case 'error':
      return `is answered with ${fault.error}`;
    case 'hang':
      return fault.when === 'after' ? 'is carried out and never answered' : 'is never answered';
    case 'reset':
      return fault.when === 'after' ? 'is carried out, and the connection breaks' : 'breaks off';
    case 'slow':
      return `is answered after ${fault.delayMs} ms`;
  }
}

type WithoutCounts<Rule> = Rule extends StandingRule ? Omit<Rule, 'id' | 'left'> : never;

/** What is broken, however often. */
export type Broken = WithoutCounts<StandingRule>;

/** "The next event that people cause is lost"; how often is said beside it. */
export function wordsOf(rule: Broken): string {
  if (rule.of === 'api') {
    const what = rule.match === '*' ? 'call' : rule.match;
    return `The next ${what} ${answerWords(rule.fault)}`;
  }
  const what = EVENTS[rule.match] ?? rule.match;
  return `The next ${what} ${EVENT_WORDS[rule.fault.kind]}`;
}

export type WeatherParts = {
  faults: FaultBoard;
  connectionCount(): number;
  hasRateLimits(): boolean;
  isReordering(): boolean;
};

export function weatherOf({ faults, connectionCount, hasRateLimits, isReordering }: WeatherParts): Weather {
  return {
    connections: connectionCount(),
    isTokenRevoked: faults.isTokenRevoked(),
    isRefusing: faults.isRefusing(),
    isLosingEvents: faults.isLosing(),
    isReordering: isReordering(),
    hasRateLimits: hasRateLimits(),
    rules: faults.standing().map((rule) => ({ id: rule.id, words: wordsOf(rule), left: rule.left })),
  };
}

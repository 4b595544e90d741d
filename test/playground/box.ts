/** Starts a box for a test and closes it with the test, with a clock that stands still until it is moved. */

import { type Logger, LogLevel, webApi } from '@slack/bolt';
import { expect, onTestFinished } from 'vitest';
import { type SlackServer, type SlackServerOptions, startSlackServer } from '../../playground/server.js';
import { undocumentedRefusals } from './documented.js';

export const START_AT = new Date('2026-03-02T09:00:00.000Z');

export function stillClock(startAt = START_AT) {
  let nowMs = startAt.getTime();
  return {
    now: () => new Date(nowMs),
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

/**
 * A box with no retries unless asked for, so that nothing is left under way where no app listens. Whatever it refused, it refused with a code
 * that Slack documents.
 */
export async function box(options: SlackServerOptions = {}): Promise<SlackServer> {
  const slack = await startSlackServer({ retryDelaysMs: [], clock: stillClock(), ...options });
  onTestFinished(async () => {
    await slack.close();
    expect(undocumentedRefusals(slack)).toEqual([]);
  });
  return slack;
}

/** Slack's own client, which neither retries nor waits out a 429. */
export function webClient(slack: SlackServer, token = slack.botToken): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2000,
    logger: quiet,
  });
}

/** The client logs what the refusals tested here say; the tests say it already. */
export const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** The code of Slack's refusal, or `ok`. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { data } = error as { data?: { error?: string } };
    return data?.error ?? (error as { code?: string }).code ?? String(error);
  }
}

/** The events of the box so far, without those of a type that a test does not ask about. */
export function eventsOf(slack: SlackServer, type = 'message'): Record<string, unknown>[] {
  return slack.events.map(({ event }) => event).filter((event) => event.type === type);
}

import { describe, expect, it } from 'vitest';
import { untilReachable } from '../../src/until-reachable.js';
import { silentLog } from '../support/desk.js';

const AT_ONCE = [0, 0, 0];
const coded = (code: string) => Object.assign(new Error(code), { code });
const refused = (failure: object) => Object.assign(new Error('refused'), { failure });

/** Fails with these, then succeeds. */
function failing(errors: unknown[]) {
  let tries = 0;
  const attempt = async () => {
    tries += 1;
    const error = errors.shift();
    if (error !== undefined) throw error;
    return 'there';
  };
  return { attempt, tries: () => tries };
}

describe('what is not there yet is waited for', () => {
  it.each([
    ['a port nobody listens on', coded('ECONNREFUSED')],
    ['a host by two addresses', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
    ['a name not known yet', coded('EAI_AGAIN')],
    ['a database that is starting', coded('57P03')],
    ['a Slack that does not answer', refused({ kind: 'ambiguous', cause: 'ECONNRESET' })],
    ['a Slack that has enough', refused({ kind: 'rate_limited', retryAfterSeconds: 1 })],
  ])('%s', async (_what, error) => {
    const { attempt, tries } = failing([error, error]);
    expect(await untilReachable('it', attempt, { log: silentLog, delaysMs: AT_ONCE })).toBe('there');
    expect(tries()).toBe(3);
  });
});

describe('what waiting does not repair is thrown at once', () => {
  it.each([
    ['a wrong password', coded('28P01')],
    ['no such database', coded('3D000')],
    ['a token that Slack refuses', refused({ kind: 'unauthorized', code: 'invalid_auth' })],
    ['a mistake of ours', new TypeError('undefined is not a function')],
  ])('%s', async (_what, error) => {
    const { attempt, tries } = failing([error]);
    await expect(untilReachable('it', attempt, { log: silentLog, delaysMs: AT_ONCE })).rejects.toBe(error);
    expect(tries()).toBe(1);
  });
});

it('waiting ends: the last failure is thrown', async () => {
  const errors = Array.from({ length: 9 }, () => coded('ECONNREFUSED'));
  const { attempt, tries } = failing(errors);
  await expect(untilReachable('it', attempt, { log: silentLog, delaysMs: AT_ONCE })).rejects.toThrow(
    'ECONNREFUSED',
  );
  expect(tries()).toBe(AT_ONCE.length + 1);
});

it('waiting ends at once when the process is to stop', async () => {
  const stopping = new AbortController();
  const { attempt } = failing([coded('ECONNREFUSED')]);
  const waiting = untilReachable('it', attempt, {
    log: silentLog,
    delaysMs: [60_000],
    signal: stopping.signal,
  });
  stopping.abort();
  await expect(waiting).rejects.toThrow('aborted');
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog, type LogLevel } from '../src/logger.js';
import { inRunOf, type Work, workingOn } from '../src/work-in-hand.js';

function capture(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => void lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a line', () => {
  it('has its time, level, static message and fields', () => {
    const { log, last } = capture();
    log.info({ ticketNumber: 'IT-1', count: 2, at: new Date(0) }, 'ticket created');
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      ticketNumber: 'IT-1',
      count: 2,
      at: '1970-01-01T00:00:00.000Z',
      msg: 'ticket created',
    });
  });

  it('below the level is not written', () => {
    const { log, lines } = capture('warn');
    log.info({}, 'quiet');
    log.warn({}, 'loud');
    expect(lines).toHaveLength(1);
  });
});

describe('a line says what it was written in the course of', () => {
  it.each<[Work, object]>([
    [{ of: 'request', id: 'envelope-1' }, { requestId: 'envelope-1' }],
    [
      { of: 'job', name: 'reconcile', run: 12 },
      { job: 'reconcile', run: 12 },
    ],
    [{ of: 'post', id: 7 }, { postId: 7 }],
  ])('%o', async (work, fields) => {
    const { log, last } = capture();
    await workingOn(work, async () => {
      await Promise.resolve();
      log.info({ count: 2 }, 'done');
    });
    expect(last()).toMatchObject({ ...fields, count: 2 });
  });

  it('each run of a job as another, and what the line says itself comes first', () => {
    const { log, lines } = capture();
    for (let run = 0; run < 2; run += 1) inRunOf('reconcile', () => log.info({}, 'done'));
    workingOn({ of: 'post', id: 7 }, () => log.info({ postId: 8 }, 'another'));
    const [first, second, other] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(second?.run).toBe(Number(first?.run) + 1);
    expect(other?.postId).toBe(8);
  });
});

describe('never in the log, however deep', () => {
  it.each([
    ['a bot token', { note: 'used xoxb-12-secretvalue' }],
    ['an app token', { list: ['xapp-1-secretvalue'] }],
    ['a token by its key', { options: { botToken: 'secretvalue' } }],
    ['a password in a URL', { url: 'postgresql://desk:secretvalue@db:5432/desk' }],
    ['a message text', { event: { text: 'secretvalue' } }],
    ['a title', { ticket: { title: 'secretvalue' } }],
    ['a payload', { payload: { anything: 'secretvalue' } }],
    ['snake case too', { previous_text: 'secretvalue', trigger_id: 'secretvalue' }],
    ['a response url', { at: 'https://hooks.slack.com/commands/T1/secretvalue' }],
    ['below the depth that is looked at', { a: { b: { c: { d: { e: { f: 'secretvalue' } } } } } }],
    ['an e-mail address', { note: 'asked jürgen.secretvalue+it@mail.example.org twice' }],
    ['an e-mail address in an error', { err: new Error('no mailbox secretvalue@example.org') }],
    [
      'what was chosen or typed in a form',
      { action: { value: 'secretvalue' }, values: { a: 'secretvalue' } },
    ],
    ['JSON that cannot be read', { err: thrownBy(() => JSON.parse('secretvalue')) }],
    [
      'the path’s value in an error of a shape',
      { err: thrownBy(() => z.object({ a: z.literal('x') }).parse({ a: 'secretvalue' })) },
    ],
    [
      'keys that a strict shape refuses',
      { err: thrownBy(() => z.strictObject({}).parse({ secretvalue: 1 })) },
    ],
    [
      'a value that PostgreSQL quotes',
      {
        err: new Error(
          'Raw query failed. Message: `invalid input syntax for type integer: "secret\nvalue secretvalue"`',
        ),
      },
    ],
    [
      'a call that Prisma quotes',
      { err: Object.assign(new Error('title: "secretvalue"'), { name: 'PrismaClientValidationError' }) },
    ],
    [
      'a request body on an error',
      { err: Object.assign(new Error('no'), { body: 'secretvalue', request: { x: 'secretvalue' } }) },
    ],
    [
      'row values in a PostgreSQL error',
      { err: Object.assign(new Error('duplicate'), { code: '23505', detail: 'Key (title)=(secretvalue)' }) },
    ],
    [
      'a token in the message of a cause',
      { err: new Error('outer', { cause: new Error('xoxb-1-secretvalue') }) },
    ],
  ])('%s', (_what, fields) => {
    const { log, lines } = capture();
    log.error(fields, 'something happened');
    expect(lines.join()).not.toContain('secretvalue');
    expect(lines).toHaveLength(1);
  });
});

it('an error keeps what locates it: type, words, codes, cause and stack', () => {
  const { log, last } = capture();
  const cause = Object.assign(new Error('An API error occurred'), {
    data: { ok: false, error: 'not_in_channel' },
  });
  log.error({ err: Object.assign(new TypeError('cannot post', { cause }), { code: 'E1' }) }, 'post failed');
  expect(last().err).toMatchObject({
    type: 'TypeError',
    said: 'cannot post',
    code: 'E1',
    cause: { slackError: 'not_in_channel' },
    stack: expect.stringContaining('logger.test'),
  });
});

it('a circle ends', () => {
  const { log, last } = capture();
  const circle: Record<string, unknown> = { id: 1 };
  circle.self = circle;
  log.info(circle, 'round');
  expect(last()).toMatchObject({ id: 1, msg: 'round' });
});

it('an error of the database keeps the names in it', () => {
  const { log, last } = capture();
  log.error({ err: new Error('relation "tickets" does not exist') }, 'no');
  expect(last().err).toMatchObject({ said: 'relation "tickets" does not exist' });
});

it('an error of a shape names what was wrong and where', () => {
  const { log, last } = capture('trace');
  log.error(
    { err: thrownBy(() => z.object({ user: z.object({ id: z.string() }) }).parse({ user: 7 })) },
    'no',
  );
  expect(last().err).toMatchObject({ said: 'invalid_type at user' });
});

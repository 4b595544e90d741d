/** Promise 1 at the door: Slack is told that an event arrived only after what it causes is committed. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { signature } from '../../playground/delivery/signed-http.js';
import { type Bot, startBot } from '../support/bot.js';
import { runSql } from '../support/run-sql.js';

const MODES = ['socket', 'http'] as const;

/** Long enough for a commit on a busy machine; without an ack in it the event comes again. */
const ACK_TIMEOUT_MS = 700;
const RETRY_DELAYS_MS = [50, 200, 200, 200, 200, 200, 200, 200];

async function startWithTicket(mode: (typeof MODES)[number]) {
  const bot = await startBot({
    mode,
    slack: { ackTimeoutMs: ACK_TIMEOUT_MS, retryDelaysMs: RETRY_DELAYS_MS },
  });
  const ada = bot.slack.person('Ada');
  await ada.command('/project', 'edit IT');
  await bot.settled();
  await ada.fill({ 'Request channel': 'it-help' });
  await ada.submit();
  // On a busy machine Slack stops waiting for the answer before the channel is set.
  await bot.settled();
  const bo = bot.slack.person('Bo');
  const root = bo.post('it-help', 'VPN down');
  bo.react('it-help', root.ts, 'ticket');
  await bot.settled();
  return { bot, bo, root };
}

const commentCount = async (bot: Bot) => bot.database.prisma.comment.count();
const deliveryOf = (bot: Bot, text: string) =>
  bot.slack.events.find(({ event }) => event.type === 'message' && event.text === text);

describe.each(MODES)('an event by %s', (mode) => {
  it('is not acked while the database refuses it, is sent again, and is acked once its comment is committed', async () => {
    const { bot, bo, root } = await startWithTicket(mode);
    await runSql(bot.databaseUrl, 'ALTER TABLE comments RENAME TO comments_away');

    bo.post('it-help', 'any news?', { threadTs: root.ts });
    await bot.slack.until(() => (deliveryOf(bot, 'any news?')?.attempts ?? 0) >= 2, {
      what: 'a second delivery',
    });
    expect(deliveryOf(bot, 'any news?')?.state).toBe('underway');

    await runSql(bot.databaseUrl, 'ALTER TABLE comments_away RENAME TO comments');
    await bot.slack.until(() => deliveryOf(bot, 'any news?')?.state === 'acked', { what: 'the ack' });
    expect(await commentCount(bot)).toBe(1);
    expect(bot.troubles.map(({ message }) => message)).toContain('a request from Slack failed');
    expect(JSON.stringify(bot.troubles)).not.toContain('any news?');
  });

  it('is acked only after the commit, not when it has merely arrived', async () => {
    const { bot, bo, root } = await startWithTicket(mode);
    const blocker = await openBlocker(bot);

    bo.post('it-help', 'is it fixed?', { threadTs: root.ts });
    await bot.slack.until(() => deliveryOf(bot, 'is it fixed?')?.state === 'underway');
    await bot.slack.until(async () => (await waitingLocks(bot)) > 0, { what: 'the insert waiting' });
    expect(deliveryOf(bot, 'is it fixed?')?.state).toBe('underway');

    await blocker.release();
    await bot.slack.until(() => deliveryOf(bot, 'is it fixed?')?.state === 'acked', { what: 'the ack' });
    expect(await commentCount(bot)).toBe(1);
  });

  it('that means nothing to the bot is acked, so that Slack does not send it again', async () => {
    const { bot, bo } = await startWithTicket(mode);
    bo.post('it-help', 'lunch?');
    await bot.slack.until(() => deliveryOf(bot, 'lunch?')?.state === 'acked', { what: 'the ack' });
    expect(await commentCount(bot)).toBe(0);
  });
});

describe('an event by http', () => {
  it('is answered with 500 after a failure, before Slack stops waiting', async () => {
    const { bot, root } = await startWithTicket('http');
    const send = () => sendSigned(bot, replyEvent(bot, root));
    await runSql(bot.databaseUrl, 'ALTER TABLE comments RENAME TO comments_away');
    expect(await send()).toBe(500);
    await runSql(bot.databaseUrl, 'ALTER TABLE comments_away RENAME TO comments');
    expect(await send()).toBe(200);
    expect(await commentCount(bot)).toBe(1);
  });

  it('is refused where it is forged, stale or too big, happens once where it is replayed, and may hold what nobody knows', async () => {
    const { bot, root } = await startWithTicket('http');
    const event = replyEvent(bot, root);
    expect(await sendSigned(bot, event, { secret: 'somebody-elses-secret' })).toBe(401);
    expect(await sendSigned(bot, event, { ageSeconds: 6 * 60 })).toBe(401);
    expect(await sendSigned(bot, event, { signed: `${JSON.stringify(event)} ` })).toBe(401);
    expect(await sendSigned(bot, { ...event, padding: 'x'.repeat(4_194_304) })).toBe(413);
    expect(await commentCount(bot)).toBe(0);

    const unknown = {
      type: 'hologram',
      elements: [{ type: 'telepathy', elements: [null, 7, { type: [] }] }],
    };
    const message = { ...event.event, blocks: [unknown, { type: 'rich_text', elements: [unknown] }, null] };
    const replayed = { ...event, event: message };
    expect(await Promise.all([sendSigned(bot, replayed), sendSigned(bot, replayed)])).toEqual([200, 200]);
    expect(await sendSigned(bot, replayed)).toBe(200);
    expect(await bot.database.prisma.comment.findMany()).toMatchObject([{ content: 'by hand' }]);

    const command = noteCommand(bot, root);
    for (const ageSeconds of [2, 1, 0]) {
      expect(await sendSigned(bot, command, { isForm: true, ageSeconds })).toBe(200);
    }
    await bot.settled();
    const notes = await bot.database.prisma.comment.findMany({ where: { commentType: 'internal' } });
    expect(notes).toMatchObject([{ content: 'once' }]);
  });
});

describe('a connection by socket', () => {
  it('that breaks while Slack is in trouble comes back by itself', async () => {
    const { bot, bo, root } = await startWithTicket('socket');
    bot.slack.faults.api('apps.connections.open', { kind: 'status', status: 500 }, { times: 2 });
    bot.slack.faults.cutSockets();
    await bot.slack.until(() => bot.slack.connectionCount() === 0, { what: 'the cut' });
    await bot.slack.until(() => bot.slack.connectionCount() > 0, {
      what: 'the reconnect',
      timeoutMs: 15_000,
    });
    bo.post('it-help', 'still there?', { threadTs: root.ts });
    await bot.slack.until(() => deliveryOf(bot, 'still there?')?.state === 'acked', { what: 'the ack' });
    expect(await commentCount(bot)).toBe(1);
  });

  it('that Slack is about to end is replaced before it ends: nothing is missed, and nothing read again', async () => {
    const { bot, bo, root } = await startWithTicket('socket');
    const runs = () => bot.database.prisma.reconcileRun.count();
    const before = await runs();
    const isReady = async () => (await fetch(`http://127.0.0.1:${bot.app().port}/readyz`)).status === 200;
    for (const reason of ['warning', 'refresh_requested'] as const) {
      bot.slack.faults.warnDisconnect(reason);
      await bot.slack.until(() => bot.slack.connectionCount() === 2, { what: 'the second connection' });
      for (const text of [`one, ${reason}`, `two, ${reason}`])
        bo.post('it-help', text, { threadTs: root.ts });
      await bot.slack.until(() => deliveryOf(bot, `two, ${reason}`)?.state === 'acked', { what: 'the ack' });
      await bot.slack.until(() => bot.slack.connectionCount() === 1, { what: 'the end of the first' });
      expect(await isReady()).toBe(true);
    }
    await bot.app().runJob('note-listening');
    const replies = bot.slack.events.filter(({ event }) => /^(one|two), /.test(String(event.text)));
    expect(replies.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);
    expect(await commentCount(bot)).toBe(4);
    expect(await runs()).toBe(before);
    expect(await bot.database.prisma.reconciler.findUnique({ where: { id: 1 } })).toMatchObject({
      doubtedSinceAt: null,
    });
  });

  it('whose token is refused when it comes back leaves the process up, not ready, with an error in the log', async () => {
    const { bot } = await startWithTicket('socket');
    bot.slack.faults.api('apps.connections.open', { kind: 'error', error: 'invalid_auth' }, { times: 99 });
    bot.slack.faults.cutSockets();
    await bot.slack.until(
      () => bot.troubles.some(({ message }) => message === 'Slack refuses the connection'),
      { what: 'the error', timeoutMs: 15_000 },
    );
    const ready = await fetch(`http://127.0.0.1:${bot.app().port}/readyz`);
    expect(ready.status).toBe(503);
    const alive = await fetch(`http://127.0.0.1:${bot.app().port}/livez`);
    expect(alive.status).toBe(200);
  });
});

describe.each(MODES)('a form by %s', (mode) => {
  it('stays open with what was typed when the database refuses it, and can be sent again', async () => {
    const { bot, bo } = await startWithTicket(mode);
    await bo.command('/ticket', 'new Printer on fire', { channel: 'it-help' });
    await bot.settled();
    await runSql(bot.databaseUrl, 'ALTER TABLE tickets RENAME TO tickets_away');
    const refused = await bo.submit();
    expect(refused.errors.Title).toMatch(/^Something went wrong on our side.*the number `[0-9a-f]{8}`\.$/);
    expect(bo.view()?.fields.find(({ label }) => label === 'Title')?.value).toBe('Printer on fire');

    await runSql(bot.databaseUrl, 'ALTER TABLE tickets_away RENAME TO tickets');
    await bo.submit();
    expect(bo.view()?.shows).toContain('IT-2');
  });
});

describe.each(MODES)('stopping by %s', (mode) => {
  it('waits for an event in hand and acks it', async () => {
    const { bot, bo, root } = await startWithTicket(mode);
    const blocker = await openBlocker(bot);
    bo.post('it-help', 'one more thing', { threadTs: root.ts });
    await bot.slack.until(async () => (await waitingLocks(bot)) > 0, { what: 'the insert waiting' });
    const stopping = bot.stop();
    await blocker.release();
    await stopping;
    expect(deliveryOf(bot, 'one more thing')?.state).toBe('acked');
    expect(await commentCount(bot)).toBe(1);
  });
});

function replyEvent(bot: Bot, root: { channel: string; ts: string }) {
  const { team, app } = bot.slack.workspace.state;
  const ts = '1772445700.000100';
  const user = bot.slack.person('Bo').id;
  const message = {
    type: 'message',
    channel_type: 'channel',
    channel: root.channel,
    thread_ts: root.ts,
    user,
  };
  return {
    type: 'event_callback',
    event_id: 'Ev0TEST',
    team_id: team.id,
    api_app_id: app.id,
    event: { ...message, ts, event_ts: ts, text: 'by hand' },
  };
}

function noteCommand(bot: Bot, root: { channel: string }): Record<string, string> {
  const { team, app } = bot.slack.workspace.state;
  return {
    ...{
      team_id: team.id,
      api_app_id: app.id,
      channel_id: root.channel,
      user_id: bot.slack.person('Ada').id,
    },
    ...{ command: '/ticket', text: 'note IT-1 once', trigger_id: '1.2.replayed' },
    response_url: `${bot.slack.url}/response/none`,
  };
}

type Sending = {
  secret?: string;
  ageSeconds?: number;
  isForm?: boolean;
  /** What was signed in place of what is sent. */
  signed?: string;
};

async function sendSigned(
  bot: Bot,
  payload: object,
  { secret = bot.slack.signingSecret, ageSeconds = 0, isForm = false, signed }: Sending = {},
): Promise<number> {
  const body = isForm ? new URLSearchParams({ ...payload }).toString() : JSON.stringify(payload);
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  const response = await fetch(`http://127.0.0.1:${bot.app().port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signature(secret, timestamp, signed ?? body),
    },
    body,
  });
  return response.status;
}

/** Holds up every write of a comment until it is released, at the latest after the test. */
async function openBlocker(bot: Bot) {
  const client = await bot.database.pool.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE comments IN ACCESS EXCLUSIVE MODE');
  let isHeld = true;
  const release = async () => {
    if (!isHeld) return;
    isHeld = false;
    await client.query('COMMIT');
    client.release();
  };
  onTestFinished(release);
  return { release };
}

async function waitingLocks(bot: Bot): Promise<number> {
  const { rows } = await bot.database.pool.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE d.datname = current_database() AND NOT l.granted`,
  );
  return rows[0]?.waiting ?? 0;
}

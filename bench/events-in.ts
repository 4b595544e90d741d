/** Events in at a steady rate, each acked after its comment is committed, beside the same Bolt with an empty handler. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type SlackServer, startSlackServer } from '../playground/server.js';
import { channelNamed } from '../playground/workspace/core.js';
import { createDatabase } from '../src/database/client.js';
import { percentile } from './statistics.js';
import { withTemporaryPostgres } from './temporary-postgres.js';

const EVENTS_PER_SECOND = 200;
const SECONDS = 15;
const WARM_UP_SECONDS = 3;
const THREADS = 50;
const READY_WITHIN_MS = 30_000;
const SIGNING_SECRET = 'bench-signing-secret';
const EPOCH_S = 1_760_000_000;

export type EventsIn = { p50Ms: number; p99Ms: number; maxMs: number; failed: number; lagMs: number };

/** `committed` must equal the events sent: every ack stands for a row. */
export async function benchEventsIn(): Promise<{
  empty: EventsIn;
  desk: EventsIn;
  sent: number;
  committed: number;
}> {
  const slack = await startSlackServer({ signingSecret: SIGNING_SECRET });
  try {
    return await withTemporaryPostgres(async (url) => {
      const empty = await withTarget(startEmptyBolt, slack, url, (port) => load(port, slack));
      const desk = await withTarget(startDesk, slack, url, async (port) => {
        await prepare(url, slack);
        return load(port, slack);
      });
      const sent = EVENTS_PER_SECOND * (SECONDS + WARM_UP_SECONDS);
      return { empty, desk, sent, committed: await countComments(url) };
    });
  } finally {
    await slack.close();
  }
}

type Starter = (
  port: number,
  slack: SlackServer,
  databaseUrl: string,
) => { child: ChildProcess; readyUrl: string };

const startEmptyBolt: Starter = (port, slack) => ({
  child: run('bolt-with-empty-handler.js', {}, [String(port), SIGNING_SECRET, slack.apiUrl, slack.botToken]),
  readyUrl: `http://127.0.0.1:${port}/`,
});

const startDesk: Starter = (port, slack, databaseUrl) => ({
  child: run('../src/main.js', {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'error',
  }),
  readyUrl: `http://127.0.0.1:${port}/readyz`,
});

function run(file: string, environment: Record<string, string>, args: string[] = []): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, [path, ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function withTarget(
  start: Starter,
  slack: SlackServer,
  databaseUrl: string,
  measure: (port: number) => Promise<EventsIn>,
): Promise<EventsIn> {
  const port = await freePort();
  const { child, readyUrl } = start(port, slack, databaseUrl);
  try {
    await untilAnswering(readyUrl);
    return await measure(port);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function untilAnswering(url: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200 || status === 404) return;
    await delay(50);
  }
  throw new Error(`${url} did not answer`);
}

/** Answered tickets in public threads: an agent's further replies are comments and nothing more. */
async function prepare(databaseUrl: string, slack: SlackServer): Promise<void> {
  const { prisma, close } = createDatabase(databaseUrl);
  const now = new Date();
  const agent = await prisma.user.upsert({
    where: { slackUserId: slack.person('Ana').id },
    create: { slackUserId: slack.person('Ana').id, displayName: 'Ana', profileReadAt: now },
    update: { profileReadAt: now },
  });
  const reporter = await prisma.user.upsert({
    where: { slackUserId: slack.person('Bo').id },
    create: { slackUserId: slack.person('Bo').id, displayName: 'Bo', profileReadAt: now },
    update: { profileReadAt: now },
  });
  const project = await prisma.project.findFirstOrThrow();
  await prisma.projectAgent.upsert({
    where: { projectId_userId: { projectId: project.id, userId: agent.id } },
    create: { projectId: project.id, userId: agent.id, isAdded: true },
    update: {},
  });
  const slackChannelId = channelIdOf(slack);
  const channel = await prisma.channel.upsert({
    where: { slackChannelId },
    create: { slackChannelId, kind: 'public', isBotMember: true, readAt: now },
    update: { kind: 'public', readAt: now },
  });
  for (let index = 0; index < THREADS; index += 1) {
    await prisma.ticket.create({
      data: {
        ticketNumber: `${project.key}-${index + 1}`,
        title: 'VPN down',
        reporterId: reporter.id,
        projectId: project.id,
        status: 'open',
        firstRespondedAt: new Date((EPOCH_S - THREADS - 1) * 1000),
        threads: { create: [{ channelId: channel.id, threadTs: threadTsOf(index), role: 'origin' }] },
      },
    });
  }
  await close();
}

async function countComments(databaseUrl: string): Promise<number> {
  const { prisma, close } = createDatabase(databaseUrl);
  const count = await prisma.comment.count();
  await close();
  return count;
}

function channelIdOf(slack: SlackServer): string {
  return channelNamed(slack.workspace, 'general').id;
}

function threadTsOf(index: number): string {
  return `${EPOCH_S - THREADS + index}.000100`;
}

/** Open loop: each event has its moment whether or not the earlier ones were answered, and is timed from that moment. */
async function load(port: number, slack: SlackServer): Promise<EventsIn> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const total = EVENTS_PER_SECOND * (SECONDS + WARM_UP_SECONDS);
  const warmUp = EVENTS_PER_SECOND * WARM_UP_SECONDS;
  const tookMs: number[] = [];
  let failed = 0;
  const startedAt = performance.now();
  const inFlight: Promise<void>[] = [];
  for (let index = 0; index < total; index += 1) {
    const dueAt = startedAt + (index * 1000) / EVENTS_PER_SECOND;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await delay(waitMs);
    inFlight.push(
      post(agent, port, eventBody(slack, index)).then((status) => {
        if (status !== 200) failed += 1;
        if (index >= warmUp) tookMs.push(performance.now() - dueAt);
      }),
    );
  }
  const lastDueAt = performance.now();
  await Promise.all(inFlight);
  const lagMs = performance.now() - lastDueAt;
  agent.destroy();
  return {
    p50Ms: percentile(tookMs, 50),
    p99Ms: percentile(tookMs, 99),
    maxMs: Math.max(...tookMs),
    failed,
    lagMs,
  };
}

function eventBody(slack: SlackServer, index: number): string {
  const ts = `${EPOCH_S + index}.000100`;
  const user = slack.person('Ana').id;
  return JSON.stringify({
    token: 'x',
    team_id: 'T1',
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${index}`,
    event_time: EPOCH_S + index,
    authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    event: {
      type: 'message',
      channel: channelIdOf(slack),
      channel_type: 'channel',
      user,
      team: 'T1',
      text: `Reply ${index}: still looking into it.`,
      ts,
      event_ts: ts,
      thread_ts: threadTsOf(index % THREADS),
      parent_user_id: user,
      client_msg_id: `m${index}`,
    },
  });
}

/** Rejects never: a connection that fails is status 0. */
function post(agent: Agent, port: number, body: string): Promise<number> {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${signature}`,
  };
  return new Promise((resolve) => {
    const call = request(
      { agent, host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.on('error', () => resolve(0));
    call.end(body);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

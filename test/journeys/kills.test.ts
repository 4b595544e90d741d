import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../playground/people.js';
import { type SlackServer, startSlackServer } from '../../playground/server.js';
import type { Database } from '../../src/database/client.js';
import { POST_HAS_WORK_SQL } from '../../src/database/unsent-posts.js';
import { type ChildBot, childBot, compileBot } from '../support/child-bot.js';
import { createTestDatabase } from '../support/database.js';
import { HELP, TRIAGE } from '../support/story.js';

/** As Slack's, but in seconds: at once, after a minute, after five. */
const RETRIES_MS = [0, 3_000, 15_000];
/** So long a person waits for an answer before pressing again. */
const PATIENCE_MS = 3_000;
const PRESSES_MAX = 8;
/** A kill comes within this time of the start of a step: most of what a step causes happens in it. */
const KILL_WITHIN_MS = 250;
const RESPONSE_SECONDS = 2;
const SEEDS = [1, 2];

type Said = { channel: string; ts: string };
type Stage = {
  slack: SlackServer;
  database: Database;
  bot: ChildBot;
  person(name: string): Person;
  /** What Bo has written so far, to edit and to regret. */
  said: Said[];
};
/** What Slack's events carry, and what time does, is done again by nobody: it is Slack that repeats the events. */
type Step = { isByEvents?: true; act(stage: Stage): unknown; isDone(stage: Stage): boolean };

const ended: (() => Promise<void>)[] = [];

beforeAll(compileBot, 60_000);

async function closeAll(): Promise<void> {
  for (const end of ended.splice(0).reverse()) await end();
}

afterAll(closeAll);

/** Mulberry32: the same moments for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function openStage(): Promise<Stage> {
  const slack = await startSlackServer({ retryDelaysMs: RETRIES_MS });
  const { database, url, drop } = await createTestDatabase();
  // Open around the clock, whenever the test runs; low priority is to be answered within seconds.
  await database.pool.query('DELETE FROM calendar_hours');
  await database.pool.query(
    `INSERT INTO calendar_hours (calendar_id, iso_weekday, opens_minute, closes_minute)
     SELECT id, day, 0, 1440 FROM calendars, generate_series(1, 7) AS day`,
  );
  await database.pool.query(`UPDATE sla_targets SET response_seconds = $1 WHERE priority = 'low'`, [
    RESPONSE_SECONDS,
  ]);
  const bot = childBot(slack, { DATABASE_URL: url, SLA_SWEEP_CRON: '* * * * * *' });
  ended.push(async () => {
    await bot.kill();
    await slack.close();
    await drop();
  });
  await bot.start();
  return { slack, database, bot, person: (name) => slack.person(name), said: [] };
}

const shows = (person: Person, channel: string, words: string, threadTs?: string) =>
  person.sees(channel, threadTs).find((message) => message.shows.includes(words));

function card({ person }: Stage, number: string) {
  const found = shows(person('Ana'), TRIAGE, `*${number}*`);
  if (found === undefined) throw new Error(`There is no card of ${number}`);
  return found;
}

function origin({ person }: Stage, number: string) {
  const found = shows(person('Bo'), HELP, `*${number}*`);
  if (found === undefined) throw new Error(`There is no thread of ${number}`);
  return found;
}

/** Fills in the form of a command or a press that is not open yet, and submits it. */
async function submitForm(
  stage: Stage,
  person: Person,
  label: string,
  opens: () => Promise<unknown>,
  values: Record<string, string>,
) {
  const hasForm = () => person.view()?.fields.some((field) => field.label === label) ?? false;
  if (!hasForm()) await opens();
  await stage.slack.until(hasForm, { timeoutMs: PATIENCE_MS });
  await person.fill(values);
  await person.submit();
}

async function openTicket(stage: Stage, title: string, values: Record<string, string> = {}) {
  const bo = stage.person('Bo');
  await submitForm(
    stage,
    bo,
    'Title',
    () => bo.command('/ticket', `new ${title}`, { channel: HELP }),
    values,
  );
}

const inTriage = (stage: Stage, number: string, words: string) =>
  shows(stage.person('Ana'), TRIAGE, words, card(stage, number).ts) !== undefined;

const STORY: readonly Step[] = [
  {
    act: async (stage) => {
      const ada = stage.person('Ada');
      await submitForm(stage, ada, 'Triage channel', () => ada.command('/project', 'edit IT'), {
        'Triage channel': TRIAGE,
        'Request channel': HELP,
      });
    },
    isDone: ({ person }) =>
      person('Ada').view()?.shows.includes('is saved') === true &&
      shows(person('Ana'), TRIAGE, '*Ana* is now an agent') !== undefined,
  },
  {
    act: (stage) => openTicket(stage, 'VPN down'),
    isDone: ({ person }) =>
      ['Bo', 'Ana'].every((name) => shows(person(name), name === 'Bo' ? HELP : TRIAGE, '*IT-1*')),
  },
  {
    isByEvents: true,
    act: (stage) => {
      for (const text of ['Only from home', 'My password is hunter2']) {
        stage.said.push(stage.person('Bo').post(HELP, text, { threadTs: origin(stage, 'IT-1').ts }));
      }
    },
    isDone: (stage) => inTriage(stage, 'IT-1', 'Only from home') && inTriage(stage, 'IT-1', 'hunter2'),
  },
  {
    isByEvents: true,
    act: ({ person, said: [reply, regretted] }) => {
      if (reply !== undefined) person('Bo').edit(HELP, reply.ts, 'From everywhere');
      if (regretted !== undefined) person('Bo').delete(HELP, regretted.ts);
    },
    isDone: (stage) => inTriage(stage, 'IT-1', 'From everywhere') && !inTriage(stage, 'IT-1', 'hunter2'),
  },
  {
    act: (stage) => stage.person('Ana').press(card(stage, 'IT-1'), 'Take'),
    isDone: (stage) => /\*Assignee\*\s+Ana/.test(card(stage, 'IT-1').shows),
  },
  {
    act: async (stage) => {
      const ana = stage.person('Ana');
      await submitForm(stage, ana, 'Message', () => ana.press(card(stage, 'IT-1'), 'Reply to reporter'), {
        Message: 'Try the new client',
      });
    },
    isDone: (stage) =>
      shows(stage.person('Bo'), HELP, 'Try the new client', origin(stage, 'IT-1').ts) !== undefined,
  },
  {
    isByEvents: true,
    act: ({ person }) => {
      const root = person('Cleo').post(HELP, 'The printer jams');
      person('Bo').post(HELP, 'Here too', { threadTs: root.ts });
      person('Ana').react(HELP, root.ts, 'ticket');
    },
    isDone: (stage) =>
      shows(stage.person('Ana'), TRIAGE, '*IT-2*') !== undefined && inTriage(stage, 'IT-2', 'Here too'),
  },
  {
    act: (stage) => stage.person('Ana').command('/ticket', 'resolve IT-1', { channel: HELP }),
    isDone: (stage) => shows(stage.person('Bo'), HELP, 'resolved', origin(stage, 'IT-1').ts) !== undefined,
  },
  {
    act: (stage) => openTicket(stage, 'Nobody answers this', { Priority: 'Low: can wait' }),
    isDone: ({ person }) => shows(person('Ana'), TRIAGE, '*IT-3*') !== undefined,
  },
  {
    isByEvents: true,
    act: () => undefined,
    isDone: ({ person }) => shows(person('Ana'), TRIAGE, '*First response overdue:* *IT-3*') !== undefined,
  },
];

/** Whoever sees no answer presses again. */
async function playStep(stage: Stage, step: Step, kill: () => Promise<void>): Promise<void> {
  let disturbance: Promise<void> | null = kill();
  for (let press = 1; press <= PRESSES_MAX; press += 1) {
    if (press === 1 || !step.isByEvents) await Promise.resolve(step.act(stage)).catch(() => undefined);
    await disturbance;
    disturbance = null;
    const isDone = await stage.slack
      .until(() => step.isDone(stage), { timeoutMs: PATIENCE_MS })
      .catch(() => false);
    if (isDone) return;
  }
  const events = stage.slack.events.map(({ event, state, attempts }) =>
    [event.type, event.subtype, event.text, state, attempts].join(' '),
  );
  throw new Error(`A step did not happen: ${step.act}\n${events.join('\n')}\n${stage.bot.output()}`);
}

async function play(stage: Stage, kill: () => Promise<void>): Promise<void> {
  for (const step of STORY) await playStep(stage, step, kill);
  await stage.slack.settled();
  await stage.slack.until(async () => !(await isWorkLeft(stage.database)), {
    what: 'an empty outbox',
    timeoutMs: 15_000,
  });
}

async function isWorkLeft({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ isLeft: boolean }>(
    `SELECT EXISTS (SELECT FROM posts WHERE ${POST_HAS_WORK_SQL}) OR EXISTS (SELECT FROM early_events)
         OR EXISTS (SELECT FROM ticket_threads WHERE imported_at IS NULL AND import_after_ts IS NOT NULL) AS "isLeft"`,
  );
  return rows[0]?.isLeft ?? false;
}

/** Rows and posts without what differs between any two runs: ids, times, and the order of what is independent. */
async function outcome({ database, person }: Stage) {
  const lines = async (sql: string) =>
    (await database.pool.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'WHEN');
  const reads = (name: string, channel: string) => {
    const threads = person(name)
      .sees(channel)
      .filter(({ isEphemeral }) => !isEphemeral);
    return threads
      .flatMap(({ ts }) => person(name).sees(channel, ts))
      .filter(({ isEphemeral }) => !isEphemeral)
      .map(({ from, shows: text }) => timeless(`${from}: ${text}`))
      .sort();
  };
  return {
    tickets:
      await lines(`SELECT concat_ws(' | ', ticket_number, title, status, priority, resolution, a.display_name, r.display_name,
        first_responded_at IS NOT NULL, response_breached_at IS NOT NULL, resolution_breached_at IS NOT NULL) AS line
      FROM tickets t JOIN users r ON r.id = t.reporter_id LEFT JOIN users a ON a.id = t.assignee_id ORDER BY t.id`),
    comments:
      await lines(`SELECT concat_ws(' | ', ticket_number, display_name, content, comment_type, edited_at IS NOT NULL, deleted_at IS NOT NULL) AS line
      FROM comments c JOIN tickets t ON t.id = c.ticket_id JOIN users u ON u.id = c.author_id ORDER BY 1`),
    edits: await lines('SELECT previous_content AS line FROM comment_edit_history ORDER BY 1'),
    changelog:
      await lines(`SELECT concat_ws(' | ', ticket_number, action, field, visibility, display_name) AS line
      FROM changelog_entries e JOIN tickets t ON t.id = e.ticket_id LEFT JOIN users u ON u.id = e.actor_id ORDER BY 1`),
    alerts: await lines(`SELECT concat_ws(' | ', ticket_number, target_kind, threshold) AS line
      FROM sla_alerts a JOIN tickets t ON t.id = a.ticket_id ORDER BY 1`),
    posts: await lines(`SELECT concat_ws(' | ', kind, ticket_number, state) AS line
      FROM posts p LEFT JOIN tickets t ON t.id = p.ticket_id ORDER BY 1`),
    agents: await lines(
      `SELECT display_name AS line FROM project_agents JOIN users ON users.id = user_id ORDER BY 1`,
    ),
    inHelp: reads('Bo', HELP),
    inTriage: reads('Ana', TRIAGE),
  };
}

describe('killing the bot at any moment of the story and starting it again', () => {
  let undisturbed: Awaited<ReturnType<typeof outcome>>;

  beforeAll(async () => {
    const stage = await openStage();
    await play(stage, async () => undefined);
    undisturbed = await outcome(stage);
    await closeAll();
  }, 90_000);

  it('without a kill the story goes as it goes', () => {
    expect(undisturbed.tickets).toHaveLength(3);
    expect(undisturbed.comments).toHaveLength(4);
    expect(undisturbed.alerts).toEqual(['IT-3 | response | 100']);
  });

  it.concurrent.each(SEEDS)(
    'ends in the same rows and the same posts, within seconds (seed %i)',
    async (seed) => {
      const random = randomFrom(seed);
      const stage = await openStage();
      const kill = async () => {
        await new Promise((resolve) => setTimeout(resolve, random() * KILL_WITHIN_MS));
        await stage.bot.kill();
        await stage.bot.start();
      };
      await play(stage, kill);
      const { violations } = stage.slack;
      expect({ ...(await outcome(stage)), violations }).toEqual({ ...undisturbed, violations: [] });
    },
    180_000,
  );
});

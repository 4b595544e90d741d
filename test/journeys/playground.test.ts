/** The playground around the real bot: a desk that is open from the start, time that passes, events that are lost, rows that change. */
import { expect, it } from 'vitest';
import { keepTime } from '../../playground/box/keep-time.js';
import { openDesk } from '../../playground/box/open-desk.js';
import { watchRows } from '../../playground/box/watch-rows.js';
import type { Happening } from '../../playground/live/protocol.js';
import { startBot } from '../support/bot.js';
import { atEndOfTest } from '../support/ends.js';
import { BOT, HELP, TRIAGE, tell } from '../support/story.js';

async function openBox() {
  const bot = await startBot({ slack: { hasTrail: true } });
  const { slack, clock, database } = bot;
  const box = { slack, clock, app: bot.app() };
  slack.timekeeper = keepTime(box);
  const watch = async () => watchRows(box.app.desk, (rows) => slack.trail?.changed(rows));
  const first = await watch();
  atEndOfTest(async () => {
    await first.close();
    await database.pool.query('DROP SCHEMA playground CASCADE');
  });
  await openDesk(slack, box.app);
  const titled = (words: string): Happening | undefined =>
    slack.trail?.since(0).happenings.findLast(({ title }) => title.includes(words));
  const read = async <T>(sql: string) => (await database.pool.query<{ read: T }>(sql)).rows[0]?.read;
  return { story: tell(bot), box, watch, titled, read, time: slack.timekeeper };
}

it('a newcomer opens a ticket at once, watches its target pass, and sees what was lost be found', async () => {
  const { story, box, watch, titled, read, time } = await openBox();
  const { slack, troubles } = story;

  // The desk is opened once: whatever an admin makes of it later stays.
  const audits = await read<string>('SELECT count(*) AS read FROM audit_entries');
  await openDesk(slack, box.app);
  expect(await read('SELECT count(*) AS read FROM audit_entries')).toBe(audits);
  expect(await read(`SELECT count(*)::int AS read FROM project_agents WHERE is_member`)).toBe(3);

  // A week passes, to the hour at which the desk opens.
  const gaps = () => read(`SELECT count(*) AS read FROM reconcile_runs WHERE cause <> 'hourly'`);
  const before = await gaps();
  await time.jump({ to: 'monday' });
  expect(story.clock.now().toISOString()).toMatch(/^2026-03-09T09:00:/);

  // On the way of a jump, what waits for time is done in its own.
  const bo = slack.person('Bo');
  const { ts: saidTs } = bo.post(BOT, 'My screen flickers');
  await story.after(async () => undefined);
  const passage = await time.jump({ to: 'minutes', minutes: 45 });
  expect(passage).toEqual({ stops: 1, lateMaxMs: 0, isAllSaid: true });
  const minutesLater = (Number(bo.sees(BOT).at(-1)?.ts) - Number(saidTs)) / 60;
  expect(minutesLater).toBeGreaterThanOrEqual(30);
  expect(minutesLater).toBeLessThan(31);

  // What came of a form: the call that shows the card, and the rows, each once, with what changed in them.
  const number = await story.opens('Bo', 'VPN down');
  const submitted = () => titled('Bo submitted');
  await slack.until(() => submitted()?.rows.some(({ table }) => table === 'tickets'), { what: 'the rows' });
  const form = submitted();
  expect(form).toMatchObject({ kind: 'form', delivery: { state: 'acked', attempts: 1 } });
  expect(form?.calls.map(({ method }) => method)).toContain('chat.postMessage');
  const inserted = form?.rows.filter(({ table, kind }) => table === 'tickets' && kind === 'insert');
  expect(inserted).toHaveLength(1);
  expect(inserted?.[0]?.columns).toContainEqual({ name: 'title', before: null, after: 'VPN down' });
  expect(form?.rows.map(({ table }) => table)).not.toContain('job_heartbeats');
  const second = await watch();
  await second.close();
  expect(
    await read(`SELECT count(*)::int AS read FROM pg_trigger WHERE tgrelid = 'tickets'::regclass
    AND tgname = 'playground_note_change'`),
  ).toBe(1);

  // An event that is lost is found in the next hour.
  const { ts } = await story.origin(number);
  slack.faults.event('message', { kind: 'drop' });
  story.person('Bo').post(HELP, 'It was the cable, sorry', { threadTs: ts });
  await slack.settled();
  expect(await story.comments(number)).toEqual([]);

  // Time passes to a minute before the target, and over it: first the warning, at its time, then the breach.
  const [target] = await time.targets();
  expect(target).toMatchObject({ ticket: number, title: 'VPN down', metric: 'First response' });
  await time.jump({ to: 'target' });
  const leftMs = Date.parse(target?.at ?? '') - story.clock.now().getTime();
  expect(leftMs).toBeGreaterThan(0);
  expect(leftMs).toBeLessThanOrEqual(60_000);
  expect(story.reads('Ana', TRIAGE).join('\n')).toContain('First response at risk');
  const found = [{ author: 'Bo', content: 'It was the cable, sorry' }];
  expect(await story.comments(number)).toMatchObject(found);
  await time.jump({ to: 'minutes', minutes: 2 });
  expect(story.reads('Ana', TRIAGE).join('\n')).toContain('First response overdue');
  expect((await story.row(number)).responseBreachedAt?.toISOString()).toBe(target?.at);

  // Nobody was away meanwhile: no outage, no job is late, nothing is read again but what is read every hour.
  for (const job of ['watch-jobs', 'watch-jobs', 'note-listening', 'reconcile'] as const)
    await story.after(() => box.app.runJob(job));
  expect(await read('SELECT count(*)::int AS read FROM job_outages')).toBe(0);
  expect(await gaps()).toBe(before);
  expect(story.reads('Ada', BOT).join('\n')).not.toMatch(/stopped|stood still/);

  // The bot is deaf for ten minutes, and finds by itself what was said.
  slack.boxFaults.loseEvents();
  await slack.until(() => slack.connectionCount() === 0);
  story.person('Bo').post(HELP, 'Is anybody there?', { threadTs: ts });
  await slack.settled();
  expect(await story.comments(number)).toMatchObject(found);
  await slack.boxFaults.hearAgain();
  expect(await story.comments(number)).toMatchObject([
    ...found,
    { author: 'Bo', content: 'Is anybody there?' },
  ]);
  expect(slack.weather()).toMatchObject({ connections: 1, isLosingEvents: false });
  expect(troubles.filter(({ message }) => !/slack client|connection/i.test(message))).toEqual([]);
  expect(slack.violations).toEqual([]);
}, 90_000);

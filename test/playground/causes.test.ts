/** What the real bot in the box does, at the same time for several people: each gets what is theirs, and nothing is guessed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { movingClock } from '../../playground/box/moving-clock.js';
import { openDesk } from '../../playground/box/open-desk.js';
import { untilQuiet } from '../../playground/box/quiet.js';
import { startBox } from '../../playground/box/start-box.js';
import type { Happening, Trail } from '../../playground/live/protocol.js';
import { STORY_START_AT, testOverrides } from '../support/bot.js';
import { useTestDatabase } from '../support/database.js';
import { atEndOfTest } from '../support/ends.js';
import { ask, tell } from './live.js';

const tested = useTestDatabase();

async function openBox() {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-causes-'));
  atEndOfTest(() => rm(dataDir, { recursive: true }));
  const clock = movingClock(STORY_START_AT);
  const box = await startBox({
    dataDir,
    clock,
    slack: { hasTrail: true },
    overrides: testOverrides(clock, []),
    config: { database: { kind: 'url', url: tested.url } },
  });
  atEndOfTest(box.stop);
  const { slack, app } = box;
  await openDesk(slack, app);
  const quiet = () => untilQuiet(slack, app);
  const create = async (name: string, title: string) => {
    const person = slack.person(name);
    await person.command('/ticket', `new ${title}`, { channel: '#it-help' });
    await slack.until(() => person.view()?.submit);
    await person.submit();
  };
  /** Of whoever did that, in the order of their names. */
  const trail = async (what: RegExp) => {
    const { happenings } = (await ask<Trail>(slack, 'trail')).result;
    const found = happenings.filter(({ title }) => what.test(title));
    return found.sort((one, other) => (one.title < other.title ? -1 : 1));
  };
  return { slack, app, quiet, create, trail };
}

const keysOf = ({ rows }: Happening, table: string) => [
  ...new Set(rows.filter((row) => row.table === table).map(({ key }) => key)),
];
/** Of the messages that the calls are about. */
const postsOf = ({ calls }: Happening) => {
  const ids = calls.map(({ args }) => JSON.stringify(args.metadata)?.match(/"post_id":(\d+)/)?.[1]);
  return [...new Set(ids.filter((id) => id !== undefined))];
};

/** Each has calls for the messages that its own rows want, and for no others; none is wanted by two. */
function expectOwnPosts(happenings: readonly Happening[]): void {
  for (const one of happenings) {
    expect(postsOf(one).length).toBeGreaterThan(0);
    expect(keysOf(one, 'posts')).toEqual(expect.arrayContaining(postsOf(one)));
  }
  const posts = happenings.flatMap(postsOf);
  expect(new Set(posts).size).toBe(posts.length);
}

it('gives each their own, also what is done for it later, and guesses at nothing', async () => {
  const { slack, app, quiet, create, trail } = await openBox();
  const [ana, bo] = [slack.person('Ana'), slack.person('Bo')];

  // Two people submit at the same instant.
  await Promise.all([create('Bo', 'VPN down'), create('Cleo', 'No sound')]);
  await quiet();
  const created = await trail(/submitted Create a ticket$/);
  expect(created.flatMap((one) => keysOf(one, 'tickets')).sort()).toEqual(['1', '2']);
  for (const form of created) expect(keysOf(form, 'tickets')).toHaveLength(1);
  expectOwnPosts(created);

  // Two agents press at the same instant.
  const cards = ana.sees('#it-triage').slice(-2);
  await Promise.all(
    cards.map((card, place) => slack.person(place === 0 ? 'Ana' : 'Ben').press(card, 'Take')),
  );
  await quiet();
  const taken = await trail(/pressed Take$/);
  expect(taken.flatMap((one) => keysOf(one, 'tickets')).sort()).toEqual(['1', '2']);
  for (const press of taken) {
    const columns = press.rows.flatMap((row) => row.columns.map(({ name }) => name));
    expect(columns.filter((name) => name === 'assignee_id')).toHaveLength(1);
  }
  expectOwnPosts(taken);

  // Somebody writes while time is moved on.
  await tell(slack, 'time', { to: 'target' });
  const jumping = tell(slack, 'time', { to: 'minutes', minutes: 2 });
  const root = bo.sees('#it-help').at(-1);
  bo.post('#it-help', 'any news?', { threadTs: root?.ts ?? '' });
  await jumping;
  await quiet();
  const [jumped] = await trail(/^Time went on by 2 min$/);
  const [replied] = await trail(/^Bo answered in a thread/);
  if (jumped === undefined || replied === undefined) throw new Error('these happened');
  expect(jumped.rows.flatMap(({ columns }) => columns.map(({ name }) => name))).toContain(
    'response_breached_at',
  );
  expect([jumped, replied].map((one) => keysOf(one, 'comments').length)).toEqual([0, 1]);
  expectOwnPosts([jumped, replied]);

  // A job runs of its own accord.
  await app.runJob('sync-users');
  expect((await trail(/, by itself: sync-users$/)).at(-1)).toMatchObject({
    kind: 'itself',
    calls: [{ method: 'users.list' }],
  });

  // Only the opening of a connection says nothing of itself.
  const guesses = (await trail(/./)).flatMap(({ calls, rows }) => [
    ...calls.filter(({ isGuessed }) => isGuessed).map(({ method }) => method),
    ...rows.filter(({ isGuessed }) => isGuessed).map(({ table }) => table),
  ]);
  expect(guesses.filter((what) => what !== 'apps.connections.open')).toEqual([]);
}, 90_000);

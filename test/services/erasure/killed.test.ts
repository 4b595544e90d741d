/** An erasure is many transactions: whoever is killed between two of them asks again, and it ends as one that nobody disturbed. */
import { expect, it } from 'vitest';
import type { Database } from '../../../src/database/client.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import type { Desk } from '../../../src/services/desk.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { createTestDatabase } from '../../support/database.js';
import { deskOn, type TestDesk } from '../../support/desk.js';
import { atEndOfTest } from '../../support/ends.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { edited, posted } from '../../support/messages.js';
import { openRoom } from '../../support/threads.js';

/** More transactions than the story takes. */
const KILLS_MAX = 60;

/** Rooms are numbered through. */
const room = /CROOM\d+/g;

class Killed extends Error {}

/** The desk of a process that dies as soon as it has committed so often: nothing is asked of the database after that. */
function dyingAfter(desk: Desk, commits: number): Desk {
  let left = commits;
  const commit = async (work: () => Promise<unknown>): Promise<unknown> => {
    const done = await work();
    left -= 1;
    if (left <= 0) throw new Killed();
    return done;
  };
  const prisma = new Proxy(desk.database.prisma, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || (name !== '$transaction' && name !== '$executeRaw')) return value;
      return (...given: unknown[]) => commit(() => Reflect.apply(value, target, given));
    },
  });
  return { ...desk, database: { ...desk.database, prisma } };
}

/** Cleo writes, reports, is written about and watches. */
async function live(desk: TestDesk, it_: ItProject): Promise<void> {
  const room = await openRoom(desk, it_);
  const place = (afterSeconds: number, user = 'UCLEO') => ({
    ...{ channel: room.channel, threadTs: room.threadTs },
    ...{ ts: room.ts(afterSeconds), user },
  });
  await ingestMessage(desk, posted(place(10), 'it burns'));
  const edit = { text: 'it burns still', previousText: null, editTs: room.ts(20) };
  await ingestMessage(desk, edited(place(10), edit));
  await ingestMessage(desk, posted(place(30, 'UBO'), 'ask <@UCLEO> or <@UCLEO|Cleopatra>'));
  const ana = await it_.actor('ana');
  const note = { text: '<@UCLEO> again', commentType: 'internal', sourceKey: 'v1' } as const;
  await addComment(desk, ana, room.ticketNumber, note);
  await watchTicket(desk, ana, room.ticketNumber, { watch: true, slackUserId: 'UCLEO' });
  const talk = { kind: 'direct' } as const;
  for (const title of ['one for <@UCLEO>', 'two']) {
    await it_.open({ reporterId: it_.userId('cleo'), title, description: 'for <@UCLEO>', talk }, 'cleo');
  }
}

/** Every row, without what the database dates by its own clock. */
async function everyRow({ pool }: Database): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<{ name: string; columns: string }>(`
    SELECT table_name AS name, string_agg(quote_ident(column_name), ', ' ORDER BY column_name) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
      AND coalesce(column_default, '') NOT ILIKE '%now()%' AND coalesce(column_default, '') NOT ILIKE '%current_timestamp%'
    GROUP BY table_name ORDER BY table_name`);
  const found: Record<string, unknown> = {};
  for (const { name, columns } of rows) {
    const all = await pool.query<{ row: string }>(
      `SELECT to_jsonb(r)::text AS row FROM (SELECT ${columns} FROM "${name}") r ORDER BY 1`,
    );
    found[name] = all.rows.map(({ row }) => row.replaceAll(room, 'CROOM'));
  }
  return found;
}

it.each([
  ['who a person is', false],
  ['what a person wrote too', true],
])(
  'killed after each of its transactions, asked again each time, it has forgotten %s as if undisturbed',
  async (_what, isWithTexts) => {
    const { database, reset, drop } = await createTestDatabase();
    atEndOfTest(drop);
    const begin = async () => {
      await reset();
      const desk = deskOn({ ...database });
      const it_ = await makeItProject(desk);
      await live(desk, it_);
      const ada = await it_.actor('ada');
      return { desk, erase: (by: Desk) => erasePerson(by, ada, 'UCLEO', { isWithTexts }) };
    };

    const undisturbed = await begin();
    await undisturbed.erase(undisturbed.desk);
    const expected = await everyRow(database);

    const { desk, erase } = await begin();
    const isErased = async () =>
      (await desk.database.prisma.user.count({ where: { erasedAt: { not: null } } })) > 0;
    let kills = 0;
    while (kills < KILLS_MAX && !(await isErased())) {
      kills += 1;
      await expect(erase(dyingAfter(desk, kills))).rejects.toBeInstanceOf(Killed);
    }
    expect(kills).toBeGreaterThan(isWithTexts ? 5 : 3);
    expect(await everyRow(database)).toEqual(expected);
    // Whoever was killed just after the last one never heard of it: there is nobody to erase any more.
    await expect(erase(desk)).rejects.toThrow(/nobody/);
  },
);

/** What people look at on a desk of some years: Homes, lists, searches and cards, each beside the statement that it cannot do without. */

import { createDatabase, type Database } from '../src/database/client.js';
import { Prisma } from '../src/database/generated/client.js';
import { homeTicketsSql } from '../src/database/sql/home-tickets.js';
import { listTicketsSql } from '../src/database/sql/list-tickets.js';
import { hasNumberSql, matchingSql } from '../src/database/sql/matching-tickets.js';
import { searchCommentsSql, searchNumberSql } from '../src/database/sql/search-tickets.js';
import { readableNotesSql, visibleSql } from '../src/database/sql/visible-tickets.js';
import { HOME_TABS, homeTabsOf, shownTab } from '../src/domain/home.js';
import type { Actor } from '../src/domain/permissions.js';
import { tsqueryOf } from '../src/domain/search-words.js';
import type { TicketListQuery } from '../src/domain/ticket-query.js';
import type { Desk, SlackDirectory } from '../src/services/desk.js';
import { LIST_COUNT_MAX, listTickets } from '../src/services/finding/list-tickets.js';
import { searchTickets } from '../src/services/finding/search-tickets.js';
import { loadHome } from '../src/services/home/load-home.js';
import { viewTicket } from '../src/services/tickets/view-ticket.js';
import { loadActor } from '../src/services/users/load-actor.js';
import { fillLargeDesk, LARGE_DESK, wordOf } from './large-desk.js';
import { seqScansOf } from './seq-scans.js';
import { percentile } from './statistics.js';
import { withTemporaryPostgres } from './temporary-postgres.js';

const ROUNDS = 100;
const WARM_UP = 10;

export const DESK_PARTS = ['home', 'lists', 'search', 'card'] as const;
export type DeskPart = (typeof DESK_PARTS)[number];

type Asking = { desk: Desk; actor: Actor; round: number };
type Read = {
  part: DeskPart;
  what: string;
  who: Who;
  /** As a person waits for it, without Slack. */
  read(asking: Asking): Promise<unknown>;
  /** The statement that decides. */
  alone(asking: Asking): Prisma.Sql;
};

export type ReadTimes = {
  part: DeskPart;
  what: string;
  medianMs: number;
  p95Ms: number;
  aloneMedianMs: number;
  aloneP95Ms: number;
  /** Big tables that one of its statements reads from end to end. */
  seqScans: readonly string[];
};

const { agents, people, tickets } = LARGE_DESK;
const WHO = {
  'an agent': (round: number) => 1 + (round % agents),
  'a requester': (round: number) => agents + 1 + (round % 1_000),
  'an admin': () => people,
} as const satisfies Record<string, (round: number) => number>;
type Who = keyof typeof WHO;

const ticketOf = (round: number) => 1 + ((round * 7_919) % tickets);
const numberOf = (id: number) =>
  `P${String.fromCharCode(66 + (Math.floor(id / 7) % LARGE_DESK.projects))}-${id}`;
/** From the commonest word to the rarest, as evenly as they are typed. */
const rankOf = (round: number) => Math.floor(4_000 * ((round * 0.618_034) % 1) ** 2);

const list = (what: string, who: Who, queryOf: (round: number) => TicketListQuery): Read => ({
  ...{ part: 'lists', what: `${what}, ${who}`, who },
  read: ({ desk, actor, round }) => listTickets(desk, actor, queryOf(round), 1 + (round % 3)),
  alone: ({ actor, round }) =>
    listTicketsSql(
      [visibleSql(actor), matchingSql(queryOf(round), actor, { now: new Date(), timeZone: 'UTC' })],
      LIST_COUNT_MAX + 1,
    ),
});

const search = (what: string, who: Who, wordsOf: (round: number) => string[]): Read => {
  const queryOf = (round: number): TicketListQuery => ({ scope: 'all', filters: {}, words: wordsOf(round) });
  return {
    ...{ part: 'search', what: `${what}, ${who}`, who },
    read: ({ desk, actor, round }) => searchTickets(desk, actor, queryOf(round), 1),
    alone: ({ actor, round }) => {
      const words = wordsOf(round);
      const number = words.length === 1 ? hasNumberSql(words[0] ?? '') : null;
      const tickets = visibleSql(actor);
      if (number !== null) return searchNumberSql(number, { tickets });
      return searchCommentsSql({ tsquery: tsqueryOf(words) ?? '', tickets, notes: readableNotesSql(actor) });
    },
  };
};

const home = (who: Who): Read => ({
  ...{ part: 'home', what: who, who },
  read: ({ desk, actor }) => loadHome(desk, actor.userId),
  alone: ({ actor, round }) => {
    const tab = shownTab(actor, tabOf(round));
    const others = homeTabsOf(actor).filter((each) => each !== tab);
    return homeTicketsSql(actor, { tab, others, projectId: null, priority: null }, new Date());
  },
});

const tabOf = (round: number) => HOME_TABS[round % HOME_TABS.length] ?? 'mine';

const card = (who: Who, idOf: (round: number) => number): Read => ({
  ...{ part: 'card', what: who, who },
  read: ({ desk, actor, round }) => viewTicket(desk, actor, numberOf(idOf(round))),
  alone: ({ round }) => Prisma.sql`
    SELECT t.*, p.key, p.name, r.display_name, a.display_name FROM tickets t JOIN projects p ON p.id = t.project_id
    JOIN users r ON r.id = t.reporter_id LEFT JOIN users a ON a.id = t.assignee_id
    WHERE t.ticket_number = ${numberOf(idOf(round))}`,
});

const OPEN = { scope: 'open', filters: {}, words: [] } as const;
const ALL = { scope: 'all', filters: {}, words: [] } as const;

const READS: readonly Read[] = [
  home('an agent'),
  home('a requester'),
  home('an admin'),
  list('open', 'an agent', () => OPEN),
  list('all', 'an agent', () => ALL),
  list('all', 'a requester', () => ALL),
  list('mine', 'a requester', () => ({ ...ALL, scope: 'mine' })),
  list('all', 'an admin', () => ALL),
  list('unassigned, high', 'an agent', () => ({
    ...OPEN,
    scope: 'unassigned',
    filters: { priority: 'high' },
  })),
  list('overdue', 'an agent', () => ({ ...OPEN, scope: 'breached' })),
  list('all with a word', 'an agent', (round) => ({ ...ALL, words: [wordOf(rankOf(round))] })),
  search('one word', 'an agent', (round) => [wordOf(rankOf(round))]),
  search('one word', 'a requester', (round) => [wordOf(rankOf(round))]),
  search('one word', 'an admin', (round) => [wordOf(rankOf(round))]),
  search('two words', 'an agent', (round) => [wordOf(rankOf(round)), wordOf(rankOf(round + 50))]),
  search('the commonest word', 'a requester', () => [wordOf(0)]),
  search('a typo', 'an agent', (round) => [mistyped(wordOf(1_000 + rankOf(round)))]),
  search('a number', 'a requester', (round) => [numberOf(ticketOf(round))]),
  // Every seventh ticket is of the next project: agents see those of their own.
  card('an admin', (round) => ticketOf(round) | 1),
];

const mistyped = (word: string) => `${word.slice(0, 2)}${word[3] ?? ''}${word[2] ?? ''}${word.slice(4)}`;

export async function benchDesk(parts: readonly DeskPart[]): Promise<ReadTimes[]> {
  return withTemporaryPostgres(async (url) => {
    const database = createDatabase(url);
    try {
      await fillLargeDesk(database);
      return await benchReads(database, parts);
    } finally {
      await database.close();
    }
  });
}

/** On a desk that is filled already. */
export async function benchReads(database: Database, parts: readonly DeskPart[]): Promise<ReadTimes[]> {
  const times: ReadTimes[] = [];
  for (const read of READS) if (parts.includes(read.part)) times.push(await timesOf(database, read));
  return times;
}

async function timesOf(database: Database, { part, what, who, read, alone }: Read): Promise<ReadTimes> {
  const desk = deskOn(database);
  const whole: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const actor = await loadActor(desk, `U${WHO[who](round)}`);
    if (part === 'home') await chooseTab(database, actor.userId, round);
    const asking = { desk, actor, round };
    const { text, values } = alone(asking);
    const bareMs = await msOf(() => database.pool.query(text, values));
    const wholeMs = await msOf(() => read(asking));
    if (round < WARM_UP) continue;
    bare.push(bareMs);
    whole.push(wholeMs);
  }
  const asking = { desk, actor: await loadActor(desk, `U${WHO[who](1)}`), round: 1 };
  return {
    ...{ part, what },
    ...{ medianMs: percentile(whole, 50), p95Ms: percentile(whole, 95) },
    ...{ aloneMedianMs: percentile(bare, 50), aloneP95Ms: percentile(bare, 95) },
    seqScans: await seqScansOf(database.pool, () => read(asking)),
  };
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function chooseTab({ prisma }: Database, userId: number, round: number): Promise<void> {
  const at = new Date();
  await prisma.homeViewer.upsert({
    where: { userId },
    create: { userId, tab: tabOf(round), openedAt: at, dueAt: at },
    update: { tab: tabOf(round) },
  });
}

function deskOn(database: Database): Desk {
  const never = () => Promise.reject(new Error('Slack is not asked here'));
  const directory = new Proxy({} as SlackDirectory, { get: () => never });
  const quiet = () => undefined;
  return {
    database,
    clock: { now: () => new Date() },
    log: { debug: quiet, info: quiet, warn: console.warn, error: console.error },
    directory,
    botUserId: 'UBENCHBOT',
    adminUserIds: [],
    isCommandToBot: () => false,
  };
}

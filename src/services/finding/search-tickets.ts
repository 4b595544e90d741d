/** Finds tickets by words in what a person may read of them, and says where they stand. */
import type { Prisma } from '../../database/generated/client.js';
import { allOfSql, hasNumberSql, matchingSql } from '../../database/sql/matching-tickets.js';
import {
  FOUND_IN,
  FOUND_MAX,
  type Found,
  readSaidSql,
  type Said,
  searchCommentsSql,
  searchNumberSql,
  searchTextsSql,
  searchTitlesSql,
  wordsLikeSql,
} from '../../database/sql/search-tickets.js';
import { readableNotesSql, visibleSql } from '../../database/sql/visible-tickets.js';
import { toPlainText } from '../../domain/mrkdwn.js';
import type { Actor } from '../../domain/permissions.js';
import {
  excerptOf,
  isSpelledLike,
  likeQueryOf,
  phrasesOf,
  spelledWords,
  tsqueryOf,
} from '../../domain/search-words.js';
import type { TicketListQuery } from '../../domain/ticket-query.js';
import type { Desk } from '../desk.js';
import { requireFilterProject } from '../projects/find-target-project.js';
import { visibleTo } from '../tickets/visible-tickets.js';
import { askedAt } from '../users/asked-at.js';
import { nameMentions } from '../users/name-mentions.js';
import { LIST_PAGE_SIZE, shownPage } from './list-tickets.js';
import { readLinesOf, type TicketLine } from './ticket-line.js';

/** `note`: an internal comment. Excerpts are plain text. */
export type FoundWhere =
  | { in: 'number' | 'title' | 'like' }
  | { in: 'text' | 'comment' | 'note'; excerpt: string };

export type SearchPage = {
  found: { line: TicketLine; where: FoundWhere }[];
  /** From 1; a page past the end is the last one. */
  page: number;
  hasNext: boolean;
  total: number;
  /** So many were found that older ones were not looked at. */
  isCut: boolean;
};

/**
 * Best match first: by number, in the title, in title and description together, in one comment, and where that fills no page in titles that
 * are spelled alike; newest first within each. Whatever filters it has are kept to.
 * @throws UserError for a filter by a project that there is none of.
 */
export async function searchTickets(
  desk: Desk,
  actor: Actor,
  query: TicketListQuery,
  page: number,
): Promise<SearchPage> {
  await requireFilterProject(desk.database.prisma, query.filters.project);
  const all = await findAll(desk, actor, query);
  const shown = shownPage(page, all.length);
  const found = await describe(
    desk,
    actor,
    query.words,
    all.slice((shown - 1) * LIST_PAGE_SIZE, shown * LIST_PAGE_SIZE),
  );
  return {
    found,
    ...{ page: shown, hasNext: shown * LIST_PAGE_SIZE < all.length, total: all.length },
    isCut: all.length >= FOUND_MAX,
  };
}

/** One place after the other, until there are enough: what stands in a worse one would come after them. */
async function findAll(desk: Desk, actor: Actor, query: TicketListQuery): Promise<Found[]> {
  const { prisma } = desk.database;
  const { words } = query;
  const tickets = allOfSql([
    visibleSql(actor),
    matchingSql({ ...query, words: [] }, actor, await askedAt(desk, actor)),
  ]);
  const number = words.length === 1 ? hasNumberSql(words[0] ?? '') : null;
  const tsquery = tsqueryOf(words);
  const phrases = phrasesOf(words);
  const asked = [
    ...(number === null ? [] : [searchNumberSql(number, { tickets })]),
    ...(tsquery === null
      ? []
      : [
          searchTitlesSql({ tsquery, phrases, tickets }),
          searchTextsSql({ tsquery, phrases, tickets }),
          searchCommentsSql({ tsquery, phrases, tickets, notes: readableNotesSql(actor) }),
        ]),
  ];
  const found = new Map<number, Found>();
  for (const statement of asked) {
    if (found.size < FOUND_MAX) addNew(found, await prisma.$queryRaw<Found[]>(statement));
  }
  if (found.size < LIST_PAGE_SIZE) addNew(found, await findAlike(desk.database, words, tickets));
  return [...found.values()].slice(0, FOUND_MAX);
}

/** Each ticket once, for its best place. */
function addNew(found: Map<number, Found>, rows: readonly Found[]): void {
  for (const row of rows) if (!found.has(row.id)) found.set(row.id, row);
}

/**
 * Titles that hold every word, or one that is spelled much like it. All of those words are asked for, also such as stand in no title that the
 * searcher sees: to choose among them would tell of titles that are not shown.
 */
async function findAlike(
  { prisma }: Desk['database'],
  words: readonly string[],
  tickets: Prisma.Sql,
): Promise<Found[]> {
  const spelled = await Promise.all(
    spelledWords(words).map(async (typed) => {
      const near = await prisma.$queryRaw<{ word: string }[]>(wordsLikeSql(typed));
      const like = near
        .map(({ word }) => word)
        .filter((word) => word !== typed && isSpelledLike(typed, word));
      return { typed, like };
    }),
  );
  const tsquery = likeQueryOf(spelled);
  return tsquery === null ? [] : prisma.$queryRaw<Found[]>(searchTitlesSql({ tsquery, tickets }, 'like'));
}

/** What stands there is read through the gate once more: it is a moment later. */
async function describe(
  desk: Desk,
  actor: Actor,
  words: readonly string[],
  rows: readonly Found[],
): Promise<SearchPage['found']> {
  const lines = await readLinesOf(
    desk,
    actor,
    rows.map(({ id }) => id),
  );
  const texts = await readTexts(
    desk,
    actor,
    rows.filter(({ place }) => FOUND_IN[place] === 'text').map(({ id }) => id),
  );
  const said = await readSaid(
    desk,
    actor,
    rows.flatMap(({ commentId }) => (commentId === null ? [] : [commentId])),
  );
  const found: SearchPage['found'] = [];
  for (const line of lines) {
    const row = rows.find(({ id }) => id === line.id);
    if (row !== undefined) found.push({ line, where: await whereOf(desk, row, words, { texts, said }) });
  }
  return found;
}

type Read = { texts: ReadonlyMap<number, string>; said: ReadonlyMap<number, Said> };

async function whereOf(
  { database: { prisma } }: Desk,
  { id, place, commentId }: Found,
  words: readonly string[],
  { texts, said }: Read,
): Promise<FoundWhere> {
  const excerpt = async (mrkdwn: string) => excerptOf(toPlainText(await nameMentions(prisma, mrkdwn)), words);
  switch (FOUND_IN[place]) {
    case 'number':
      return { in: 'number' };
    case 'title':
      return { in: 'title' };
    case 'text':
      return { in: 'text', excerpt: await excerpt(texts.get(id) ?? '') };
    case 'comment': {
      const comment = commentId === null ? undefined : said.get(commentId);
      return {
        in: comment?.isNote === true ? 'note' : 'comment',
        excerpt: await excerpt(comment?.content ?? ''),
      };
    }
    default:
      return { in: 'like' };
  }
}

async function readTexts(
  { database }: Desk,
  actor: Actor,
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.prisma.ticket.findMany({
    where: { AND: [{ id: { in: [...ids] } }, visibleTo(actor)] },
    select: { id: true, description: true },
  });
  return new Map(rows.map(({ id, description }) => [id, description]));
}

async function readSaid(
  { database }: Desk,
  actor: Actor,
  ids: readonly number[],
): Promise<Map<number, Said>> {
  if (ids.length === 0) return new Map();
  const rows = await database.prisma.$queryRaw<Said[]>(
    readSaidSql(ids, { tickets: visibleSql(actor), notes: readableNotesSql(actor) }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Finds tickets by words in what somebody may read of them, place by place. Every way into them passes the gate before anything is counted,
 * ordered or cut, and nothing in the order depends on how often a word stands anywhere.
 */
import { Prisma } from '../generated/client.js';

const { sql } = Prisma;

/** Where the words were found, the best place first; `like` is a title that is spelled much like them. */
export const FOUND_IN = ['number', 'title', 'text', 'comment', 'like'] as const;
export type FoundIn = (typeof FOUND_IN)[number];

export type Found = { id: number; place: number; commentId: number | null };

/** Which `tickets t` are looked at: the gate, and what was asked for beside the words. */
type Tickets = { tickets: Prisma.Sql };
/** Of `to_tsquery`. `phrases`: what only the texts themselves can say, by `phrasesOf`. */
type Words = { tsquery: string; phrases?: string | null };
/** Which internal `comments c` are looked at; null: none. */
type Notes = { notes: Prisma.Sql | null };

/** So many are found, the best ones; of each place the newest. */
export const FOUND_MAX = 200;
/** Of each kind; one ticket may have many. */
const COMMENTS_MAX = 500;
/** Of each place the newest, past the gate, in which words are looked for that follow each other: a text takes up to a millisecond. */
const READ_MAX = 1_000;

const placeOf = (place: FoundIn) => sql`${FOUND_IN.indexOf(place)}::int AS place`;

export function searchNumberSql(number: Prisma.Sql, { tickets }: Tickets): Prisma.Sql {
  return sql`SELECT t.id, ${placeOf('number')}, NULL::int AS "commentId" FROM tickets t WHERE ${number} AND ${tickets}`;
}

export function searchTitlesSql(wanted: Words & Tickets, place: 'title' | 'like' = 'title'): Prisma.Sql {
  return newestTicketsSql(sql`m.title`, place, wanted);
}

export function searchTextsSql(wanted: Words & Tickets): Prisma.Sql {
  return newestTicketsSql(sql`m.title || ' ' || m.description`, 'text', wanted);
}

/**
 * What matches is read from the index and nowhere else, and of that the newest that pass the gate, which is asked about no more of them than it
 * takes. Materialized, because how often a word stands anywhere is guessed so badly that PostgreSQL would look into text after text instead.
 */
function newestTicketsSql(
  words: Prisma.Sql,
  place: FoundIn,
  { tsquery, phrases = null, tickets }: Words & Tickets,
): Prisma.Sql {
  const matches = sql`matches AS MATERIALIZED (
      SELECT m.id FROM tickets m WHERE search_words(${words}) @@ to_tsquery('simple', ${tsquery}))`;
  if (phrases !== null) {
    return sql`
    WITH ${matches}
    SELECT m.id, ${placeOf(place)}, NULL::int AS "commentId"
    FROM (
      SELECT t.id, t.title, t.description FROM (SELECT id FROM matches ORDER BY id DESC) n JOIN tickets t ON t.id = n.id
      WHERE ${tickets} ORDER BY n.id DESC LIMIT ${READ_MAX}) m
    WHERE ${followingSql(words, phrases)} ORDER BY m.id DESC LIMIT ${FOUND_MAX}`;
  }
  return sql`
    WITH ${matches}
    SELECT t.id, ${placeOf(place)}, NULL::int AS "commentId"
    FROM (SELECT id FROM matches ORDER BY id DESC) m JOIN tickets t ON t.id = m.id
    WHERE ${tickets} ORDER BY m.id DESC LIMIT ${FOUND_MAX}`;
}

function followingSql(words: Prisma.Sql, phrases: string): Prisma.Sql {
  return sql`search_words(${words}) @@ to_tsquery('simple', ${phrases})`;
}

const NAMES = { public: sql`said_publicly`, internal: sql`said_internally` } as const;
/** Written out, as in the partial indexes. */
const TYPES = { public: sql`m.comment_type = 'public'`, internal: sql`m.comment_type = 'internal'` } as const;

/**
 * A ticket may come more than once, the newest comment first. What was deleted has no words any more, and stands in neither index. Whoever may read no
 * notes asks no index that knows of any.
 */
export function searchCommentsSql({
  tsquery,
  phrases = null,
  tickets,
  notes,
}: Words & Tickets & Notes): Prisma.Sql {
  const ofType = (kind: 'public' | 'internal', gate: Prisma.Sql) => ({
    matches: sql`${NAMES[kind]} AS MATERIALIZED (
      SELECT m.id, m.ticket_id, m.project_id FROM comments m
      WHERE ${TYPES[kind]} AND m.deleted_at IS NULL AND search_words(m.content) @@ to_tsquery('simple', ${tsquery}))`,
    found:
      phrases === null
        ? passedSql(kind, gate, COMMENTS_MAX)
        : sql`(
      SELECT f.id, f.place, f."commentId" FROM ${passedSql(kind, gate, READ_MAX)} f JOIN comments m ON m.id = f."commentId"
      WHERE ${followingSql(sql`m.content`, phrases)} ORDER BY f."commentId" DESC LIMIT ${COMMENTS_MAX})`,
  });
  const kinds = [
    ofType('public', tickets),
    ...(notes === null ? [] : [ofType('internal', sql`${notes} AND ${tickets}`)]),
  ];
  const both = Prisma.join(
    kinds.map(({ found }) => found),
    ' UNION ALL ',
  );
  return sql`
    WITH ${Prisma.join(kinds.map(({ matches }) => matches))}
    SELECT f.id, f.place, f."commentId" FROM (${both}) f ORDER BY f."commentId" DESC`;
}

function passedSql(kind: 'public' | 'internal', gate: Prisma.Sql, limit: number): Prisma.Sql {
  return sql`(
      SELECT t.id, ${placeOf('comment')}, c.id AS "commentId"
      FROM (SELECT * FROM ${NAMES[kind]} ORDER BY id DESC) c JOIN tickets t ON t.id = c.ticket_id
      WHERE ${gate} ORDER BY c.id DESC LIMIT ${limit})`;
}

/** Words of titles, whoever may see those, that look like one that was typed: for asking again, never for showing. */
export function wordsLikeSql(typed: string): Prisma.Sql {
  return sql`SELECT word FROM words_like(${typed}) AS word`;
}

export type Said = { id: number; content: string; isNote: boolean };

/** What the comments of these ids say, as far as somebody may read them. */
export function readSaidSql(ids: readonly number[], { tickets, notes }: Tickets & Notes): Prisma.Sql {
  return sql`
    SELECT c.id, c.content, c.comment_type = 'internal' AS "isNote" FROM comments c JOIN tickets t ON t.id = c.ticket_id
    WHERE c.id = ANY(${[...ids]}::int[]) AND c.deleted_at IS NULL AND ${tickets}
      AND (c.comment_type = 'public' OR (c.comment_type = 'internal' AND ${notes ?? sql`false`}))`;
}

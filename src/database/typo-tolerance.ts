/** Search finds what is misspelled where PostgreSQL has the extension pg_trgm; nothing else needs it. */
import type pg from 'pg';

type Queryable = { pool: Pick<pg.Pool, 'query'> };

/** Installs it where that has become possible since the migration that wanted it. False: it cannot be had. */
export async function tolerateTypos({ pool }: Queryable): Promise<boolean> {
  const { rows } = await pool.query<{ is_there: boolean }>('SELECT tolerate_typos() AS is_there');
  return rows[0]?.is_there ?? false;
}

export async function isTypoTolerant({ pool }: Queryable): Promise<boolean> {
  const { rows } = await pool.query<{ is_there: boolean }>(
    `SELECT to_regclass('public.title_words_like_idx') IS NOT NULL AS is_there`,
  );
  return rows[0]?.is_there ?? false;
}

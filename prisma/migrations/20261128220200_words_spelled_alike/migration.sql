-- Of the words that look like one that was typed, the two hundred likest were looked at, and of these twenty asked for. Among them were those of
-- titles that one may not see: they took the places of others, and whether they did could be made out. Now all are asked for; which of their titles
-- somebody sees is the gate's to say. The bound is there for a desk on which somebody makes up words by the thousand.
-- A word of another length by more than two letters is never taken for the typed one (`isSpelledLike`).
CREATE OR REPLACE FUNCTION tolerate_typos() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  home text;
BEGIN
  IF to_regclass('public.title_words_like_idx') IS NOT NULL THEN
    RETURN true;
  END IF;
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RETURN false;
  END;
  SELECT n.nspname INTO STRICT home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  EXECUTE format('CREATE INDEX title_words_like_idx ON title_words USING gin (lower(word) %I.gin_trgm_ops)', home);
  EXECUTE format($create$
    CREATE OR REPLACE FUNCTION words_like(typed text) RETURNS SETOF text LANGUAGE sql STABLE
    SET pg_trgm.similarity_threshold = 0.25 AS $body$
      SELECT word FROM title_words
      WHERE lower(word) OPERATOR(%1$I.%%) typed AND abs(char_length(word) - char_length(typed)) <= 2
      ORDER BY %1$I.similarity(lower(word), typed) DESC, word LIMIT 5000
    $body$ $create$, home);
  RETURN true;
END $$;
DROP INDEX IF EXISTS title_words_like_idx;
SELECT tolerate_typos();

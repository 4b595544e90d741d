-- CreateTable
CREATE TABLE "title_words" (
    "word" TEXT NOT NULL,

    CONSTRAINT "title_words_pkey" PRIMARY KEY ("word")
);

-- What schema.prisma cannot say. -------------------------------------------------------------------------------------------

-- A word is letters and digits: whatever else stands between them (Slack's marks, hyphens, the dots of an address) parts them, in
-- what was written as in what is looked for. No language's rules, because one desk has many. Nothing is longer than Slack lets anybody
-- write; the bound keeps any text below the megabyte past which a tsvector, and with it the row, would be refused.
-- In PL/pgSQL, which is not inlined, and at what it costs: else plans take it for cheap, and read row by row what an index answers.
CREATE FUNCTION search_words(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 10000 AS $$
BEGIN
  RETURN pg_catalog.to_tsvector('pg_catalog.simple'::pg_catalog.regconfig, pg_catalog.lower(pg_catalog.translate(
    pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.left(words, 50000), '&amp;', ' '), '&lt;', ' '), '&gt;', ' '),
    '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~„“”‚‘’«»‹›–—…·•', pg_catalog.repeat(' ', 48))));
END $$;

-- Of expressions, so that no text stands in a row a second time: one that goes is found no more from that statement on.
CREATE INDEX tickets_title_words_idx ON tickets USING gin (search_words(title));
CREATE INDEX tickets_words_idx ON tickets USING gin (search_words(title || ' ' || description));
-- Two indexes, so that who may not read notes asks the one that has none, and nothing about the other can show.
CREATE INDEX comments_public_words_idx ON comments USING gin (search_words(content))
  WHERE comment_type = 'public' AND deleted_at IS NULL;
CREATE INDEX comments_internal_words_idx ON comments USING gin (search_words(content))
  WHERE comment_type = 'internal' AND deleted_at IS NULL;

-- Every word of a title that somebody could misspell, once: a word that was typed is compared with these, and not with each title.
CREATE FUNCTION misspellable_words(title text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT word FROM unnest(tsvector_to_array(search_words(title))) AS word WHERE word ~ '^[^0-9]{4,40}$' ORDER BY word
$$;
INSERT INTO title_words (word) SELECT DISTINCT misspellable_words(title) FROM tickets;

-- A word is there for as long as a title has it: what is redacted or forgotten goes at once. Those who take words out wait for each other,
-- else two that take the last ones away at the same moment would each leave it to the other.
CREATE FUNCTION keep_title_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO title_words (word) SELECT misspellable_words(NEW.title) ON CONFLICT DO NOTHING;
  IF TG_OP = 'UPDATE' THEN
    PERFORM pg_advisory_xact_lock(1952710661, 0);
    DELETE FROM title_words w
    WHERE w.word IN (SELECT misspellable_words(OLD.title) EXCEPT SELECT misspellable_words(NEW.title))
      AND NOT EXISTS (SELECT FROM tickets t WHERE search_words(t.title) @@ quote_literal(w.word)::tsquery);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tickets_keep_title_words_on_insert AFTER INSERT ON tickets
  FOR EACH ROW EXECUTE FUNCTION keep_title_words();
CREATE TRIGGER tickets_keep_title_words_on_update AFTER UPDATE OF title ON tickets
  FOR EACH ROW WHEN (OLD.title <> NEW.title) EXECUTE FUNCTION keep_title_words();

-- Words of titles that look like one that was typed, the likest first. This one finds none; where pg_trgm can be had, the next function
-- puts another in its place.
CREATE FUNCTION words_like(typed text) RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT NULL::text WHERE false $$;

-- Typo tolerance takes the extension pg_trgm, which whoever may create in the database may install where the server has it. Where it cannot
-- be had, search finds what is spelled right. True once it is there; asked again at every start.
CREATE FUNCTION tolerate_typos() RETURNS boolean LANGUAGE plpgsql AS $$
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
      SELECT word FROM title_words WHERE lower(word) OPERATOR(%1$I.%%) typed
      ORDER BY %1$I.similarity(lower(word), typed) DESC, word LIMIT 200
    $body$ $create$, home);
  RETURN true;
END $$;
SELECT tolerate_typos();

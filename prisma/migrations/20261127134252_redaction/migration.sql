-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "redacted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "description_redacted_at" TIMESTAMPTZ(3);

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

-- What was redacted stays empty: the database itself refuses to take the words back, whoever brings them.
ALTER TABLE comments ADD CONSTRAINT comments_redacted_is_empty CHECK (redacted_at IS NULL OR content = '');
ALTER TABLE tickets
  ADD CONSTRAINT tickets_redacted_description_is_empty CHECK (description_redacted_at IS NULL OR description = '');

-- As before, but that a redacted comment needs neither words nor an attachment.
CREATE OR REPLACE FUNCTION comment_has_words_or_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked_id integer := CASE WHEN TG_TABLE_NAME = 'attachments' THEN (to_jsonb(OLD) ->> 'comment_id')::integer
                             ELSE (to_jsonb(NEW) ->> 'id')::integer END;
BEGIN
  IF EXISTS (
    SELECT FROM comments c
    WHERE c.id = checked_id
      AND c.redacted_at IS NULL
      AND c.content !~ '\S'
      AND NOT EXISTS (SELECT FROM attachments a WHERE a.comment_id = c.id)
  ) THEN
    RAISE EXCEPTION 'comment % is empty and has no attachment', checked_id
      USING ERRCODE = 'check_violation', TABLE = 'comments', CONSTRAINT = 'comments_content_not_empty';
  END IF;
  RETURN NULL;
END $$;

-- Earlier words and files' names stand in rows of their own. Whoever writes them holds the ticket's lock, as whoever redacts does.
CREATE FUNCTION refuse_words_of_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM comments WHERE id = NEW.comment_id AND redacted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'comment % was redacted and stays so', NEW.comment_id
      USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER comment_edit_history_redacted_is_empty
  BEFORE INSERT OR UPDATE OF previous_content ON comment_edit_history
  FOR EACH ROW WHEN (NEW.previous_content <> '')
  EXECUTE FUNCTION refuse_words_of_redacted();

CREATE TRIGGER attachments_redacted_is_nameless
  BEFORE INSERT OR UPDATE OF name, url_private ON attachments
  FOR EACH ROW WHEN (NEW.comment_id IS NOT NULL AND (NEW.name <> '' OR NEW.url_private IS NOT NULL))
  EXECUTE FUNCTION refuse_words_of_redacted();

CREATE FUNCTION refuse_unredacting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was redacted stays so'
    USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER comments_redaction_stays
  BEFORE UPDATE OF redacted_at ON comments
  FOR EACH ROW WHEN (OLD.redacted_at IS NOT NULL AND NEW.redacted_at IS DISTINCT FROM OLD.redacted_at)
  EXECUTE FUNCTION refuse_unredacting();
CREATE TRIGGER tickets_redaction_stays
  BEFORE UPDATE OF description_redacted_at ON tickets
  FOR EACH ROW WHEN (OLD.description_redacted_at IS NOT NULL
    AND NEW.description_redacted_at IS DISTINCT FROM OLD.description_redacted_at)
  EXECUTE FUNCTION refuse_unredacting();

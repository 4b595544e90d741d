-- AlterTable
ALTER TABLE "posts" ADD COLUMN     "is_reworded" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "changelog_texts" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "action" VARCHAR(40) NOT NULL,
    "text" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "redacted_at" TIMESTAMPTZ(3),

    CONSTRAINT "changelog_texts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "changelog_texts_ticket_id_idx" ON "changelog_texts"("ticket_id");

-- AddForeignKey
ALTER TABLE "changelog_texts" ADD CONSTRAINT "changelog_texts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

ALTER TABLE changelog_texts
  ADD CONSTRAINT changelog_texts_redacted_is_empty CHECK (redacted_at IS NULL OR text = '');

-- The words of a value, a text or an object's `reason`, go into a row of their own, and the value names that row.
CREATE FUNCTION words_apart(of_ticket integer, of_action text, value jsonb, at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  words text := CASE jsonb_typeof(value) WHEN 'string' THEN value #>> '{}' WHEN 'object' THEN value ->> 'reason' END;
  text_id integer;
BEGIN
  IF words IS NULL THEN RETURN value; END IF;
  INSERT INTO changelog_texts (ticket_id, action, text, recorded_at) VALUES (of_ticket, of_action, words, at)
  RETURNING id INTO text_id;
  RETURN CASE jsonb_typeof(value) WHEN 'object' THEN value - 'reason' ELSE '{}' END || jsonb_build_object('textId', text_id);
END $$;

-- In the database, so that no statement can forget it, nor a previous version that still runs: what stands in the changelog stands there
-- for ever.
CREATE FUNCTION keep_words_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.old_value := words_apart(NEW.ticket_id, NEW.action, NEW.old_value, NEW.recorded_at);
  NEW.new_value := words_apart(NEW.ticket_id, NEW.action, NEW.new_value, NEW.recorded_at);
  RETURN NEW;
END $$;

CREATE TRIGGER changelog_entries_hold_no_words
  BEFORE INSERT ON changelog_entries
  FOR EACH ROW WHEN (NEW.action IN ('title', 'start_moved', 'start_reason'))
  EXECUTE FUNCTION keep_words_apart();

-- Once, for what was written before. From here on nothing changes an entry again.
ALTER TABLE changelog_entries DISABLE TRIGGER changelog_entries_append_only;
UPDATE changelog_entries SET
  old_value = words_apart(ticket_id, action, old_value, recorded_at),
  new_value = words_apart(ticket_id, action, new_value, recorded_at)
WHERE action IN ('title', 'start_moved', 'start_reason');
ALTER TABLE changelog_entries ENABLE TRIGGER changelog_entries_append_only;

-- AlterTable
ALTER TABLE "ticket_threads" ADD COLUMN     "project_id" INTEGER;

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "moved_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ticket_aliases" (
    "ticket_number" TEXT NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_aliases_pkey" PRIMARY KEY ("ticket_number")
);

-- CreateIndex
CREATE INDEX "ticket_aliases_ticket_id_idx" ON "ticket_aliases"("ticket_id");

-- AddForeignKey
ALTER TABLE "ticket_aliases" ADD CONSTRAINT "ticket_aliases_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_threads" ADD CONSTRAINT "ticket_threads_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say. -------------------------------------------------------------------------------------------

ALTER TABLE ticket_aliases ADD CONSTRAINT ticket_aliases_ticket_number_format CHECK (ticket_number ~ '^[A-Z]{2,10}-[1-9][0-9]*$');
ALTER TABLE ticket_threads ADD CONSTRAINT ticket_threads_left_is_linked CHECK (project_id IS NULL OR role = 'linked');

CREATE TRIGGER ticket_aliases_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_aliases
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a number goes on finding its ticket');

-- A number is one ticket's, whether it is its number now or was once.
CREATE FUNCTION refuse_number_of_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_taken boolean;
BEGIN
  IF TG_TABLE_NAME = 'tickets' THEN
    is_taken := EXISTS (SELECT FROM ticket_aliases WHERE ticket_number = NEW.ticket_number AND ticket_id <> NEW.id);
  ELSE
    is_taken := EXISTS (SELECT FROM tickets WHERE ticket_number = NEW.ticket_number AND id <> NEW.ticket_id);
  END IF;
  IF is_taken THEN
    RAISE EXCEPTION '% is the number of another ticket', NEW.ticket_number
      USING ERRCODE = 'unique_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tickets_number_is_no_alias BEFORE INSERT OR UPDATE OF ticket_number ON tickets
  FOR EACH ROW EXECUTE FUNCTION refuse_number_of_another();
CREATE TRIGGER ticket_aliases_number_is_free BEFORE INSERT ON ticket_aliases
  FOR EACH ROW EXECUTE FUNCTION refuse_number_of_another();

-- Until now no ticket has left its project, so every comment was written in the project of its ticket.

ALTER TABLE comments DISABLE TRIGGER comments_touch_updated_at;
UPDATE comments SET project_id = t.project_id FROM tickets t WHERE t.id = comments.ticket_id AND comments.project_id IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE comments ENABLE TRIGGER comments_touch_updated_at;

-- AlterTable
ALTER TABLE "comments" ALTER COLUMN "project_id" SET NOT NULL;

-- What schema.prisma cannot say. -------------------------------------------------------------------------------------------

-- A statement that does not say so writes in the project that the ticket is in: who reads an internal comment depends on it.
CREATE FUNCTION comment_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.project_id := (SELECT project_id FROM tickets WHERE id = NEW.ticket_id);
  RETURN NEW;
END $$;
CREATE TRIGGER comments_belong_to_a_project BEFORE INSERT ON comments
  FOR EACH ROW WHEN (NEW.project_id IS NULL) EXECUTE FUNCTION comment_project();

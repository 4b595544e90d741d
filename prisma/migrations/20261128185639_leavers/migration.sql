-- CreateTable
CREATE TABLE "leavers" (
    "project_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leavers_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateIndex
CREATE INDEX "leavers_left_at_idx" ON "leavers"("left_at");

-- AddForeignKey
ALTER TABLE "leavers" ADD CONSTRAINT "leavers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leavers" ADD CONSTRAINT "leavers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A message that lists what somebody left behind names tickets of theirs: it follows each of them, however it changed, and must not go on
-- showing a title that was taken out, or a ticket that has become confidential.
CREATE INDEX posts_leaver_idx ON posts (project_id) WHERE kind = 'leaver' AND NOT is_withdrawn;

CREATE FUNCTION leaver_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE posts SET wanted_version = wanted_version + 1, is_reworded = true
  WHERE kind = 'leaver' AND NOT is_withdrawn AND project_id = OLD.project_id
    AND (payload ->> 'userId')::int = OLD.assignee_id;
  RETURN NULL;
END $$;
CREATE TRIGGER tickets_change_leavers AFTER UPDATE ON tickets
  FOR EACH ROW WHEN (
    OLD.assignee_id IS NOT NULL
    AND (OLD.title, OLD.status, OLD.priority, OLD.assignee_id, OLD.project_id, OLD.confidential)
    IS DISTINCT FROM (NEW.title, NEW.status, NEW.priority, NEW.assignee_id, NEW.project_id, NEW.confidential)
  )
  EXECUTE FUNCTION leaver_ticket_changed();

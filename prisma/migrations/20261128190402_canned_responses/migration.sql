-- CreateTable
CREATE TABLE "canned_responses" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" VARCHAR(75) NOT NULL,
    "content" VARCHAR(3000) NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "updated_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canned_responses_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "canned_responses" ADD CONSTRAINT "canned_responses_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canned_responses" ADD CONSTRAINT "canned_responses_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canned_responses" ADD CONSTRAINT "canned_responses_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One name is one response of a project, however it is capitalized.
CREATE UNIQUE INDEX "canned_responses_project_id_name_key" ON "canned_responses"("project_id", lower("name"));

ALTER TABLE "canned_responses"
  ADD CONSTRAINT "canned_responses_name_not_blank" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "canned_responses_content_not_blank" CHECK (btrim("content") <> '');

CREATE TRIGGER canned_responses_touch_updated_at BEFORE UPDATE ON canned_responses
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

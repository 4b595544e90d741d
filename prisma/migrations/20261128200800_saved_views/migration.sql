-- CreateTable
CREATE TABLE "saved_views" (
    "id" SERIAL NOT NULL,
    "name" VARCHAR(50) NOT NULL,
    "query" JSONB NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say. -------------------------------------------------------------------------------------------

-- One name is one view of its owner, or of a project, however it is capitalized.
CREATE UNIQUE INDEX saved_views_owner_name_key ON saved_views (owner_id, lower(name)) WHERE project_id IS NULL;
CREATE UNIQUE INDEX saved_views_project_name_key ON saved_views (project_id, lower(name)) WHERE project_id IS NOT NULL;
ALTER TABLE saved_views ADD CONSTRAINT saved_views_name_not_blank CHECK (btrim(name) <> '');

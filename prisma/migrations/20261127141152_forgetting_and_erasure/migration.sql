-- AlterTable
ALTER TABLE "posts" ADD COLUMN     "is_name_stale" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "forget_after_days" INTEGER;

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

ALTER TABLE projects ADD CONSTRAINT projects_forget_after_days_sane CHECK (forget_after_days BETWEEN 30 AND 3650);
-- A ticket that is worked on again has texts.
ALTER TABLE tickets ADD CONSTRAINT tickets_forgotten_is_closed CHECK (forgotten_at IS NULL OR status = 'closed');
-- Nothing of them is left, and nothing comes back: a profile belongs to a Slack id, and theirs is gone.
ALTER TABLE users ADD CONSTRAINT users_erased_is_nobody CHECK (
  erased_at IS NULL OR (slack_user_id = 'erased-' || id AND real_name = '' AND email IS NULL AND is_deactivated
                        AND NOT is_staff AND NOT is_superuser)
);

-- What is to be forgotten next, and which messages still name somebody who was erased.
CREATE INDEX tickets_forgettable_idx ON tickets (project_id, closed_at) WHERE status = 'closed' AND forgotten_at IS NULL;
CREATE INDEX posts_name_stale_idx ON posts (id) WHERE is_name_stale;

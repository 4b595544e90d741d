-- AlterTable
ALTER TABLE "posts" ADD COLUMN     "gathered_in_id" INTEGER,
ADD COLUMN     "held_for_id" INTEGER,
ADD COLUMN     "held_until_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_for_digest" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "notice_settings" (
    "user_id" INTEGER NOT NULL,
    "digest_hour" SMALLINT NOT NULL DEFAULT 9,
    "quiet_from" SMALLINT,
    "quiet_to" SMALLINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "notice_choices" (
    "user_id" INTEGER NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "mode" VARCHAR(10) NOT NULL,

    CONSTRAINT "notice_choices_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateTable
CREATE TABLE "ticket_mutes" (
    "user_id" INTEGER NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_mutes_pkey" PRIMARY KEY ("user_id","ticket_id")
);

-- CreateIndex
CREATE INDEX "ticket_mutes_ticket_id_idx" ON "ticket_mutes"("ticket_id");

-- AddForeignKey
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_choices" ADD CONSTRAINT "notice_choices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_mutes" ADD CONSTRAINT "ticket_mutes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_mutes" ADD CONSTRAINT "ticket_mutes_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_held_for_id_fkey" FOREIGN KEY ("held_for_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_gathered_in_id_fkey" FOREIGN KEY ("gathered_in_id") REFERENCES "posts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

ALTER TABLE notice_settings
  ADD CONSTRAINT notice_settings_digest_hour CHECK (digest_hour BETWEEN 0 AND 23),
  ADD CONSTRAINT notice_settings_quiet_both CHECK (num_nonnulls(quiet_from, quiet_to) IN (0, 2)),
  ADD CONSTRAINT notice_settings_quiet_minutes CHECK (quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439),
  ADD CONSTRAINT notice_settings_quiet_differs CHECK (quiet_from <> quiet_to);

ALTER TABLE posts
  ADD CONSTRAINT posts_held_for_somebody CHECK (held_until_at IS NULL OR held_for_id IS NOT NULL),
  ADD CONSTRAINT posts_gathered_is_not_sent CHECK (gathered_in_id IS NULL OR (state = 'withdrawn' AND message_ts IS NULL));

-- As `POST_HAS_WORK_SQL` has it from now on: what is kept back, which may be much, is looked at by nobody before its time.
DROP INDEX posts_work_idx;
CREATE INDEX posts_work_idx ON posts (id)
  WHERE (state IN ('pending', 'sending') OR (state = 'sent' AND sent_version < wanted_version)) AND held_until_at IS NULL;

-- What is kept back, soonest first; and whose.
CREATE INDEX posts_held_idx ON posts (held_until_at, held_for_id) WHERE held_until_at IS NOT NULL;
CREATE INDEX posts_held_for_idx ON posts (held_for_id, id) WHERE held_until_at IS NOT NULL;
-- What a message of several tells.
CREATE INDEX posts_gathered_idx ON posts (gathered_in_id, id) WHERE gathered_in_id IS NOT NULL;

-- What is let go is sent at once.
CREATE TRIGGER posts_wake_on_release AFTER UPDATE OF held_until_at ON posts
  FOR EACH ROW WHEN (OLD.held_until_at IS NOT NULL AND NEW.held_until_at IS NULL AND NEW.state = 'pending')
  EXECUTE FUNCTION wake_listeners('threadesk_posts');

-- A message of several follows each of them: whoever takes one back, or has it reworded, need not know of it.
CREATE FUNCTION follow_gathered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE posts SET wanted_version = wanted_version + 1, is_reworded = is_reworded OR NEW.is_reworded
  WHERE id = NEW.gathered_in_id AND NOT is_withdrawn;
  RETURN NULL;
END $$;
CREATE TRIGGER posts_follow_gathered AFTER UPDATE OF wanted_version ON posts
  FOR EACH ROW WHEN (NEW.gathered_in_id IS NOT NULL AND NEW.wanted_version > OLD.wanted_version)
  EXECUTE FUNCTION follow_gathered();

-- CreateEnum
CREATE TYPE "reconcile_cause" AS ENUM ('start', 'gap', 'hourly', 'command');

-- AlterTable
ALTER TABLE "channels" ADD COLUMN     "reconcile_run_id" INTEGER;

-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "gone_from_slack_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ticket_threads" ADD COLUMN     "foreign_replies" INTEGER,
ADD COLUMN     "reconcile_after_ts" TEXT,
ADD COLUMN     "reconcile_not_before_at" TIMESTAMPTZ(3),
ADD COLUMN     "reconcile_rank" SMALLINT NOT NULL DEFAULT 2,
ADD COLUMN     "reconcile_run_id" INTEGER,
ADD COLUMN     "reconciled_at" TIMESTAMPTZ(3),
ADD COLUMN     "recovered_deletions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "recovered_edits" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "recovered_replies" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unchecked_since_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "reconciler" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "heard_until_at" TIMESTAMPTZ(3),
    "doubted_since_at" TIMESTAMPTZ(3),
    "calls_paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciler_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconcile_runs" (
    "id" SERIAL NOT NULL,
    "cause" "reconcile_cause" NOT NULL,
    "ticket_id" INTEGER,
    "gap_from_at" TIMESTAMPTZ(3),
    "gap_until_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "threads" INTEGER NOT NULL DEFAULT 0,
    "threads_read" INTEGER NOT NULL DEFAULT 0,
    "unreadable" INTEGER NOT NULL DEFAULT 0,
    "replies" INTEGER NOT NULL DEFAULT 0,
    "edits" INTEGER NOT NULL DEFAULT 0,
    "deletions" INTEGER NOT NULL DEFAULT 0,
    "gone" INTEGER NOT NULL DEFAULT 0,
    "tickets" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reconcile_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reconcile_runs_started_at_idx" ON "reconcile_runs"("started_at");

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_reconcile_run_id_fkey" FOREIGN KEY ("reconcile_run_id") REFERENCES "reconcile_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_threads" ADD CONSTRAINT "ticket_threads_reconcile_run_id_fkey" FOREIGN KEY ("reconcile_run_id") REFERENCES "reconcile_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconcile_runs" ADD CONSTRAINT "reconcile_runs_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

-- One row, which is there from the start, so that it can be locked.
ALTER TABLE reconciler ADD CONSTRAINT reconciler_is_one CHECK (id = 1);
INSERT INTO reconciler (id) VALUES (1);

ALTER TABLE reconcile_runs
  ADD CONSTRAINT reconcile_runs_gap_has_two_ends CHECK ((gap_from_at IS NULL) = (gap_until_at IS NULL) AND gap_from_at <= gap_until_at);

-- What is still to be read, and which tickets wait for that with their alerts.
CREATE INDEX ticket_threads_reconcile_due_idx ON ticket_threads (reconcile_rank) WHERE reconcile_run_id IS NOT NULL;
CREATE INDEX ticket_threads_unchecked_idx ON ticket_threads (ticket_id) WHERE unchecked_since_at IS NOT NULL;
CREATE INDEX channels_reconcile_due_idx ON channels (id) WHERE reconcile_run_id IS NOT NULL;
CREATE INDEX reconcile_runs_open_idx ON reconcile_runs (id) WHERE finished_at IS NULL;
-- The comments of one thread, by the time of their messages.
CREATE INDEX comments_thread_message_idx ON comments (thread_id, message_ts) WHERE thread_id IS NOT NULL;

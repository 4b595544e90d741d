-- CreateTable
CREATE TABLE "message_drafts" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "channel_id" INTEGER NOT NULL,
    "first_ts" TEXT NOT NULL,
    "last_ts" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "outcome" VARCHAR(20),
    "ticket_id" INTEGER,

    CONSTRAINT "message_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_drafts_user_id_idx" ON "message_drafts"("user_id");

-- CreateIndex
CREATE INDEX "message_drafts_ticket_id_idx" ON "message_drafts"("ticket_id");

-- CreateIndex
CREATE INDEX "message_drafts_channel_id_idx" ON "message_drafts"("channel_id");

-- AddForeignKey
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

ALTER TABLE message_drafts ADD CONSTRAINT message_drafts_outcome_known
  CHECK (outcome IN ('ticket', 'comment', 'dismissed', 'lapsed'));
ALTER TABLE message_drafts ADD CONSTRAINT message_drafts_settled_with_outcome
  CHECK ((settled_at IS NULL) = (outcome IS NULL) AND (ticket_id IS NOT NULL) = (coalesce(outcome, '') IN ('ticket', 'comment')));
-- What somebody writes joins one draft, until it is settled.
CREATE UNIQUE INDEX message_drafts_open_idx ON message_drafts (user_id) WHERE settled_at IS NULL;
-- What to remind of.
CREATE INDEX message_drafts_unreminded_idx ON message_drafts (touched_at) WHERE settled_at IS NULL AND reminded_at IS NULL;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "confidential_by_default" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "confidential_readings" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "source_key" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "confidential_readings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "confidential_readings_source_key_key" ON "confidential_readings"("source_key");

-- CreateIndex
CREATE INDEX "confidential_readings_user_id_ends_at_idx" ON "confidential_readings"("user_id", "ends_at");

-- CreateIndex
CREATE INDEX "confidential_readings_ticket_id_idx" ON "confidential_readings"("ticket_id");

-- AddForeignKey
ALTER TABLE "confidential_readings" ADD CONSTRAINT "confidential_readings_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confidential_readings" ADD CONSTRAINT "confidential_readings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "every_message_since_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "posts" ADD COLUMN     "slack_file_id" TEXT;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "resolve_emoji" TEXT NOT NULL DEFAULT 'white_check_mark',
ADD COLUMN     "take_emoji" TEXT NOT NULL DEFAULT 'eyes';

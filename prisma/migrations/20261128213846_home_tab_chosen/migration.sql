-- AlterTable
ALTER TABLE "home_viewers" ADD COLUMN     "is_tab_chosen" BOOLEAN NOT NULL DEFAULT false;

-- Nobody had come to these but by choosing them; the others may have been what there was to show.
UPDATE "home_viewers" SET "is_tab_chosen" = true WHERE "tab" IN ('unassigned', 'risk');

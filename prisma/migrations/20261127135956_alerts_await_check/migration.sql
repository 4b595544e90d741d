-- AlterTable
ALTER TABLE "alert_notices" ADD COLUMN     "awaits_check_since_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_unchecked" BOOLEAN NOT NULL DEFAULT false;

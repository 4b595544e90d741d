-- AlterTable
ALTER TABLE "channels" ADD COLUMN     "private_until_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ticket_threads" ADD COLUMN     "was_private" BOOLEAN NOT NULL DEFAULT false;

-- Those that are private now are so at least until now; when they were made public before is not known.
UPDATE channels SET private_until_at = COALESCE(read_at, now()) WHERE kind IN ('private', 'mpim');

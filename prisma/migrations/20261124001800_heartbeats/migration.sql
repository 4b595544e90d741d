-- CreateTable
CREATE TABLE "job_heartbeats" (
    "job" VARCHAR(40) NOT NULL,
    "expected_since_at" TIMESTAMPTZ(3) NOT NULL,
    "succeeded_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "late_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_heartbeats_pkey" PRIMARY KEY ("job")
);

-- CreateTable
CREATE TABLE "job_outages" (
    "id" SERIAL NOT NULL,
    "job" VARCHAR(40) NOT NULL,
    "since_at" TIMESTAMPTZ(3) NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_outages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "job_outages_job_since_at_key" ON "job_outages"("job", "since_at");

-- By hand: what Prisma cannot say -----------------------------------------------------------------------------------------

ALTER TABLE job_heartbeats ADD CONSTRAINT job_heartbeats_failures_not_negative CHECK (failures >= 0);

-- Asked every minute: which outages are not over.
CREATE INDEX job_outages_open_idx ON job_outages (job) WHERE ended_at IS NULL;

-- What Slack refused for good, by where and why: counted for every scrape, and listed for whoever can repair it.
CREATE INDEX posts_failed_idx ON posts (channel_id, user_id, last_error) WHERE state = 'failed';

-- What was told of late: counted for every scrape, and the table only grows.
CREATE INDEX alert_notices_told_idx ON alert_notices (told_at) WHERE told_at IS NOT NULL;

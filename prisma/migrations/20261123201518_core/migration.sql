-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked', 'resolved', 'closed');

-- CreateEnum
CREATE TYPE "status_category" AS ENUM ('todo', 'in_progress', 'done');

-- CreateEnum
CREATE TYPE "ticket_priority" AS ENUM ('low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "issue_type" AS ENUM ('incident', 'request', 'bug', 'task', 'story', 'epic');

-- CreateEnum
CREATE TYPE "ticket_resolution" AS ENUM ('done', 'duplicate', 'cancelled', 'spam');

-- CreateEnum
CREATE TYPE "comment_type" AS ENUM ('public', 'internal');

-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('public', 'private', 'im', 'mpim', 'unknown');

-- CreateEnum
CREATE TYPE "channel_role" AS ENUM ('request', 'triage');

-- CreateEnum
CREATE TYPE "thread_role" AS ENUM ('origin', 'triage', 'linked');

-- CreateEnum
CREATE TYPE "mirror_mode" AS ENUM ('all', 'requesters', 'none');

-- CreateEnum
CREATE TYPE "post_state" AS ENUM ('pending', 'sending', 'sent', 'failed', 'withdrawn');

-- CreateEnum
CREATE TYPE "target_kind" AS ENUM ('response', 'resolution');

-- CreateTable
CREATE TABLE "tickets" (
    "id" SERIAL NOT NULL,
    "ticket_number" TEXT NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" "ticket_status" NOT NULL DEFAULT 'new',
    "status_category" "status_category" NOT NULL DEFAULT 'todo',
    "priority" "ticket_priority" NOT NULL DEFAULT 'medium',
    "issue_type" "issue_type" NOT NULL DEFAULT 'request',
    "assignee_id" INTEGER,
    "reporter_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "response_target" TIMESTAMPTZ(3),
    "resolution_target" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_responded_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolution" "ticket_resolution",
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "source_key" TEXT,
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sla_policy_id" INTEGER,
    "clock_started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "clock_version" INTEGER NOT NULL DEFAULT 1,
    "clock_paused_at" TIMESTAMPTZ(3),
    "resolution_remaining_seconds" INTEGER,
    "response_breached_at" TIMESTAMPTZ(3),
    "resolution_breached_at" TIMESTAMPTZ(3),
    "next_wake_at" TIMESTAMPTZ(3),
    "response_at_risk_at" TIMESTAMPTZ(3),
    "resolution_at_risk_at" TIMESTAMPTZ(3),

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "comment_type" "comment_type" NOT NULL DEFAULT 'public',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "channel_id" INTEGER,
    "message_ts" TEXT,
    "thread_id" INTEGER,
    "source_key" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "last_edit_ts" TEXT,
    "is_original_seen" BOOLEAN NOT NULL DEFAULT true,
    "is_pending" BOOLEAN NOT NULL DEFAULT false,
    "project_id" INTEGER,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_edit_history" (
    "id" SERIAL NOT NULL,
    "comment_id" INTEGER NOT NULL,
    "edited_by_id" INTEGER NOT NULL,
    "previous_content" TEXT NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL,
    "edit_ts" TEXT,

    CONSTRAINT "comment_edit_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" SERIAL NOT NULL,
    "key" VARCHAR(10) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ticket_counter" INTEGER NOT NULL DEFAULT 0,
    "emoji" TEXT NOT NULL DEFAULT 'ticket',
    "show_targets" BOOLEAN NOT NULL DEFAULT false,
    "mirror_mode" "mirror_mode" NOT NULL DEFAULT 'requesters',
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assets" (
    "id" SERIAL NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "asset_type" VARCHAR(100) NOT NULL,
    "serial_number" VARCHAR(255),
    "status" VARCHAR(50) NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "project_id" INTEGER,
    "user_id" INTEGER,

    CONSTRAINT "assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_assets" (
    "ticket_id" INTEGER NOT NULL,
    "asset_id" INTEGER NOT NULL,

    CONSTRAINT "ticket_assets_pkey" PRIMARY KEY ("ticket_id","asset_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL DEFAULT '',
    "real_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "is_staff" BOOLEAN NOT NULL DEFAULT false,
    "is_superuser" BOOLEAN NOT NULL DEFAULT false,
    "is_guest" BOOLEAN NOT NULL DEFAULT false,
    "is_external" BOOLEAN NOT NULL DEFAULT false,
    "is_deactivated" BOOLEAN NOT NULL DEFAULT false,
    "is_bot" BOOLEAN NOT NULL DEFAULT false,
    "is_slack_admin" BOOLEAN NOT NULL DEFAULT false,
    "profile_read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_agents" (
    "project_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "is_member" BOOLEAN NOT NULL DEFAULT false,
    "is_added" BOOLEAN NOT NULL DEFAULT false,
    "is_removed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "project_agents_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "watchers" (
    "ticket_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watchers_pkey" PRIMARY KEY ("ticket_id","user_id")
);

-- CreateTable
CREATE TABLE "ticket_tags" (
    "ticket_id" INTEGER NOT NULL,
    "tag" VARCHAR(50) NOT NULL,

    CONSTRAINT "ticket_tags_pkey" PRIMARY KEY ("ticket_id","tag")
);

-- CreateTable
CREATE TABLE "ticket_links" (
    "from_ticket_id" INTEGER NOT NULL,
    "to_ticket_id" INTEGER NOT NULL,
    "kind" VARCHAR(30) NOT NULL DEFAULT 'related',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_links_pkey" PRIMARY KEY ("from_ticket_id","to_ticket_id","kind")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" SERIAL NOT NULL,
    "slack_channel_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "kind" "channel_kind" NOT NULL DEFAULT 'unknown',
    "is_external" BOOLEAN NOT NULL DEFAULT false,
    "is_archived" BOOLEAN NOT NULL DEFAULT false,
    "is_bot_member" BOOLEAN NOT NULL DEFAULT false,
    "project_id" INTEGER,
    "role" "channel_role",
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_aliases" (
    "slack_channel_id" TEXT NOT NULL,
    "channel_id" INTEGER NOT NULL,

    CONSTRAINT "channel_aliases_pkey" PRIMARY KEY ("slack_channel_id")
);

-- CreateTable
CREATE TABLE "ticket_threads" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "channel_id" INTEGER NOT NULL,
    "thread_ts" TEXT NOT NULL,
    "role" "thread_role" NOT NULL,
    "is_root_description" BOOLEAN NOT NULL DEFAULT false,
    "import_after_ts" TEXT,
    "imported_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "early_events" (
    "id" SERIAL NOT NULL,
    "slack_channel_id" TEXT NOT NULL,
    "thread_ts" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "early_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posts" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "ticket_id" INTEGER,
    "project_id" INTEGER,
    "comment_id" INTEGER,
    "channel_id" INTEGER,
    "user_id" INTEGER,
    "thread_role" "thread_role",
    "thread_ts" TEXT,
    "is_broadcast" BOOLEAN NOT NULL DEFAULT false,
    "wanted_version" INTEGER NOT NULL DEFAULT 1,
    "sent_version" INTEGER NOT NULL DEFAULT 0,
    "is_withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "state" "post_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "message_ts" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachments" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "comment_id" INTEGER,
    "slack_file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime_type" TEXT,
    "size_bytes" BIGINT,
    "url_private" TEXT,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "changelog_entries" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "actor_id" INTEGER,
    "action" VARCHAR(40) NOT NULL,
    "field" VARCHAR(40),
    "old_value" JSONB,
    "new_value" JSONB,
    "visibility" "comment_type" NOT NULL DEFAULT 'public',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source_key" TEXT,
    "sla_policy_id" INTEGER,

    CONSTRAINT "changelog_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" SERIAL NOT NULL,
    "actor_id" INTEGER,
    "action" VARCHAR(60) NOT NULL,
    "subject" JSONB NOT NULL DEFAULT '{}',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendars" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER,
    "name" VARCHAR(100) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_hours" (
    "id" SERIAL NOT NULL,
    "calendar_id" INTEGER NOT NULL,
    "iso_weekday" SMALLINT NOT NULL,
    "opens_minute" SMALLINT NOT NULL,
    "closes_minute" SMALLINT NOT NULL,

    CONSTRAINT "calendar_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_holidays" (
    "id" SERIAL NOT NULL,
    "calendar_id" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "calendar_holidays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_policies" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "calendar_id" INTEGER NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sla_policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_targets" (
    "id" SERIAL NOT NULL,
    "policy_id" INTEGER NOT NULL,
    "priority" "ticket_priority" NOT NULL,
    "response_seconds" INTEGER,
    "resolution_seconds" INTEGER,
    "calendar_id" INTEGER,

    CONSTRAINT "sla_targets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_alerts" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "target_kind" "target_kind" NOT NULL,
    "threshold" SMALLINT NOT NULL,
    "clock_version" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sla_alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timetable_ticks" (
    "job" VARCHAR(40) NOT NULL,
    "tick_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "timetable_ticks_pkey" PRIMARY KEY ("job","tick_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "tickets_ticket_number_key" ON "tickets"("ticket_number");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_source_key_key" ON "tickets"("source_key");

-- CreateIndex
CREATE INDEX "tickets_created_at_idx" ON "tickets"("created_at");

-- CreateIndex
CREATE INDEX "tickets_status_idx" ON "tickets"("status");

-- CreateIndex
CREATE INDEX "tickets_project_id_status_created_at_idx" ON "tickets"("project_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "tickets_assignee_id_status_idx" ON "tickets"("assignee_id", "status");

-- CreateIndex
CREATE INDEX "tickets_reporter_id_created_at_idx" ON "tickets"("reporter_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "comments_source_key_key" ON "comments"("source_key");

-- CreateIndex
CREATE INDEX "comments_ticket_id_idx" ON "comments"("ticket_id");

-- CreateIndex
CREATE INDEX "comments_created_at_idx" ON "comments"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "comments_channel_id_message_ts_key" ON "comments"("channel_id", "message_ts");

-- CreateIndex
CREATE INDEX "comment_edit_history_comment_id_idx" ON "comment_edit_history"("comment_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_key_key" ON "projects"("key");

-- CreateIndex
CREATE UNIQUE INDEX "assets_serial_number_key" ON "assets"("serial_number");

-- CreateIndex
CREATE INDEX "assets_project_id_idx" ON "assets"("project_id");

-- CreateIndex
CREATE INDEX "assets_user_id_idx" ON "assets"("user_id");

-- CreateIndex
CREATE INDEX "ticket_assets_asset_id_idx" ON "ticket_assets"("asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_slack_user_id_key" ON "users"("slack_user_id");

-- CreateIndex
CREATE INDEX "project_agents_user_id_idx" ON "project_agents"("user_id");

-- CreateIndex
CREATE INDEX "watchers_user_id_idx" ON "watchers"("user_id");

-- CreateIndex
CREATE INDEX "ticket_tags_tag_idx" ON "ticket_tags"("tag");

-- CreateIndex
CREATE INDEX "ticket_links_to_ticket_id_idx" ON "ticket_links"("to_ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "channels_slack_channel_id_key" ON "channels"("slack_channel_id");

-- CreateIndex
CREATE INDEX "channels_project_id_idx" ON "channels"("project_id");

-- CreateIndex
CREATE INDEX "channel_aliases_channel_id_idx" ON "channel_aliases"("channel_id");

-- CreateIndex
CREATE INDEX "ticket_threads_ticket_id_role_idx" ON "ticket_threads"("ticket_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_threads_channel_id_thread_ts_key" ON "ticket_threads"("channel_id", "thread_ts");

-- CreateIndex
CREATE UNIQUE INDEX "early_events_event_key_key" ON "early_events"("event_key");

-- CreateIndex
CREATE INDEX "early_events_slack_channel_id_thread_ts_idx" ON "early_events"("slack_channel_id", "thread_ts");

-- CreateIndex
CREATE UNIQUE INDEX "posts_key_key" ON "posts"("key");

-- CreateIndex
CREATE INDEX "posts_ticket_id_idx" ON "posts"("ticket_id");

-- CreateIndex
CREATE INDEX "posts_comment_id_idx" ON "posts"("comment_id");

-- CreateIndex
CREATE INDEX "posts_user_id_id_idx" ON "posts"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "posts_channel_id_message_ts_key" ON "posts"("channel_id", "message_ts");

-- CreateIndex
CREATE INDEX "attachments_ticket_id_idx" ON "attachments"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "attachments_comment_id_slack_file_id_key" ON "attachments"("comment_id", "slack_file_id");

-- CreateIndex
CREATE UNIQUE INDEX "changelog_entries_source_key_key" ON "changelog_entries"("source_key");

-- CreateIndex
CREATE INDEX "changelog_entries_ticket_id_occurred_at_id_idx" ON "changelog_entries"("ticket_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_recorded_at_idx" ON "audit_entries"("recorded_at");

-- CreateIndex
CREATE INDEX "calendars_project_id_idx" ON "calendars"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_hours_calendar_id_iso_weekday_opens_minute_key" ON "calendar_hours"("calendar_id", "iso_weekday", "opens_minute");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_holidays_calendar_id_date_key" ON "calendar_holidays"("calendar_id", "date");

-- CreateIndex
CREATE INDEX "sla_policies_project_id_idx" ON "sla_policies"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "sla_targets_policy_id_priority_key" ON "sla_targets"("policy_id", "priority");

-- CreateIndex
CREATE UNIQUE INDEX "sla_alerts_ticket_id_target_kind_threshold_clock_version_key" ON "sla_alerts"("ticket_id", "target_kind", "threshold", "clock_version");

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_sla_policy_id_fkey" FOREIGN KEY ("sla_policy_id") REFERENCES "sla_policies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "ticket_threads"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_edit_history" ADD CONSTRAINT "comment_edit_history_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_edit_history" ADD CONSTRAINT "comment_edit_history_edited_by_id_fkey" FOREIGN KEY ("edited_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_assets" ADD CONSTRAINT "ticket_assets_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_assets" ADD CONSTRAINT "ticket_assets_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_agents" ADD CONSTRAINT "project_agents_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_agents" ADD CONSTRAINT "project_agents_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watchers" ADD CONSTRAINT "watchers_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watchers" ADD CONSTRAINT "watchers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_tags" ADD CONSTRAINT "ticket_tags_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_from_ticket_id_fkey" FOREIGN KEY ("from_ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_to_ticket_id_fkey" FOREIGN KEY ("to_ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_aliases" ADD CONSTRAINT "channel_aliases_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_threads" ADD CONSTRAINT "ticket_threads_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_threads" ADD CONSTRAINT "ticket_threads_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changelog_entries" ADD CONSTRAINT "changelog_entries_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changelog_entries" ADD CONSTRAINT "changelog_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changelog_entries" ADD CONSTRAINT "changelog_entries_sla_policy_id_fkey" FOREIGN KEY ("sla_policy_id") REFERENCES "sla_policies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_hours" ADD CONSTRAINT "calendar_hours_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "calendars"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_holidays" ADD CONSTRAINT "calendar_holidays_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "calendars"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policies" ADD CONSTRAINT "sla_policies_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policies" ADD CONSTRAINT "sla_policies_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "calendars"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_targets" ADD CONSTRAINT "sla_targets_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "sla_policies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_targets" ADD CONSTRAINT "sla_targets_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "calendars"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_alerts" ADD CONSTRAINT "sla_alerts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

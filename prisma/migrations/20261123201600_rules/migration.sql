-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once.

-- Tickets -------------------------------------------------------------------------------------------------------------

ALTER TABLE tickets
  ADD CONSTRAINT tickets_ticket_number_format CHECK (ticket_number ~ '^[A-Z]{2,10}-[1-9][0-9]*$'),
  ADD CONSTRAINT tickets_title_not_blank CHECK (title ~ '\S'),
  ADD CONSTRAINT tickets_status_category_agrees CHECK (
    status_category = CASE
      WHEN status IN ('new', 'open') THEN 'todo'::status_category
      WHEN status IN ('resolved', 'closed') THEN 'done'::status_category
      ELSE 'in_progress'::status_category
    END
  ),
  ADD CONSTRAINT tickets_resolved_at_agrees CHECK ((resolved_at IS NOT NULL) = (status IN ('resolved', 'closed'))),
  ADD CONSTRAINT tickets_closed_at_agrees CHECK ((closed_at IS NOT NULL) = (status = 'closed')),
  ADD CONSTRAINT tickets_resolution_only_when_done CHECK (resolution IS NULL OR status IN ('resolved', 'closed')),
  ADD CONSTRAINT tickets_clock_version_positive CHECK (clock_version >= 1);

-- The sweep reads what is due, oldest first.
CREATE INDEX tickets_next_wake_at_due_idx ON tickets (next_wake_at) WHERE next_wake_at IS NOT NULL;

-- What is asked about all open tickets must not cost more for every closed one.
CREATE INDEX tickets_open_idx ON tickets (id) WHERE status_category <> 'done';

-- Comments ------------------------------------------------------------------------------------------------------------

ALTER TABLE comments
  ADD CONSTRAINT comments_message_in_channel CHECK ((channel_id IS NULL) = (message_ts IS NULL)),
  ADD CONSTRAINT comments_message_ts_format CHECK (message_ts ~ '^[0-9]{1,10}\.[0-9]{6}$'),
  -- Nobody but agents sees what may turn out to be private.
  ADD CONSTRAINT comments_pending_is_internal CHECK (NOT is_pending OR comment_type = 'internal');

CREATE INDEX comments_pending_idx ON comments (channel_id) WHERE is_pending;

-- Deferred, because a comment is written before its attachments. The rows are read again at commit, because they may
-- have changed since they queued the check.
CREATE FUNCTION comment_has_words_or_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked_id integer := CASE WHEN TG_TABLE_NAME = 'attachments' THEN (to_jsonb(OLD) ->> 'comment_id')::integer
                             ELSE (to_jsonb(NEW) ->> 'id')::integer END;
BEGIN
  IF EXISTS (
    SELECT FROM comments c
    WHERE c.id = checked_id
      AND c.content !~ '\S'
      AND NOT EXISTS (SELECT FROM attachments a WHERE a.comment_id = c.id)
  ) THEN
    RAISE EXCEPTION 'comment % is empty and has no attachment', checked_id
      USING ERRCODE = 'check_violation', TABLE = 'comments', CONSTRAINT = 'comments_content_not_empty';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER comments_content_not_empty
  AFTER INSERT OR UPDATE OF content ON comments
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.content !~ '\S')
  EXECUTE FUNCTION comment_has_words_or_attachment();

CREATE CONSTRAINT TRIGGER attachments_leave_no_empty_comment
  AFTER DELETE OR UPDATE OF comment_id ON attachments
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.comment_id IS NOT NULL)
  EXECUTE FUNCTION comment_has_words_or_attachment();

-- A private channel that becomes public must not turn what was said in it public.
CREATE FUNCTION refuse_comment_type_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the type of comment % is decided and stays', OLD.id
    USING ERRCODE = 'check_violation', TABLE = 'comments', CONSTRAINT = 'comments_type_is_frozen';
END $$;

CREATE TRIGGER comments_type_is_frozen
  BEFORE UPDATE OF comment_type ON comments
  FOR EACH ROW WHEN (NOT OLD.is_pending AND NEW.comment_type IS DISTINCT FROM OLD.comment_type)
  EXECUTE FUNCTION refuse_comment_type_change();

-- Projects ------------------------------------------------------------------------------------------------------------

ALTER TABLE projects
  ADD CONSTRAINT projects_key_format CHECK (key ~ '^[A-Z]{2,10}$'),
  ADD CONSTRAINT projects_name_not_blank CHECK (name ~ '\S'),
  ADD CONSTRAINT projects_ticket_counter_not_negative CHECK (ticket_counter >= 0);

CREATE FUNCTION refuse_project_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM tickets WHERE project_id = OLD.id) THEN
    RAISE EXCEPTION 'the key of project % is in the numbers of its tickets and stays', OLD.key
      USING ERRCODE = 'check_violation', TABLE = 'projects', CONSTRAINT = 'projects_key_is_fixed';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER projects_key_is_fixed
  BEFORE UPDATE OF key ON projects
  FOR EACH ROW WHEN (NEW.key IS DISTINCT FROM OLD.key)
  EXECUTE FUNCTION refuse_project_key_change();

CREATE FUNCTION refuse_ticket_counter_decrease() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ticket counter of project % only counts up: a number is never reused', OLD.key
    USING ERRCODE = 'check_violation', TABLE = 'projects', CONSTRAINT = 'projects_ticket_counter_only_rises';
END $$;

CREATE TRIGGER projects_ticket_counter_only_rises
  BEFORE UPDATE OF ticket_counter ON projects
  FOR EACH ROW WHEN (NEW.ticket_counter < OLD.ticket_counter)
  EXECUTE FUNCTION refuse_ticket_counter_decrease();

-- Assets and users ----------------------------------------------------------------------------------------------------

ALTER TABLE assets
  ADD CONSTRAINT assets_name_not_blank CHECK (name ~ '\S'),
  ADD CONSTRAINT assets_serial_number_not_blank CHECK (serial_number ~ '\S'),
  ADD CONSTRAINT assets_belongs_to_project_or_user CHECK (num_nonnulls(project_id, user_id) >= 1);

ALTER TABLE users ADD CONSTRAINT users_slack_user_id_not_blank CHECK (slack_user_id ~ '\S');

-- Channels and threads ------------------------------------------------------------------------------------------------

ALTER TABLE channels
  ADD CONSTRAINT channels_slack_channel_id_not_blank CHECK (slack_channel_id ~ '\S'),
  ADD CONSTRAINT channels_role_with_project CHECK ((role IS NULL) = (project_id IS NULL));

CREATE UNIQUE INDEX channels_project_id_role_key ON channels (project_id, role) WHERE role IS NOT NULL;

ALTER TABLE ticket_threads
  ADD CONSTRAINT ticket_threads_thread_ts_format CHECK (thread_ts ~ '^[0-9]{1,10}\.[0-9]{6}$');

CREATE UNIQUE INDEX ticket_threads_one_origin_key ON ticket_threads (ticket_id) WHERE role = 'origin';
CREATE UNIQUE INDEX ticket_threads_one_triage_key ON ticket_threads (ticket_id) WHERE role = 'triage';
CREATE INDEX ticket_threads_import_due_idx ON ticket_threads (id)
  WHERE imported_at IS NULL AND import_after_ts IS NOT NULL;

-- Posts ---------------------------------------------------------------------------------------------------------------

ALTER TABLE posts
  ADD CONSTRAINT posts_has_destination CHECK (num_nonnulls(channel_id, user_id) >= 1),
  ADD CONSTRAINT posts_message_in_channel CHECK (message_ts IS NULL OR channel_id IS NOT NULL),
  ADD CONSTRAINT posts_message_ts_format CHECK (message_ts ~ '^[0-9]{1,10}\.[0-9]{6}$'),
  ADD CONSTRAINT posts_thread_ts_format CHECK (thread_ts ~ '^[0-9]{1,10}\.[0-9]{6}$'),
  ADD CONSTRAINT posts_attempts_not_negative CHECK (attempts >= 0),
  ADD CONSTRAINT posts_versions_sane CHECK (wanted_version >= 1 AND sent_version BETWEEN 0 AND wanted_version);

-- "Work is left", word for word as src/database/unsent-posts.ts has it for the queries: only then is this used. One index of the
-- whole outbox, because the conversation that a post goes into may be known to its ticket's thread alone.
CREATE INDEX posts_work_idx ON posts (id)
  WHERE state IN ('pending', 'sending') OR (state = 'sent' AND sent_version < wanted_version);

-- The clock -----------------------------------------------------------------------------------------------------------

ALTER TABLE calendars
  ADD CONSTRAINT calendars_name_not_blank CHECK (name ~ '\S'),
  ADD CONSTRAINT calendars_version_positive CHECK (version >= 1);
CREATE UNIQUE INDEX calendars_project_id_name_version_key ON calendars (project_id, name, version) NULLS NOT DISTINCT;

ALTER TABLE calendar_hours
  ADD CONSTRAINT calendar_hours_iso_weekday_range CHECK (iso_weekday BETWEEN 1 AND 7),
  ADD CONSTRAINT calendar_hours_window_sane CHECK (0 <= opens_minute AND opens_minute < closes_minute AND closes_minute <= 1440);

ALTER TABLE sla_policies ADD CONSTRAINT sla_policies_version_positive CHECK (version >= 1);
CREATE UNIQUE INDEX sla_policies_project_id_version_key ON sla_policies (project_id, version) NULLS NOT DISTINCT;

ALTER TABLE sla_targets
  ADD CONSTRAINT sla_targets_response_positive CHECK (response_seconds > 0),
  ADD CONSTRAINT sla_targets_resolution_positive CHECK (resolution_seconds > 0);

ALTER TABLE sla_alerts
  ADD CONSTRAINT sla_alerts_threshold_positive CHECK (threshold > 0),
  ADD CONSTRAINT sla_alerts_clock_version_positive CHECK (clock_version >= 1);

-- What every update tells ---------------------------------------------------------------------------------------------

-- On every update, so that hand-written SQL cannot forget it; what an insert says is kept.
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;

CREATE TRIGGER tickets_touch_updated_at BEFORE UPDATE ON tickets
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER comments_touch_updated_at BEFORE UPDATE ON comments
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER projects_touch_updated_at BEFORE UPDATE ON projects
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER users_touch_updated_at BEFORE UPDATE ON users
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- What is never removed -----------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
    USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER changelog_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON changelog_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('it is append-only');
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('it is append-only');
CREATE TRIGGER tickets_kept BEFORE DELETE OR TRUNCATE ON tickets
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('tickets are closed, not deleted');
CREATE TRIGGER comments_kept BEFORE DELETE OR TRUNCATE ON comments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a deletion sets deleted_at');
CREATE TRIGGER comment_edit_history_kept BEFORE DELETE OR TRUNCATE ON comment_edit_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('earlier texts are kept');
CREATE TRIGGER projects_kept BEFORE DELETE OR TRUNCATE ON projects
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('projects are archived, not deleted');
CREATE TRIGGER users_kept BEFORE DELETE OR TRUNCATE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('users are deactivated, not deleted');

-- Who is woken --------------------------------------------------------------------------------------------------------

-- At commit, once a transaction, whoever enqueues. Row by row and only for new work: a statement's trigger fires for no
-- row at all, and a sender that looks for work with an UPDATE would wake itself for ever.
CREATE FUNCTION wake_listeners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], '');
  RETURN NULL;
END $$;

CREATE TRIGGER posts_wake_on_insert AFTER INSERT ON posts
  FOR EACH ROW EXECUTE FUNCTION wake_listeners('threadesk_posts');
CREATE TRIGGER posts_wake_on_update AFTER UPDATE ON posts
  FOR EACH ROW WHEN (
    NEW.wanted_version > OLD.wanted_version
    OR NEW.is_withdrawn IS DISTINCT FROM OLD.is_withdrawn
    OR (NEW.state = 'pending' AND OLD.state <> 'pending')
  )
  EXECUTE FUNCTION wake_listeners('threadesk_posts');

CREATE TRIGGER ticket_threads_wake_on_insert AFTER INSERT ON ticket_threads
  FOR EACH ROW WHEN (NEW.imported_at IS NULL AND NEW.import_after_ts IS NOT NULL)
  EXECUTE FUNCTION wake_listeners('threadesk_imports');
CREATE TRIGGER ticket_threads_wake_on_update AFTER UPDATE ON ticket_threads
  FOR EACH ROW WHEN (
    NEW.imported_at IS NULL AND NEW.import_after_ts IS NOT NULL
    AND (OLD.imported_at IS NOT NULL OR OLD.import_after_ts IS NULL)
  )
  EXECUTE FUNCTION wake_listeners('threadesk_imports');

-- The default calendar and policy, for every project that has none of its own ------------------------------------------

WITH calendar AS (
  INSERT INTO calendars (name, version, time_zone) VALUES ('Office hours', 1, 'UTC') RETURNING id
), hours AS (
  INSERT INTO calendar_hours (calendar_id, iso_weekday, opens_minute, closes_minute)
  SELECT calendar.id, weekday, 9 * 60, 17 * 60 FROM calendar, generate_series(1, 5) AS weekday
), policy AS (
  INSERT INTO sla_policies (version, calendar_id) SELECT 1, id FROM calendar RETURNING id
)
INSERT INTO sla_targets (policy_id, priority, response_seconds, resolution_seconds)
SELECT policy.id, target.priority::ticket_priority, target.response, target.resolution
FROM policy, (VALUES
  ('critical', 30 * 60, 4 * 3600),
  ('high', 3600, 8 * 3600),
  ('medium', 4 * 3600, 24 * 3600),
  ('low', 8 * 3600, 40 * 3600)
) AS target (priority, response, resolution);

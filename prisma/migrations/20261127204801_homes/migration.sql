-- CreateTable
CREATE TABLE "home_viewers" (
    "user_id" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "tab" VARCHAR(20) NOT NULL DEFAULT 'assigned',
    "project_id" INTEGER,
    "priority" "ticket_priority",
    "page" INTEGER NOT NULL DEFAULT 1,
    "wanted_version" INTEGER NOT NULL DEFAULT 0,
    "claimed_version" INTEGER NOT NULL DEFAULT 0,
    "published_version" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "view_hash" VARCHAR(255),

    CONSTRAINT "home_viewers_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "home_changes" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER,
    "user_ids" INTEGER[],
    "is_for_admins" BOOLEAN NOT NULL DEFAULT false,
    "is_at_once" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "home_changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "home_viewers_project_id_idx" ON "home_viewers"("project_id");

-- AddForeignKey
ALTER TABLE "home_viewers" ADD CONSTRAINT "home_viewers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "home_viewers" ADD CONSTRAINT "home_viewers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say. -------------------------------------------------------------------------------------------

ALTER TABLE home_viewers ADD CONSTRAINT home_viewers_tab_known CHECK (tab IN ('assigned', 'unassigned', 'risk', 'mine'));
ALTER TABLE home_viewers ADD CONSTRAINT home_viewers_page_positive CHECK (page >= 1);
ALTER TABLE home_viewers ADD CONSTRAINT home_viewers_versions_sane
  CHECK (0 <= published_version AND published_version <= claimed_version AND claimed_version <= wanted_version);
-- What to publish next.
CREATE INDEX home_viewers_due_idx ON home_viewers (due_at) WHERE published_version < wanted_version;

CREATE TRIGGER home_changes_wake_on_insert AFTER INSERT ON home_changes
  FOR EACH ROW EXECUTE FUNCTION wake_listeners('threadesk_homes');

-- Triggers, so that no statement over these tables can forget the Homes, hand-written ones included.

-- Whoever a ticket was taken from may see it no more: their Home must not go on telling of it, however long ago they looked.
CREATE FUNCTION home_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (project_id, user_ids) VALUES (NEW.project_id, ARRAY[NEW.reporter_id, NEW.assignee_id]);
  IF TG_OP = 'UPDATE' THEN
    IF OLD.assignee_id IS DISTINCT FROM NEW.assignee_id THEN
      INSERT INTO home_changes (user_ids) VALUES (ARRAY[OLD.assignee_id]);
    END IF;
    IF OLD.reporter_id <> NEW.reporter_id OR OLD.project_id <> NEW.project_id OR OLD.confidential < NEW.confidential THEN
      INSERT INTO home_changes (project_id, user_ids, is_at_once)
      VALUES (NULLIF(OLD.project_id, NEW.project_id), ARRAY[NULLIF(OLD.reporter_id, NEW.reporter_id), OLD.assignee_id], true);
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tickets_change_homes_on_insert AFTER INSERT ON tickets
  FOR EACH ROW EXECUTE FUNCTION home_ticket_changed();
CREATE TRIGGER tickets_change_homes_on_update AFTER UPDATE ON tickets
  FOR EACH ROW WHEN (
    (OLD.title, OLD.status, OLD.priority, OLD.assignee_id, OLD.reporter_id, OLD.project_id, OLD.confidential, OLD.first_responded_at,
     OLD.response_target, OLD.resolution_target, OLD.response_breached_at, OLD.resolution_breached_at, OLD.response_at_risk_at,
     OLD.resolution_at_risk_at, OLD.clock_paused_at, OLD.resolution_remaining_seconds)
    IS DISTINCT FROM
    (NEW.title, NEW.status, NEW.priority, NEW.assignee_id, NEW.reporter_id, NEW.project_id, NEW.confidential, NEW.first_responded_at,
     NEW.response_target, NEW.resolution_target, NEW.response_breached_at, NEW.resolution_breached_at, NEW.response_at_risk_at,
     NEW.resolution_at_risk_at, NEW.clock_paused_at, NEW.resolution_remaining_seconds)
  )
  EXECUTE FUNCTION home_ticket_changed();

-- A warning changes no column of its ticket: its time has come.
CREATE FUNCTION home_alert_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (project_id, user_ids)
  SELECT project_id, ARRAY[reporter_id, assignee_id] FROM tickets WHERE id = NEW.ticket_id;
  RETURN NULL;
END $$;
CREATE TRIGGER sla_alerts_change_homes AFTER INSERT ON sla_alerts
  FOR EACH ROW EXECUTE FUNCTION home_alert_came();

CREATE FUNCTION home_agent_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (user_ids, is_at_once)
  VALUES (ARRAY[CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END], true);
  INSERT INTO home_changes (is_for_admins) VALUES (true);
  RETURN NULL;
END $$;
CREATE TRIGGER project_agents_change_homes AFTER INSERT OR UPDATE OR DELETE ON project_agents
  FOR EACH ROW EXECUTE FUNCTION home_agent_changed();

CREATE FUNCTION home_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (user_ids, is_at_once) VALUES (ARRAY[NEW.id], true);
  RETURN NULL;
END $$;
CREATE TRIGGER users_change_homes AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    (OLD.is_superuser, OLD.is_guest, OLD.is_external, OLD.is_deactivated, OLD.is_bot)
    IS DISTINCT FROM (NEW.is_superuser, NEW.is_guest, NEW.is_external, NEW.is_deactivated, NEW.is_bot)
  )
  EXECUTE FUNCTION home_person_changed();

CREATE FUNCTION home_project_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (project_id, is_for_admins) VALUES (NEW.id, true);
  RETURN NULL;
END $$;
CREATE TRIGGER projects_change_homes_on_insert AFTER INSERT ON projects
  FOR EACH ROW EXECUTE FUNCTION home_project_changed();
CREATE TRIGGER projects_change_homes_on_update AFTER UPDATE ON projects
  FOR EACH ROW WHEN (
    (OLD.key, OLD.name, OLD.archived_at, OLD.show_targets) IS DISTINCT FROM (NEW.key, NEW.name, NEW.archived_at, NEW.show_targets)
  )
  EXECUTE FUNCTION home_project_changed();

-- How the desk is set up, and what the doctor finds without asking Slack.
CREATE FUNCTION home_desk_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (is_for_admins) VALUES (true);
  RETURN NULL;
END $$;
CREATE TRIGGER channels_change_homes AFTER UPDATE ON channels
  FOR EACH ROW WHEN ((OLD.project_id, OLD.role) IS DISTINCT FROM (NEW.project_id, NEW.role))
  EXECUTE FUNCTION home_desk_changed();
CREATE TRIGGER sla_policies_change_homes AFTER INSERT ON sla_policies
  FOR EACH ROW EXECUTE FUNCTION home_desk_changed();
CREATE TRIGGER job_outages_change_homes AFTER INSERT OR UPDATE ON job_outages
  FOR EACH ROW EXECUTE FUNCTION home_desk_changed();
CREATE TRIGGER posts_change_homes AFTER UPDATE OF state ON posts
  FOR EACH ROW WHEN ((OLD.state = 'failed') IS DISTINCT FROM (NEW.state = 'failed'))
  EXECUTE FUNCTION home_desk_changed();

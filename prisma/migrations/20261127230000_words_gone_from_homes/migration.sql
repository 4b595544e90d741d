-- Words and names that were taken out stand nowhere, in no Home either, however long ago its owner looked.

-- A title may have been redacted. Whoever a ticket was taken from may see it no more.
CREATE OR REPLACE FUNCTION home_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (project_id, user_ids, is_at_once)
  VALUES (NEW.project_id, ARRAY[NEW.reporter_id, NEW.assignee_id], TG_OP = 'UPDATE' AND OLD.title IS DISTINCT FROM NEW.title);
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

-- Who was erased has another name in the lists of everybody who sees their tickets.
CREATE FUNCTION home_person_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (project_id, user_ids, is_at_once)
  SELECT project_id, array_agg(DISTINCT reporter_id) || array_agg(DISTINCT assignee_id), true
  FROM tickets WHERE reporter_id = NEW.id OR assignee_id = NEW.id GROUP BY project_id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_erased_change_homes AFTER UPDATE ON users
  FOR EACH ROW WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)
  EXECUTE FUNCTION home_person_erased();

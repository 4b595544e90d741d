-- What Homes show of others: names, and to requesters whether their project shows them targets.

-- Whoever is shown no targets any more may see less: at once, however long ago they looked.
CREATE FUNCTION home_targets_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (user_ids, is_at_once)
  SELECT array_agg(DISTINCT reporter_id), NOT NEW.show_targets
  FROM tickets WHERE project_id = NEW.id AND status NOT IN ('resolved', 'closed')
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER projects_targets_change_homes AFTER UPDATE ON projects
  FOR EACH ROW WHEN (OLD.show_targets IS DISTINCT FROM NEW.show_targets)
  EXECUTE FUNCTION home_targets_shown();

-- A line names who reported it and who has it. What is closed stands in no Home; who is erased is told of by a trigger of their own.
CREATE FUNCTION home_person_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO home_changes (project_id, user_ids)
  SELECT project_id, array_agg(DISTINCT reporter_id) || array_agg(DISTINCT assignee_id)
  FROM tickets WHERE (reporter_id = NEW.id OR assignee_id = NEW.id) AND status <> 'closed' GROUP BY project_id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_renamed_change_homes AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    NEW.erased_at IS NULL
    AND COALESCE(NULLIF(OLD.display_name, ''), OLD.real_name) IS DISTINCT FROM COALESCE(NULLIF(NEW.display_name, ''), NEW.real_name)
  )
  EXECUTE FUNCTION home_person_renamed();

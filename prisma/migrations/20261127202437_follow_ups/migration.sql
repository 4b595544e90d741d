-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "follow_up_at" TIMESTAMPTZ(3);

-- The rules that schema.prisma cannot say. test/database/rules/ breaks each of them once. --------------------------------

-- With the status, so that neither hand-written SQL nor a process of the version before can forget it: in another status there is
-- something else to do, or nothing. The first look finds out when the next one is due.
CREATE FUNCTION follow_up_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.follow_up_at := CASE WHEN NEW.status IN ('waiting', 'resolved') THEN NEW.status_changed_at END;
  RETURN NEW;
END $$;

CREATE TRIGGER tickets_follow_up_status BEFORE UPDATE OF status ON tickets
  FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status) EXECUTE FUNCTION follow_up_status();

UPDATE tickets SET follow_up_at = status_changed_at WHERE status IN ('waiting', 'resolved');

CREATE INDEX tickets_follow_up_due_idx ON tickets (follow_up_at) WHERE follow_up_at IS NOT NULL;

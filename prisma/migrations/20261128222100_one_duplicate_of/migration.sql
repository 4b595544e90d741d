-- A ticket is a duplicate of one other at most: what it is one of is a line that can be followed, and looked through for a circle.
CREATE UNIQUE INDEX ticket_links_one_duplicate_key ON ticket_links (from_ticket_id) WHERE kind = 'duplicate';

ALTER TABLE ticket_links ADD CONSTRAINT ticket_links_of_two CHECK (from_ticket_id <> to_ticket_id);

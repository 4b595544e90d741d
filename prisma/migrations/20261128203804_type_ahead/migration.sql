-- CreateIndex
-- By bytes, so that the tags with one beginning stand together in every collation, and each with its latest tickets.
CREATE INDEX "ticket_tags_tag_ticket_id_idx" ON "ticket_tags"("tag" COLLATE "C", "ticket_id");

-- CreateIndex
CREATE INDEX "changelog_entries_occurred_at_idx" ON "changelog_entries"("occurred_at");

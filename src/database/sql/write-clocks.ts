/** Stores the clocks of many tickets, and puts their cards in want of a new version, in one statement. */
import { LIVE_CARD_KINDS } from '../../domain/post-kind.js';
import { Prisma } from '../generated/client.js';

export type ClockRow = {
  id: number;
  slaPolicyId: number | null;
  responseTarget: Date | null;
  resolutionTarget: Date | null;
  clockVersion: number;
  clockPausedAt: Date | null;
  resolutionRemainingSeconds: number | null;
  responseBreachedAt: Date | null;
  resolutionBreachedAt: Date | null;
  nextWakeAt: Date | null;
  responseAtRiskAt: Date | null;
  resolutionAtRiskAt: Date | null;
};

/** Only for whoever holds the tickets' rows. */
export function writeClocksSql(rows: readonly ClockRow[]): Prisma.Sql {
  return Prisma.sql`
    WITH clocks AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(
        id int, "slaPolicyId" int, "responseTarget" timestamptz(3), "resolutionTarget" timestamptz(3), "clockVersion" int,
        "clockPausedAt" timestamptz(3), "resolutionRemainingSeconds" int, "responseBreachedAt" timestamptz(3),
        "resolutionBreachedAt" timestamptz(3), "nextWakeAt" timestamptz(3), "responseAtRiskAt" timestamptz(3),
        "resolutionAtRiskAt" timestamptz(3))
    ),
    cards AS (
      UPDATE posts SET wanted_version = wanted_version + 1
      WHERE ticket_id IN (SELECT id FROM clocks) AND kind IN (${Prisma.join([...LIVE_CARD_KINDS])}) AND NOT is_withdrawn
    )
    UPDATE tickets t SET
      sla_policy_id = c."slaPolicyId",
      response_target = c."responseTarget", resolution_target = c."resolutionTarget",
      clock_version = c."clockVersion", clock_paused_at = c."clockPausedAt",
      resolution_remaining_seconds = c."resolutionRemainingSeconds",
      response_breached_at = c."responseBreachedAt", resolution_breached_at = c."resolutionBreachedAt",
      next_wake_at = c."nextWakeAt",
      response_at_risk_at = c."responseAtRiskAt", resolution_at_risk_at = c."resolutionAtRiskAt"
    FROM clocks c
    WHERE t.id = c.id`;
}

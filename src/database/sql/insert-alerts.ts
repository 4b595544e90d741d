/** Keeps what a sweep found on clocks, once per ticket, target, threshold and clock version. */
import { Prisma } from '../generated/client.js';

export type FoundAlert = {
  ticketId: number;
  target: 'response' | 'resolution';
  percent: number;
  clockVersion: number;
  occurredAt: Date;
};

/** `isKnown`: an earlier clock of the ticket had found the very same instant, so that it is no news. */
export type InsertedAlert = FoundAlert & { id: number; isKnown: boolean };

/** Gives those that were not there yet. */
export function insertAlertsSql(found: readonly FoundAlert[], recordedAt: Date): Prisma.Sql {
  return Prisma.sql`
    WITH found AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS f(
        "ticketId" int, target target_kind, percent smallint, "clockVersion" int, "occurredAt" timestamptz(3))
    ),
    inserted AS (
      INSERT INTO sla_alerts (ticket_id, target_kind, threshold, clock_version, occurred_at, recorded_at)
      SELECT "ticketId", target, percent, "clockVersion", "occurredAt", ${recordedAt} FROM found ORDER BY "occurredAt", "ticketId"
      ON CONFLICT DO NOTHING
      RETURNING *
    )
    SELECT i.id, i.ticket_id AS "ticketId", i.target_kind AS target, i.threshold AS percent,
           i.clock_version AS "clockVersion", i.occurred_at AS "occurredAt",
           EXISTS (
             SELECT FROM sla_alerts earlier
             WHERE earlier.ticket_id = i.ticket_id AND earlier.target_kind = i.target_kind
               AND earlier.threshold = i.threshold AND earlier.occurred_at = i.occurred_at
           ) AS "isKnown"
    FROM inserted i
    ORDER BY i.occurred_at, i.id`;
}

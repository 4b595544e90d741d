/** Keeps what a sweep found on clocks, once per ticket, target, threshold and clock version. */
import { Prisma } from '../generated/client.js';

export type FoundAlert = {
  ticketId: number;
  target: 'response' | 'resolution';
  percent: number;
  clockVersion: number;
  occurredAt: Date;
};

export type InsertedAlert = FoundAlert & { id: number };

/** Gives those that were not there yet, oldest first. */
export function insertAlertsSql(found: readonly FoundAlert[], recordedAt: Date): Prisma.Sql {
  return Prisma.sql`
    WITH inserted AS (
      INSERT INTO sla_alerts (ticket_id, target_kind, threshold, clock_version, occurred_at, recorded_at)
      SELECT "ticketId", target, percent, "clockVersion", "occurredAt", ${recordedAt}
      FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS f(
        "ticketId" int, target target_kind, percent smallint, "clockVersion" int, "occurredAt" timestamptz(3))
      ORDER BY "occurredAt", "ticketId"
      ON CONFLICT DO NOTHING
      RETURNING *
    )
    SELECT id, ticket_id AS "ticketId", target_kind AS target, threshold AS percent, clock_version AS "clockVersion",
           occurred_at AS "occurredAt"
    FROM inserted
    ORDER BY occurred_at, id`;
}

/** Finds the changelog entry of an alert. */
import { Prisma } from '../generated/client.js';

/** The key under which `alertKey` in `services/alerts/plan-notices.ts` has the entry written; `a` is the row of `sla_alerts`. */
export const ALERT_ENTRY_KEY = Prisma.sql`CASE a.threshold
    WHEN 100 THEN 'breach:' || a.ticket_id || ':' || a.target_kind || ':' || a.clock_version
    ELSE 'at_risk:' || a.ticket_id || ':' || a.target_kind || ':' || a.clock_version || ':' || a.threshold END`;

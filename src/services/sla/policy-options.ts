/** The options column of a policy: what it may hold, checked when it is read and when it is written. */
import { z } from 'zod';
import { PRIORITIES } from '../../domain/priority.js';
import { type AlertPolicy, DEFAULT_ALERT_POLICY } from '../../domain/sla/alert-policy.js';
import type { ClockPolicy } from '../../domain/sla/policy.js';
import { STATUSES } from '../../domain/ticket-status.js';

const options = z.strictObject({
  resolutionPausesIn: z.array(z.enum(STATUSES)).optional(),
  responsePauses: z.boolean().optional(),
  warnPercents: z.array(z.int().min(1).max(99)).optional(),
  onPriorityChange: z.enum(['keep', 'restart']).optional(),
  onReopen: z.enum(['continue', 'new_cycle']).optional(),
  alerts: z
    .strictObject({
      urgentPriorities: z.array(z.enum(PRIORITIES)),
      escalation: z.strictObject({ userIds: z.array(z.int()), channelId: z.int().nullable() }),
    })
    .optional(),
});

/** The column's value. What is left out is the default policy's. */
export type PolicyOptions = z.infer<typeof options>;

/** Throws for what the engine does not know. */
export function parsePolicyOptions(value: unknown): { clock: Partial<ClockPolicy>; alerts: AlertPolicy } {
  const { alerts = DEFAULT_ALERT_POLICY, ...clock } = options.parse(value);
  return {
    clock: Object.fromEntries(Object.entries(clock).filter(([, each]) => each !== undefined)),
    alerts,
  };
}

/** The options column of a policy, checked when it is read. */
import { z } from 'zod';
import type { ClockPolicy } from '../../domain/sla/policy.js';
import { STATUSES } from '../../domain/ticket-status.js';

const options = z.strictObject({
  resolutionPausesIn: z.array(z.enum(STATUSES)).optional(),
  responsePauses: z.boolean().optional(),
  warnPercents: z.array(z.int().min(1).max(99)).optional(),
  onPriorityChange: z.enum(['keep', 'restart']).optional(),
  onReopen: z.enum(['continue', 'new_cycle']).optional(),
});

/** What the row says; what it leaves out is the default policy's. Throws for what the engine does not know. */
export function parsePolicyOptions(value: unknown): Partial<ClockPolicy> {
  const parsed = options.parse(value);
  return Object.fromEntries(Object.entries(parsed).filter(([, each]) => each !== undefined));
}

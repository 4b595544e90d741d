/** Whom a policy tells of its warnings and breaches beside the agents, and what may disturb people out of hours. */

import type { Priority } from '../priority.js';

/**
 * `userIds` and `channelId` are ids of the desk's own tables. The channel must be private and shared with no one: it is checked
 * when it is chosen and again whenever something is posted there.
 */
export type AlertPolicy = {
  /** Told at any hour; everything else waits for opening hours. */
  readonly urgentPriorities: readonly Priority[];
  /** Told of breaches. */
  readonly escalation: { readonly userIds: readonly number[]; readonly channelId: number | null };
};

export const DEFAULT_ALERT_POLICY: AlertPolicy = {
  urgentPriorities: ['critical'],
  escalation: { userIds: [], channelId: null },
};

/** Which kinds of changelog entries the clock is folded from. */

export const CLOCK_ACTIONS = [
  'created',
  'status',
  'priority',
  'issue_type',
  'first_response',
  'sla_policy',
  'project',
  'start_moved',
] as const;
export type ClockAction = (typeof CLOCK_ACTIONS)[number];

export function movesClock(action: string): action is ClockAction {
  return CLOCK_ACTIONS.some((each) => each === action);
}

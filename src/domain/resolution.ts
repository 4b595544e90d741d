/** Why a ticket was resolved, and whether its times say anything about the team's work. */

export const RESOLUTIONS = ['done', 'duplicate', 'cancelled', 'spam'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const DEFAULT_RESOLUTION: Resolution = 'done';

const RULES: Record<Resolution, { label: string; countsForSla: boolean }> = {
  done: { label: 'Done', countsForSla: true },
  duplicate: { label: 'Duplicate', countsForSla: false },
  cancelled: { label: 'Cancelled', countsForSla: false },
  spam: { label: 'Spam', countsForSla: false },
};

export function resolutionLabel(resolution: Resolution): string {
  return RULES[resolution].label;
}

/** Whether a ticket resolved so is part of SLA figures. */
export function countsForSla(resolution: Resolution): boolean {
  return RULES[resolution].countsForSla;
}

export function isResolution(value: string): value is Resolution {
  return RESOLUTIONS.some((resolution) => resolution === value);
}

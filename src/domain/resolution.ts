/** Why a ticket was resolved. */

export const RESOLUTIONS = ['done', 'duplicate', 'cancelled', 'spam'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const DEFAULT_RESOLUTION: Resolution = 'done';

const LABELS: Record<Resolution, string> = {
  done: 'Done',
  duplicate: 'Duplicate',
  cancelled: 'Cancelled',
  spam: 'Spam',
};

export function resolutionLabel(resolution: Resolution): string {
  return LABELS[resolution];
}

export function isResolution(value: string): value is Resolution {
  return RESOLUTIONS.some((resolution) => resolution === value);
}

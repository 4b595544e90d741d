/** What a reporter is told and asked of a resolved ticket: whether it works now is asked only where something was done. */
import { escapeText } from '../../domain/mrkdwn.js';
import { DEFAULT_RESOLUTION, type Resolution } from '../../domain/resolution.js';
import { ACTIONS } from '../ids.js';
import { type Button, button } from './pieces.js';

export const REOPEN_HINT = 'If that is wrong, press *Reopen*.';

const AS: Record<Resolution, string> = {
  done: '',
  duplicate: ' as a duplicate',
  cancelled: ' as cancelled',
  spam: ' as spam',
};

/** Null is taken for done: only a ticket that has been reopened meanwhile has none. */
export function isSolved(resolution: Resolution | null): boolean {
  return (resolution ?? DEFAULT_RESOLUTION) === 'done';
}

/** After "resolved". Only where it says more than that. */
export function resolvedAs(resolution: Resolution | null, duplicateOf?: string): string {
  if (duplicateOf !== undefined) return `${AS.duplicate} of *${escapeText(duplicateOf)}*`;
  return AS[resolution ?? DEFAULT_RESOLUTION];
}

export function resolvedButtons(value: string, resolution: Resolution | null): Button[] {
  const reopen = button({ actionId: ACTIONS.reopen, text: 'Reopen', value });
  return isSolved(resolution)
    ? [button({ actionId: ACTIONS.itWorks, text: 'It works', value, style: 'primary' }), reopen]
    : [reopen];
}

/** What a ledger's buttons carry. It comes back from Slack, so from anybody. */

import { TARGET_KINDS, type TargetKind } from '../../domain/sla/policy.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';

/** `short`: both targets in a few lines. */
export type LedgerView = { number: string; view: TargetKind | 'short'; page: number };

const VIEWS = [...TARGET_KINDS, 'short'] as const;

/** `IT-42:resolution:2`. */
export function ledgerValue({ number, view, page }: LedgerView): string {
  return `${number}:${view}:${page}`;
}

/** Null for what is none. A page past the end is the renderer's affair; a number may name a ticket that may not be seen. */
export function parseLedgerValue(value: string): LedgerView | null {
  const [, ticket = '', view = '', page = ''] =
    /^([^:]{1,30}):([a-z]{1,20}):([1-9]\d{0,4})$/.exec(value) ?? [];
  const number = normalizeTicketNumber(ticket);
  const known = VIEWS.find((each) => each === view);
  return number === null || known === undefined ? null : { number, view: known, page: Number(page) };
}

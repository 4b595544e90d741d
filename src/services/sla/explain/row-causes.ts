/** Who began a pause or a stop, and whether it began with something they wrote. */
import type { Tx } from '../../../database/transaction.js';
import type { Doer, RowCause } from '../../../domain/sla/explain/clock-explanation.js';
import type { LedgerRow } from '../../../domain/sla/explain/ledger-rows.js';
import type { KeptEntry } from '../../moving/entry-keepers.js';
import type { ClockEntry, EntryAuthor } from './clock-entries.js';

/** A comment or note by somebody at an instant: what a move came with has its move's. */
export type SaidAt = { at: Date; userId: number | null; isInternal: boolean };

/** Messages at the instants at which the status changed; internal ones only for whoever may read them. */
export async function readSaid(
  tx: Tx,
  ticketId: number,
  entries: readonly ClockEntry[],
  mayRead: (entry: KeptEntry) => boolean,
): Promise<SaidAt[]> {
  const instants = entries.filter(({ action }) => action === 'status').map(({ at }) => at);
  if (instants.length === 0) return [];
  const rows = await tx.changelogEntry.findMany({
    where: {
      ticketId,
      action: 'comment_added',
      occurredAt: { in: instants },
    },
    select: { id: true, newValue: true, occurredAt: true, actorId: true, visibility: true },
  });
  const said = rows.filter((row) => row.visibility === 'public' || mayRead(row));
  return said.map(({ occurredAt, actorId, visibility }) => ({
    at: occurredAt,
    userId: actorId,
    isInternal: visibility === 'internal',
  }));
}

export function rowCause(
  row: LedgerRow,
  entries: readonly ClockEntry[],
  said: readonly SaidAt[],
  doerOf: (by: EntryAuthor | null) => Doer,
): RowCause | null {
  const entry = entryOf(row, entries);
  if (entry === undefined) return null;
  const userId = entry.by?.userId ?? null;
  const words = said.find((each) => each.at.getTime() === entry.at.getTime() && each.userId === userId);
  const message = words === undefined ? null : words.isInternal ? 'note' : 'comment';
  return { by: doerOf(entry.by), message };
}

/** A row of a status begins with the move to it, or within it where the clock's start lies later; a restart ends one. */
function entryOf(row: LedgerRow, entries: readonly ClockEntry[]): ClockEntry | undefined {
  if (row.what !== 'paused' && row.what !== 'stopped') return undefined;
  const { why } = row;
  if (why.kind === 'status') {
    return entries.findLast(
      (entry) => entry.action === 'status' && entry.to === why.status && entry.at <= row.fromAt,
    );
  }
  const action = why.by === 'priority' ? 'priority' : 'status';
  return entries.findLast((entry) => entry.action === action && entry.at.getTime() === row.toAt.getTime());
}

/** What became of looking after one ticket. */

export type Did = 'reminded' | 'told' | 'closed' | 'resumed';

/** `nextAt`: when to look again; null: not before its status moves. */
export type Outcome = { did: Did | null; nextAt: Date | null };

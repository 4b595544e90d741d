/** Which project a ticket was in at a moment, and whose what was written there is by now: folded from its moves, the changelog's own entries. */

/** In the order in which they were recorded. */
export type TicketMove = {
  /** Of the entry: what was recorded before the move has a smaller one. */
  entryId: number;
  at: Date;
  fromProjectId: number;
  toProjectId: number;
  /** What was internal to the agents of these went along, and is the next project's. */
  notesOf: readonly number[];
};

/** `projectId`: the one that the ticket is in now. */
export function projectAt(moves: readonly TicketMove[], projectId: number, at: Date): number {
  return moves.find((move) => at <= move.at)?.fromProjectId ?? projectId;
}

/** The project whose agents read an internal entry of the changelog. */
export function keeperOf(moves: readonly TicketMove[], projectId: number, entryId: number): number {
  const since = moves.filter((move) => move.entryId > entryId);
  const [first] = since;
  if (first === undefined) return projectId;
  return since.reduce(
    (keeper, { notesOf, toProjectId }) => (notesOf.includes(keeper) ? toProjectId : keeper),
    first.fromProjectId,
  );
}

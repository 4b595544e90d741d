/** Whose a ticket was when something was written, and whose that is after it has moved, with its notes or without. */
import { describe, expect, it } from 'vitest';
import { keeperOf, projectAt, type TicketMove } from '../../src/domain/ticket-moves.js';

const [IT, HR, OPS] = [1, 2, 3] as const;
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute));
const move = (entryId: number, from: number, to: number, notesOf: number[] = []): TicketMove => ({
  ...{ entryId, at: at(entryId), fromProjectId: from, toProjectId: to, notesOf },
});

describe('the project at a moment', () => {
  const moves = [move(10, IT, HR), move(20, HR, OPS)];
  it.each([
    ['never moved', [], IT, 5, IT],
    ['before the first move', moves, OPS, 5, IT],
    ['at the very moment of a move: it was written before that was known', moves, OPS, 10, IT],
    ['between two', moves, OPS, 11, HR],
    ['after the last', moves, OPS, 21, OPS],
    ['there and back', [move(10, IT, HR), move(20, HR, IT)], IT, 15, HR],
  ] as const)('%s', (_name, moved, now, minute, project) => {
    expect(projectAt(moved, now, at(minute))).toBe(project);
  });
});

describe('an internal entry is of', () => {
  it.each([
    ['the ticket’s project, where it never moved', [], IT, 5, IT],
    ['the project in which it was recorded', [move(10, IT, HR)], HR, 5, IT],
    ['the one it is in now, recorded after the move', [move(10, IT, HR)], HR, 11, HR],
    ['the next, taken along', [move(10, IT, HR, [IT])], HR, 5, HR],
    [
      'the first, where only the second’s were taken along',
      [move(10, IT, HR), move(20, HR, OPS, [HR])],
      OPS,
      5,
      IT,
    ],
    ['the last, taken along twice', [move(10, IT, HR, [IT]), move(20, HR, OPS, [HR])], OPS, 5, OPS],
    [
      'the last, where somebody who may read both took both',
      [move(10, IT, HR), move(20, HR, OPS, [IT, HR])],
      OPS,
      5,
      OPS,
    ],
    ['the project before, there and back', [move(10, IT, HR), move(20, HR, IT)], IT, 15, HR],
    ['its own again, taken away and never back', [move(10, IT, HR, [IT]), move(20, HR, IT)], IT, 5, HR],
  ] as const)('%s', (_name, moves, now, entryId, project) => {
    expect(keeperOf(moves, now, entryId)).toBe(project);
  });
});

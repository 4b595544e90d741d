/** Keeps the Homes that were opened lately up to date: marks those that could show a change, and publishes what is due. */

import { type ClaimedHome, claimHomesSql, nextHomeSql } from '../../database/sql/due-homes.js';
import { CHANGES_MAX, markHomesSql } from '../../database/sql/home-changes.js';
import type { Desk } from '../desk.js';
import type { HomeCarrier } from './home-carrier.js';
import { publishHome } from './publish-home.js';

export type HomeOptions = {
  /** Changes so close together become one view. */
  settleMs: number;
};

export const HOME_DEFAULTS: HomeOptions = { settleMs: 1_000 };

/** Whoever has looked within it is kept up to date. */
export const LOOKED_WITHIN_MS = 24 * 3_600_000;
/** Longer than a call to Slack may take, with the reading before it: then another process may try. */
const HELD_MS = 60_000;
/** Beside each other. */
const AT_ONCE = 4;
/** A run; the rest is for the next. */
const ROUNDS_MAX = 200;

/** May be run by any number of processes, and killed anywhere. `nextAt`: when something more is due; null: nothing is wanted. */
export async function publishHomes(
  desk: Desk,
  carrier: HomeCarrier,
  { settleMs }: HomeOptions = HOME_DEFAULTS,
): Promise<{ published: number; nextAt: Date | null }> {
  await markHomes(desk, settleMs);
  let published = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { claimed, heldUntil } = await claimHomes(desk);
    if (claimed.length === 0) break;
    const done = await Promise.all(claimed.map((home) => publishHome(desk, carrier, home, heldUntil)));
    published += done.filter((isPublished) => isPublished).length;
  }
  const [next] = await desk.database.prisma.$queryRaw<{ at: Date | null }[]>(nextHomeSql());
  return { published, nextAt: next?.at ?? null };
}

async function markHomes({ database, clock }: Desk, settleMs: number): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const now = clock.now();
    const times = {
      now,
      settledAt: new Date(now.getTime() + settleMs),
      lookedSince: new Date(now.getTime() - LOOKED_WITHIN_MS),
    };
    const [row] = await database.prisma.$queryRaw<{ taken: number }[]>(markHomesSql(times));
    if ((row?.taken ?? 0) < CHANGES_MAX) return;
  }
}

async function claimHomes({ database, clock }: Desk): Promise<{ claimed: ClaimedHome[]; heldUntil: Date }> {
  const now = clock.now();
  const heldUntil = new Date(now.getTime() + HELD_MS);
  const claimed = await database.prisma.$queryRaw<ClaimedHome[]>(
    claimHomesSql({ now, heldUntil, limit: AT_ONCE }),
  );
  return { claimed, heldUntil };
}

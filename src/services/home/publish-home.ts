/** Publishes one Home that this process holds, and writes down what came of it. */
import type { ClaimedHome } from '../../database/sql/due-homes.js';
import { holdHomesSql } from '../../database/sql/due-homes.js';
import type { Desk } from '../desk.js';
import type { CarryFailure } from '../posts/post-carrier.js';
import { backoffMs } from '../posts/send-failure.js';
import type { HomeCarrier } from './home-carrier.js';
import { loadHome } from './load-home.js';
import { forgetHome } from './rest-homes.js';

/** Then it is left as it is until the next change, or the next opening. */
const ATTEMPTS_MAX = 8;
/** No installation is repaired faster. */
const UNAUTHORIZED_RETRY_MS = 30_000;

type Held = ClaimedHome & { heldUntil: Date };

/** Whether Slack shows it now. What goes wrong is logged, and tried again later. */
export async function publishHome(
  desk: Desk,
  carrier: HomeCarrier,
  home: ClaimedHome,
  heldUntil: Date,
): Promise<boolean> {
  const held = { ...home, heldUntil };
  try {
    const loaded = await loadHome(desk, home.userId);
    if (loaded === null) return await finish(desk, held, home.viewHash).then(() => false);
    const { slackUserId, content, isLeft } = loaded;
    const carried = await carrier.publish({ slackUserId, content, hash: home.viewHash });
    if (!carried.isCarried) return await afterFailure(desk, held, carried.failure).then(() => false);
    if (!isLeft || !(await forgetHome(desk, held))) await finish(desk, held, carried.value.hash);
    return true;
  } catch (error) {
    desk.log.error({ err: error, userId: home.userId }, 'a Home could not be shown');
    await retry(desk, held, backoffMs(home.attempts + 1));
    return false;
  }
}

async function afterFailure(desk: Desk, held: Held, failure: CarryFailure): Promise<void> {
  switch (failure.kind) {
    case 'rate_limited': {
      const now = desk.clock.now();
      const heldUntil = new Date(now.getTime() + failure.retryAfterSeconds * 1_000);
      await desk.database.prisma.$executeRaw(holdHomesSql({ now, heldUntil }));
      return release(desk, held, { heldUntil });
    }
    case 'unauthorized':
      desk.log.error({ code: failure.code }, 'Slack refuses to show Homes until the app is repaired');
      return retry(desk, held, UNAUTHORIZED_RETRY_MS);
    case 'ambiguous':
      return retry(desk, held, backoffMs(held.attempts + 1));
    case 'permanent':
      // Another process has been faster, or a view was shown whose answer never came: again, over whatever is there.
      if (failure.code === 'hash_conflict' && held.viewHash !== null) {
        return release(desk, held, { heldUntil: null, viewHash: null });
      }
      desk.log.warn({ code: failure.code, userId: held.userId }, 'Slack does not show a Home');
      return finish(desk, held, null);
  }
}

function retry(desk: Desk, held: Held, afterMs: number): Promise<void> {
  if (held.attempts + 1 >= ATTEMPTS_MAX) return finish(desk, held, null);
  const heldUntil = new Date(desk.clock.now().getTime() + afterMs);
  return release(desk, held, { heldUntil, viewHash: null, attempts: held.attempts + 1 });
}

function finish(desk: Desk, held: Held, viewHash: string | null): Promise<void> {
  return release(desk, held, {
    heldUntil: null,
    viewHash,
    attempts: 0,
    publishedVersion: held.version,
  });
}

type Outcome = {
  heldUntil: Date | null;
  viewHash?: string | null;
  attempts?: number;
  publishedVersion?: number;
};

/** Nothing where another process holds it by now. */
async function release(
  { database }: Desk,
  { userId, heldUntil, version }: Held,
  outcome: Outcome,
): Promise<void> {
  await database.prisma.homeViewer.updateMany({
    where: { userId, heldUntil, claimedVersion: version },
    data: outcome,
  });
}

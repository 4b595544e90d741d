/** Compares this process's clock with PostgreSQL's and Slack's, and asks Slack what the app may do. */
import type { Desk } from '../desk.js';
import { carryFailureOf } from '../posts/post-carrier.js';
import type { SlackFacts } from './facts.js';

/** Slack's header leaves out the fraction of the second. */
const HALF_SECOND_MS = 500;

export async function readDatabaseClock({ database, clock }: Desk): Promise<number> {
  const beganMs = clock.now().getTime();
  const [row] = await database.prisma.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  const aheadMs = (row?.at.getTime() ?? beganMs) - middle(beganMs, clock.now().getTime());
  return Math.round(aheadMs);
}

export async function readSlack({ directory, clock, log }: Desk): Promise<SlackFacts> {
  const beganMs = clock.now().getTime();
  try {
    const { missingScopes, slackAt } = await directory.readInstallation();
    const middleMs = middle(beganMs, clock.now().getTime());
    const aheadMs = slackAt === null ? null : Math.round(slackAt.getTime() + HALF_SECOND_MS - middleMs);
    return { isAnswered: true, missingScopes, aheadMs };
  } catch (error) {
    log.warn({ err: error }, 'Slack did not say who the app is');
    return { isAnswered: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const failure = carryFailureOf(error);
  if (failure === null) return 'unknown';
  if (failure.kind === 'rate_limited') return 'rate_limited';
  return failure.kind === 'ambiguous' ? failure.cause : failure.code;
}

function middle(fromMs: number, toMs: number): number {
  return (fromMs + toMs) / 2;
}

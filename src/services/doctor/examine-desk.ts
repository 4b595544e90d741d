/** An admin asks how the desk is: everything is read, and what is wrong is named. */
import { isTypoTolerant } from '../../database/typo-tolerance.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { lateJobs } from '../health/heartbeats.js';
import { readFigures } from '../health/measure-desk.js';
import { refusedGroups } from '../posts/refused-posts.js';
import { requireDeskPermission } from '../projects/require-desk-permission.js';
import { reconcileStatus } from '../reconcile/reconcile-status.js';
import type { DoctorFacts } from './facts.js';
import { type Finding, findingsOf } from './findings.js';
import { readChannels } from './read-channels.js';
import { readDatabaseClock, readSlack } from './read-clocks.js';
import { readProjects } from './read-projects.js';

/** Each has its buttons. */
const GROUPS_MAX = 8;

/**
 * Slack is asked about the app and about the projects' channels, so this may take some seconds.
 *
 * @throws UserError for anybody but admins, before anything is read.
 */
export async function examineDesk(
  desk: Desk,
  actor: Actor,
): Promise<{ facts: DoctorFacts; findings: Finding[] }> {
  requireDeskPermission(actor, 'look_after_desk');
  // First, because what Slack says of a channel can take its role.
  const channels = await readChannels(desk);
  const slack = await readSlack(desk);
  const databaseAheadMs = await readDatabaseClock(desk);
  const facts = { ...(await readOwnFacts(desk, actor)), slack, databaseAheadMs, channels };
  const findings = findingsOf(facts);
  desk.log.info({ findings: findings.map(({ kind }) => kind) }, 'the desk was examined');
  return { facts, findings };
}

/**
 * What is wrong by the desk's own tables alone: quick enough to be asked all the time, and silent about what only Slack knows.
 *
 * @throws UserError for anybody but admins.
 */
export async function findWithoutSlack(desk: Desk, actor: Actor): Promise<Finding[]> {
  requireDeskPermission(actor, 'look_after_desk');
  const unknown = {
    slack: { isAnswered: true, missingScopes: null, aheadMs: null },
    databaseAheadMs: 0,
    channels: [],
  } as const;
  return findingsOf({ ...(await readOwnFacts(desk, actor)), ...unknown });
}

type OwnFacts = Omit<DoctorFacts, 'slack' | 'databaseAheadMs' | 'channels'>;

async function readOwnFacts(desk: Desk, actor: Actor): Promise<OwnFacts> {
  const { database } = desk;
  const [projects, figures, late, sweep, refused, reconcile, toleratesTypos] = await Promise.all([
    readProjects(desk, actor),
    readFigures(desk),
    lateJobs(desk),
    database.prisma.jobHeartbeat.findUnique({ where: { job: 'sweep-clocks' } }),
    refusedGroups(database.prisma, GROUPS_MAX),
    reconcileStatus(desk),
    isTypoTolerant(database),
  ]);
  return {
    ...{ now: desk.clock.now(), sweptAt: sweep?.succeededAt ?? null, lateJobs: late, figures },
    ...{ refused, reconcile, projects, toleratesTypos },
  };
}

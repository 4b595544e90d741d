/** An admin lets somebody read a project's tickets who works none of them. */
import { lockProjectSql } from '../../database/sql/lock-project.js';
import { inTransaction, type Tx } from '../../database/transaction.js';
import { slash } from '../../domain/command-names.js';
import type { Actor } from '../../domain/permissions.js';
import type { Person } from '../../domain/post-content.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { enqueuePosts } from '../posts/enqueue-posts.js';
import { recordAudit } from '../record-audit.js';
import { personSelect, toPerson } from '../users/person-row.js';
import { WORKS_NOW } from './project-agents.js';
import { requireDeskPermission } from './require-desk-permission.js';
import { requireFullMember } from './require-full-member.js';
import { requireProject } from './require-project.js';

/** By name; those who work its tickets by now are left out. @throws UserError for anybody but admins. */
export async function projectObservers(desk: Desk, actor: Actor, key: string): Promise<Person[]> {
  requireDeskPermission(actor, 'manage_agents');
  const { prisma } = desk.database;
  const project = await requireProject(prisma, key);
  const rows = await prisma.projectObserver.findMany({
    where: {
      projectId: project.id,
      user: { isGuest: false, isExternal: false, isDeactivated: false, isBot: false },
      NOT: { user: { agentOf: { some: { projectId: project.id, ...WORKS_NOW } } } },
    },
    select: { user: { select: personSelect } },
  });
  return rows
    .map(({ user }) => toPerson(user))
    .sort((left, right) => left.name.localeCompare(right.name, 'en'));
}

/**
 * They are told, unless it was their own doing. @throws UserError for guests, outsiders, bots and deactivated people, and for the project's
 * agents, who see more already.
 */
export async function addObserver(desk: Desk, actor: Actor, key: string, slackUserId: string): Promise<void> {
  requireDeskPermission(actor, 'manage_agents');
  const { id: userId } = await requireFullMember(desk, slackUserId, 'observers');
  await inTransaction(desk.database, async (tx) => {
    const { id: projectId } = await requireProject(tx, key);
    await tx.$queryRaw(lockProjectSql(projectId));
    await refuseAgent(tx, { key, projectId, userId });
    const now = desk.clock.now();
    const { count } = await tx.projectObserver.createMany({
      data: [{ projectId, userId, observesSinceAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const subject = { projectId, userId };
    await recordAudit(tx, { actorId: actor.userId, action: 'observer_added', subject, now });
    if (userId === actor.userId) return;
    const told = { kind: 'made_observer', projectId, userId } as const;
    await enqueuePosts(tx, [{ ...told, key: `observer:${projectId}:${userId}:${now.getTime()}` }], now);
  });
}

async function refuseAgent(
  tx: Tx,
  { key, projectId, userId }: { key: string; projectId: number; userId: number },
): Promise<void> {
  if ((await tx.projectAgent.count({ where: { projectId, userId, ...WORKS_NOW } })) === 0) return;
  throw new UserError(
    `They are an agent of ${key}, and see more than an observer. \`${slash.project} agents ${key} remove\` with their name first makes room for that.`,
  );
}

/** What an admin's Home says of the desk: the projects and what they lack, and whether there is something for the doctor. */
import { type Actor, canDesk } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { findWithoutSlack } from '../doctor/examine-desk.js';
import { scopesWithPolicy } from '../policies/policy-scopes.js';
import { listProjects } from '../projects/list-projects.js';
import type { HomeDesk } from './home-content.js';

/** A block each; `/project list` has them all. */
const PROJECTS_MAX = 20;

/** Null for anybody but admins. */
export async function readHomeDesk(desk: Desk, actor: Actor): Promise<HomeDesk | null> {
  if (!canDesk(actor, 'manage_projects')) return null;
  const [projects, scopes, findings] = await Promise.all([
    listProjects(desk, actor),
    scopesWithPolicy(desk.database.prisma),
    findWithoutSlack(desk, actor),
  ]);
  return {
    projects: projects.slice(0, PROJECTS_MAX).map(({ id, key, name, triageChannel, agentCount }) => ({
      ...{ key, name, agentCount },
      hasTriage: triageChannel !== null,
      hasOwnPolicy: scopes.includes(id),
    })),
    projectsLeft: Math.max(0, projects.length - PROJECTS_MAX),
    findings: findings.length,
  };
}

/** What each project has of what it needs. */
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { listProjects } from '../projects/list-projects.js';
import type { ProjectFacts } from './facts.js';

export async function readProjects(desk: Desk, actor: Actor): Promise<ProjectFacts[]> {
  const projects = await listProjects(desk, actor);
  const policies = await readPolicies(desk);
  const byDefault = policies.get(null);
  return projects.map(({ id, key, triageChannel, agentCount }) => {
    const closedCalendars = policies.get(id) ?? byDefault;
    return {
      ...{ key, agentCount, hasTriage: triageChannel !== null },
      hasPolicy: closedCalendars !== undefined,
      closedCalendars: closedCalendars ?? [],
    };
  });
}

/** By project, null the default: names of the newest policy's calendars that never open. */
async function readPolicies({ database }: Desk): Promise<Map<number | null, string[]>> {
  const calendar = { select: { name: true, _count: { select: { hours: true, exceptions: true } } } } as const;
  const rows = await database.prisma.slaPolicy.findMany({
    distinct: ['projectId'],
    orderBy: [{ projectId: 'asc' }, { version: 'desc' }],
    select: { projectId: true, calendar, targets: { select: { calendar } } },
  });
  return new Map(
    rows.map((row) => {
      const calendars = [row.calendar, ...row.targets.flatMap((target) => target.calendar ?? [])];
      const closed = calendars.filter(({ _count }) => _count.hours + _count.exceptions === 0);
      return [row.projectId, [...new Set(closed.map(({ name }) => name))]];
    }),
  );
}

/** How far a desk is set up, read from what is there. */
import type { Actor } from '../../domain/permissions.js';
import type { SetupFacts } from '../../domain/setup.js';
import type { Desk } from '../desk.js';
import type { CalendarForm } from '../policies/calendar-form.js';
import type { PolicyForm } from '../policies/policy-form.js';
import { scopesWithPolicy } from '../policies/policy-scopes.js';
import { readCalendarForm } from '../policies/read-calendar-form.js';
import { readPolicyForm } from '../policies/read-policy-form.js';
import { getProject, listProjects, type ProjectView } from '../projects/list-projects.js';
import { type ProjectAgentLine, projectAgents } from '../projects/project-agents.js';
import { timeZoneOf } from '../users/time-zone-of.js';
import { readTestTicket, type TestTicket } from './test-ticket.js';

export type Setup = {
  facts: SetupFacts;
  /** Null: there is none yet. */
  project: ProjectView | null;
  calendar: CalendarForm;
  targets: PolicyForm;
  agents: readonly ProjectAgentLine[];
  /** Of the profile of whoever looks. */
  timeZone: string;
  testTicket: TestTicket | null;
};

/** @throws as `setupProject`. */
export async function readSetup(desk: Desk, actor: Actor, key: string | null): Promise<Setup> {
  const project = await setupProject(desk, actor, key);
  const scope = await scopeOf(desk, project);
  const timeZone = await timeZoneOf(desk, actor);
  const { form: calendar } = await readCalendarForm(desk, actor, scope, null);
  const { form: targets } = await readPolicyForm(desk, actor, scope);
  const agents = project === null ? [] : await projectAgents(desk, actor, project.key);
  const hasTicket = project?.hasTickets ?? false;
  const facts: SetupFacts = {
    hasProject: project !== null,
    hasTriage: project !== null && project.triageChannel !== null,
    areHoursFit: calendar.timeZone === timeZone || hasTicket || (await hasChosenHours(desk)),
    agentCount: agents.length,
    hasTicket,
  };
  const testTicket = project === null ? null : await readTestTicket(desk, actor, project.id);
  return { facts, project, calendar, targets, agents, timeZone, testTicket };
}

/** A project without a policy of its own follows the default, in which its hours are edited too. */
export async function scopeOf(
  { database }: Desk,
  project: { id: number; key: string } | null,
): Promise<{ projectKey: string | null }> {
  const scopes = await scopesWithPolicy(database.prisma);
  return { projectKey: project !== null && scopes.includes(project.id) ? project.key : null };
}

/**
 * `key` null: the first project that lacks something, else the first; null where there is none. @throws UserError for anybody but admins, and
 * for an unknown key.
 */
export async function setupProject(
  desk: Desk,
  actor: Actor,
  key: string | null,
): Promise<ProjectView | null> {
  if (key !== null) return getProject(desk, actor, key);
  const projects = await listProjects(desk, actor);
  const lacking = projects.find(
    ({ triageChannel, agentCount, hasTickets }) => triageChannel === null || agentCount === 0 || !hasTickets,
  );
  return lacking ?? projects[0] ?? null;
}

async function hasChosenHours({ database }: Desk): Promise<boolean> {
  return (await database.prisma.calendar.count({ where: { createdById: { not: null } }, take: 1 })) > 0;
}

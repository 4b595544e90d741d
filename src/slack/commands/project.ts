/** The slash command `/project`: for admins, and the responses of a project for its agents. */

import { slash } from '../../domain/command-names.js';
import { listProjects } from '../../services/projects/list-projects.js';
import { addAgent, projectAgents, removeAgent } from '../../services/projects/project-agents.js';
import { addObserver, projectObservers } from '../../services/projects/project-observers.js';
import { agentList, projectList } from '../blocks/project-list.js';
import { type Answer, answer, type CommandCall } from '../kit.js';
import type { CommandHandler } from '../listener.js';
import { openCalendar, openPolicy } from '../modals/open-policy-draft.js';
import { openEditProject, openNewProject } from '../modals/project.js';
import { openResponses } from '../modals/responses.js';
import { PROJECT_USAGE, type ProjectCommand, parseProjectCommand } from './grammar-project.js';
import { usageAnswer, usageList } from './help.js';

type Handlers = {
  [V in ProjectCommand['verb']]: (
    call: CommandCall,
    command: Extract<ProjectCommand, { verb: V }>,
  ) => Promise<Answer>;
};

const HANDLERS: Handlers = {
  help: async () => usageList('project', PROJECT_USAGE),
  list: async (call) => answer(projectList(await listProjects(call.kit.desk, await call.actor()))),
  new: async (call) => {
    await openNewProject(call, call.triggerId);
    return null;
  },
  edit: async (call, { key }) => {
    await openEditProject(call, call.triggerId, key);
    return null;
  },
  agents: async (call, { key, change }) => {
    const actor = await call.actor();
    const { desk } = call.kit;
    if (change?.kind === 'add') await addAgent(desk, actor, key, change.slackUserId);
    if (change?.kind === 'observe') await addObserver(desk, actor, key, change.slackUserId);
    if (change?.kind === 'remove') await removeAgent(desk, actor, key, change.slackUserId);
    const agents = await projectAgents(desk, actor, key);
    return answer(agentList(key, agents, await projectObservers(desk, actor, key)));
  },
  calendar: async (call, { key, name }) => {
    await openCalendar(call, call.triggerId, { projectKey: key }, name);
    return null;
  },
  sla: async (call, { key }) => {
    await openPolicy(call, call.triggerId, { projectKey: key });
    return null;
  },
  responses: async (call, { key }) => {
    await openResponses(call, call.triggerId, key);
    return null;
  },
};

export const projectCommand: CommandHandler = async (call) => {
  const parsed = parseProjectCommand(call.text);
  if (!parsed.ok) return usageAnswer(slash.project, parsed.error);
  const handle = HANDLERS[parsed.command.verb] as (
    call: CommandCall,
    command: ProjectCommand,
  ) => Promise<Answer>;
  return handle(call, parsed.command);
};

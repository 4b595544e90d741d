/** The projects and their agents, as admins see them. */

import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type { Person } from '../../domain/post-content.js';
import type { ProjectView } from '../../services/projects/list-projects.js';
import type { ProjectAgentLine } from '../../services/projects/project-agents.js';
import type { RenderedMessage } from '../gateway.js';
import { context, message, safeName, section, textMessage } from './pieces.js';

/** Slack's limit is 50 blocks a message. */
const PROJECTS_SHOWN_MAX = 45;
const PEOPLE_SHOWN_MAX = 100;

export function projectList(projects: readonly ProjectView[]): RenderedMessage {
  if (projects.length === 0)
    return textMessage(`There is no project yet. \`${slash.project} new\` makes one.`);
  const shown = projects.slice(0, PROJECTS_SHOWN_MAX);
  const left = projects.length - shown.length;
  const head = projects.length === 1 ? '1 project' : `${projects.length} projects`;
  return message(head, [
    ...shown.map((project) => section(projectText(project))),
    context(left > 0 ? `${head}, ${left} of them not shown` : head),
  ]);
}

function projectText(project: ProjectView): string {
  const agents = project.agentCount === 1 ? '1 agent' : `${project.agentCount} agents`;
  const facts = [
    `requests: ${channelText(project.requestChannel)}`,
    `triage: ${channelText(project.triageChannel)}`,
    agents,
    `emoji: \`:${escapeText(project.emoji)}:\``,
    `targets ${project.showTargets ? 'shown to' : 'hidden from'} requesters`,
  ];
  return `*${escapeText(project.key)}* ${escapeText(truncate(project.name, 100))}\n${facts.join(' · ')}`;
}

/** Slack shows the name to those who can see the channel. */
function channelText(slackChannelId: string | null): string {
  return slackChannelId === null ? 'none yet' : `<#${slackChannelId}>`;
}

export function agentList(
  key: string,
  agents: readonly ProjectAgentLine[],
  observers: readonly Person[],
): RenderedMessage {
  const name = `*${escapeText(key)}*`;
  const lines = [
    agents.length === 0
      ? `${name} has no agents yet. Give it a triage channel with \`${slash.project} edit ${escapeText(key)}\`, or add somebody with \`${slash.project} agents ${escapeText(key)} add @user\`.`
      : `Agents of ${name}: ${listed(agents.map(agentText))}.`,
    ...(observers.length === 0
      ? []
      : [`Observers, who read its tickets but no internal notes: ${listed(observers.map(safeName))}.`]),
  ];
  return message(lines.join('\n'), lines.map(section));
}

function listed(names: readonly string[]): string {
  const left = names.length - PEOPLE_SHOWN_MAX;
  return `${names.slice(0, PEOPLE_SHOWN_MAX).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function agentText(agent: ProjectAgentLine): string {
  return agent.isMember ? safeName(agent) : `${safeName(agent)} (added by an admin)`;
}

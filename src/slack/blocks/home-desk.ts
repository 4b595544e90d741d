/** The desk in an admin's Home: projects with what they lack, and ways to configure them. */

import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type { HomeDesk, HomeProject } from '../../services/home/home-content.js';
import { ACTIONS } from '../ids.js';
import { countWords } from './count-words.js';
import { homeHeader } from './home-pieces.js';
import { actions, type Block, button, context, option, section } from './pieces.js';

const NAME_MAX = 100;

/** What an option of a project's menu opens; its value is `edit:IT`, with no key for the default. */
export const PROJECT_FORMS = { edit: 'Edit project…', sla: 'Targets…', calendar: 'Working hours…' } as const;
export type ProjectForm = keyof typeof PROJECT_FORMS;

export function homeDesk({ projects, projectsLeft, findings }: HomeDesk): Block[] {
  const found =
    findings === 0
      ? 'Nothing wrong with the desk, as far as I know without asking Slack.'
      : `:warning: Warning: ${countWords(findings, 'thing')} to look at.`;
  return [
    homeHeader('The desk'),
    section(found),
    actions('desk', [
      button({ actionId: ACTIONS.doctor, text: 'Ask the doctor', value: 'doctor' }),
      defaultButton('sla', 'Default targets…'),
      defaultButton('calendar', 'Default working hours…'),
    ]),
    ...projects.map(projectBlock),
    ...(projectsLeft > 0
      ? [context(`${countWords(projectsLeft, 'further project')}: \`${slash.project} list\`.`)]
      : []),
  ];
}

function defaultButton(form: ProjectForm, text: string) {
  return button({ actionId: `${ACTIONS.projectForm}:${form}`, text, value: `${form}:` });
}

function projectBlock(project: HomeProject): Block {
  const { key, name, agentCount, hasOwnPolicy } = project;
  const facts = [
    ...gapsOf(project),
    countWords(agentCount, 'agent'),
    hasOwnPolicy ? 'targets of its own' : 'default targets',
  ];
  return {
    ...section(`*${escapeText(key)}* ${escapeText(truncate(name, NAME_MAX))}\n${facts.join(' · ')}`),
    accessory: {
      type: 'overflow',
      action_id: ACTIONS.projectForm,
      options: Object.entries(PROJECT_FORMS).map(([form, text]) => option(text, `${form}:${key}`)),
    },
  };
}

function gapsOf({ hasTriage, agentCount }: HomeProject): string[] {
  return [
    ...(hasTriage ? [] : ['*no triage channel*: its tickets come to the admins']),
    ...(agentCount > 0 ? [] : ['*nobody works its tickets*']),
  ];
}

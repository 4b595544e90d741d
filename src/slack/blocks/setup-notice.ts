/** Asks an admin to give a project a triage channel. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { actions, button, message, section } from './pieces.js';
import { setTriageButton } from './triage-card.js';

export function setupNotice(content: {
  projectId: number;
  projectKey: string;
  projectName: string;
}): RenderedMessage {
  const text = `*${escapeText(content.projectName)}* (${escapeText(content.projectKey)}) has no triage channel yet. Until it has one, its tickets and alerts come to the admins here. Choose a private channel: whoever is in it becomes an agent.`;
  return message(text, [
    section(text),
    actions('setup', [setupButton(content.projectKey), setTriageButton(content.projectKey)]),
  ]);
}

function setupButton(projectKey: string) {
  return button({
    actionId: ACTIONS.setup,
    text: 'Set up step by step',
    value: projectKey,
    style: 'primary',
  });
}

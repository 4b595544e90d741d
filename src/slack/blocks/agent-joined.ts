/** Tells a triage channel who works its tickets from now on. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { Person } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';

export function agentJoined(content: {
  projectKey: string;
  projectName: string;
  person: Person;
}): RenderedMessage {
  return textMessage(
    `${nameOf(content.person)} is now an agent of ${escapeText(content.projectName)} (${escapeText(content.projectKey)}) and sees its tickets, internal notes included.`,
  );
}

/** Says that a ticket has become confidential, or is no more, and what that does to what was said before. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { PostContent } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { nameOf, textMessage } from './pieces.js';

type Content = Extract<PostContent, { kind: 'confidentiality' }>;

export function confidentiality(content: Content): RenderedMessage {
  const number = `*${escapeText(content.number)}*`;
  const by = nameOf(content.by);
  if (!content.isConfidential) {
    return textMessage(`${by} took back that ${number} is confidential. ${LIFTED[content.audience]}`);
  }
  const left = content.leftSlackChannelId;
  const words = left === null ? '' : ` ${leftWords(left)}`;
  return textMessage(`${by} made ${number} confidential. ${MADE[content.audience]}${words}`);
}

const MADE: Record<Content['audience'], string> = {
  origin: 'Only you, its agents and people whom they add can see it; the conversation goes on here.',
  triage: 'Only its reporter, you agents and people whom you add can see it.',
};

const LIFTED: Record<Content['audience'], string> = {
  origin: 'Admins can see it again as well; the conversation stays here.',
  triage: 'Admins can see it again as well; the conversation stays in direct messages.',
};

/** What nobody can take back, and who can do something about it. */
export function leftWords(slackChannelId: string): string {
  return `What people wrote in <#${slackChannelId}> stays there for everyone who can read it: whoever wrote something there can delete it. I take out what I had posted there, and say nothing more about it there.`;
}

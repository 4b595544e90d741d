/** The ticket as agents work it: what it is, how it stands, and everything that can be done with it. */

import type { types } from '@slack/bolt';
import { issueTypeLabel } from '../../domain/issue-type.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type { ClosedCard, TicketCard } from '../../domain/post-content.js';
import { PRIORITIES, priorityLabel } from '../../domain/priority.js';
import { isDone } from '../../domain/ticket-status.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { quotedDescription } from './excerpt.js';
import {
  actions,
  type Block,
  button,
  context,
  fields,
  message,
  option,
  plain,
  safeName,
  section,
} from './pieces.js';
import { reasonButton } from './reason-button.js';
import { statusButtons } from './status-buttons.js';
import {
  assigneeWords,
  heading,
  instant,
  originWords,
  plainHeading,
  type RenderOptions,
  statusWords,
  targetWords,
  untilWords,
} from './ticket-words.js';
import { whyButton } from './why-button.js';

/** A card is read in a second; the whole text is in the conversation. */
const EXCERPT_MAX = 600;
const REASON_SHOWN_MAX = 150;

export function triageCard({ card }: { card: TicketCard }, options: RenderOptions): RenderedMessage {
  return message(cardFallback(card), [...postedBlocks(card, options), ...cardControls(card)]);
}

/** The same in an admin's direct messages, with a button to give the project a triage channel; closed until they give a reason. */
export function adminCard(
  content: { card: TicketCard | ClosedCard; projectId: number; canSetTriage: boolean },
  options: RenderOptions,
): RenderedMessage {
  const { card, canSetTriage } = content;
  const setup: Block[] = canSetTriage
    ? [
        context(
          `${safeName({ name: card.projectName })} has no triage channel, so its tickets come to the admins.`,
        ),
        actions('setup', [setTriageButton(card.projectKey)]),
      ]
    : [];
  if ('isClosed' in card) return closedCard(card, setup);
  return message(cardFallback(card), [...postedBlocks(card, options), ...cardControls(card), ...setup]);
}

function closedCard({ number, projectName }: ClosedCard, setup: readonly Block[]): RenderedMessage {
  const text = `*${escapeText(number)}* is a confidential ticket of ${safeName({ name: projectName })}. To see it, give a reason, which is recorded and told to its agents.`;
  return message(text, [section(text), actions('reason', [reasonButton(number)]), ...setup]);
}

export function setTriageButton(projectKey: string) {
  return button({ actionId: ACTIONS.setTriageChannel, text: 'Set triage channel', value: projectKey });
}

function cardFallback(card: TicketCard): string {
  return `${plainHeading(card)} (${statusWords(card).toLowerCase()}, ${priorityLabel(card.priority).toLowerCase()})`;
}

/** It stands until something happens, so it says when it counted what remains. */
function postedBlocks(card: TicketCard, options: RenderOptions): Block[] {
  return cardBlocks(card, options, card.targets?.readAt ?? null);
}

/** What a card tells, with nothing to press but "Why?". `asOf`: as for `targetWords`. */
export function cardBlocks(card: TicketCard, options: RenderOptions, asOf: Date | null = null): Block[] {
  const excerpt = quotedDescription(card, EXCERPT_MAX);
  return [
    section(excerpt === '' ? heading(card) : `${heading(card)}\n${excerpt}`),
    fields([
      ['Status', `${statusWords(card)}${untilWords(card)}`],
      ['Priority', priorityLabel(card.priority)],
      ['Reporter', safeName(card.reporter)],
      ['Assignee', assigneeWords(card)],
    ]),
    ...targetFields(card, asOf),
    context(
      [
        issueTypeLabel(card.issueType),
        `opened ${instant(card.createdAt)}`,
        `conversation: ${originWords(card, options)}`,
        ...(card.isConfidential ? ['*Confidential*'] : []),
        ...beganWords(card),
        ...linkWords(card),
      ].join(' · '),
    ),
  ];
}

function targetFields({ number, targets }: TicketCard, asOf: Date | null): Block[] {
  if (targets === null) return [];
  const shown = fields([
    ['First response', targetWords(targets.response, asOf)],
    ['Resolution', targetWords(targets.resolution, asOf)],
  ]);
  return [{ ...shown, accessory: whyButton(number) }];
}

/** "began Mon 09:15: the printer's log says so". */
function beganWords({ began }: TicketCard): string[] {
  if (began === null) return [];
  const reason = began.reason === null ? '' : `: ${escapeText(truncate(began.reason, REASON_SHOWN_MAX))}`;
  return [`began ${instant(began.at)}${reason}`];
}

const DUPLICATES_SHOWN_MAX = 5;

/** "duplicate of *IT-7*", "has the duplicates *IT-42*, *IT-43*". */
function linkWords({ links: { duplicateOf, duplicates } }: TicketCard): string[] {
  const shown = duplicates.slice(0, DUPLICATES_SHOWN_MAX).map(bold).join(', ');
  const more = duplicates.length - DUPLICATES_SHOWN_MAX;
  const has = duplicates.length === 1 ? 'has the duplicate' : 'has the duplicates';
  return [
    ...(duplicateOf === null ? [] : [`duplicate of ${bold(duplicateOf)}`]),
    ...(duplicates.length === 0 ? [] : [`${has} ${shown}${more > 0 ? ` and ${more} more` : ''}`]),
  ];
}

function bold(number: string): string {
  return `*${escapeText(number)}*`;
}

/** Buttons for the status, menus for assignee and priority, and a form for every field. The number is in the block's id: a menu has no value of its own. */
export function cardControls(card: TicketCard): Block[] {
  const buttons = actions(`moves:${card.number}`, statusButtons(card));
  const more = button({ actionId: ACTIONS.editTicket, text: 'More…', value: card.number });
  const fields = isDone(card.status) ? [more] : [...menus(card), more];
  return [buttons, actions(menusBlockId(card.number, card.changedAt), fields)];
}

const MENUS = 'menus:';

/**
 * Slack keeps what a person chose in a menu as long as the block has the same id, whatever the message says is chosen since; its reference
 * asks for a new id whenever a message changes: https://docs.slack.dev/reference/block-kit/blocks/actions-block
 */
export function menusBlockId(number: string, changedAt?: Date): string {
  return `${MENUS}${number}${changedAt === undefined ? '' : `:${changedAt.getTime()}`}`;
}

/** The ticket whose menu was used, or null for a block that is none of ours. */
export function ticketOfMenus(blockId: string): string | null {
  if (!blockId.startsWith(MENUS)) return null;
  return blockId.slice(MENUS.length).split(':')[0] ?? null;
}

function menus(card: TicketCard): types.ActionsBlockElement[] {
  const options = PRIORITIES.map((priority) => option(priorityLabel(priority), priority));
  const current = options[PRIORITIES.indexOf(card.priority)];
  return [
    {
      type: 'users_select',
      action_id: ACTIONS.assign,
      placeholder: plain('Assign to…'),
      ...(card.assignee === null ? {} : { initial_user: card.assignee.slackUserId }),
    },
    {
      type: 'static_select',
      action_id: ACTIONS.priority,
      placeholder: plain('Priority…'),
      options,
      ...(current === undefined ? {} : { initial_option: current }),
    },
  ];
}

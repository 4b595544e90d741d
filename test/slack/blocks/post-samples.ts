/** One post of every kind, small and as large as anything can be. */
import type { AlertView, CommentView, PostContent, TicketCard } from '../../../src/domain/post-content.js';
import { POST_KINDS, type PostKind } from '../../../src/domain/post-kind.js';

export const AT = new Date('2026-03-02T10:00:00.000Z');

export const bo = { slackUserId: 'U0BO', name: 'Bo' };
export const ana = { slackUserId: 'U0ANA', name: 'Ana' };

export function cardWith(change: Partial<TicketCard> = {}): TicketCard {
  return {
    number: 'IT-42',
    projectKey: 'IT',
    projectName: 'IT Support',
    title: 'VPN down',
    description: 'Since this morning.',
    status: 'open',
    priority: 'high',
    issueType: 'incident',
    resolution: null,
    heldUntil: null,
    isConfidential: false,
    reporter: bo,
    assignee: ana,
    createdAt: AT,
    changedAt: AT,
    began: { at: AT, reason: 'printer logs say so' },
    targets: {
      response: { state: 'met', at: AT, remainingSeconds: null, workingDaySeconds: 28_800 },
      resolution: { state: 'running', at: AT, remainingSeconds: 12_000, workingDaySeconds: 28_800 },
      readAt: AT,
    },
    origin: { slackChannelId: 'C0HELP', threadTs: '1772445600.000100', isDirect: false },
    triage: { slackChannelId: 'C0TRIAGE', threadTs: '1772445600.000200' },
    links: { duplicateOf: 'IT-7', duplicates: [] },
    ...change,
  };
}

export function commentWith(change: Partial<CommentView> = {}): CommentView {
  return {
    id: 7,
    author: bo,
    isAuthorAgent: false,
    content: 'Any news?',
    createdAt: AT,
    editedAt: null,
    isDeleted: false,
    files: [],
    ...change,
  };
}

type Parts = { card: TicketCard; comment: CommentView; person: typeof bo; projectName: string };

/** What can be told in one message of several. */
function gatheredOf({ card, comment, person }: Parts): PostContent[] {
  const { number, title } = card;
  const moved = { isByComment: false, isKept: false, audience: 'watcher', to: 'resolved' } as const;
  return [
    { kind: 'status_line', ...moved, card, event: 'resolve', by: person },
    { kind: 'assigned', number, title, assignee: ana, by: person },
    { kind: 'mirror', number, comment, mentions: [] },
    { kind: 'waiting_reminder', number, title, reporter: bo, isOffer: true },
    { kind: 'closing_notice', number, title, reporter: bo, closesAt: AT },
    { kind: 'hold_over', number, title, assignee: ana, heldUntilAt: AT },
    { kind: 'made_watcher', number, title, by: person },
    { kind: 'breach', alert: { ...alertOf(card, { percent: 100 }), toldAs: 'deadlines' } },
    {
      kind: 'alert_digest',
      lines: Array.from({ length: 20 }, () => alertOf(card, { percent: 80 })),
      more: 999,
    },
  ];
}

/** Every kind, made of these parts. */
export function postsOf({ card, comment, person, projectName }: Parts): Record<PostKind, PostContent> {
  const { number, title, projectKey } = card;
  return {
    origin_card: { kind: 'origin_card', isThreadRoot: true, card, mentions: [bo.slackUserId] },
    triage_card: { kind: 'triage_card', card },
    admin_card: { kind: 'admin_card', card, projectId: 1, canSetTriage: true },
    mirror: { kind: 'mirror', number, comment, mentions: [ana.slackUserId] },
    reply: { kind: 'reply', number, comment },
    reply_receipt: { kind: 'reply_receipt', number, comment },
    note: { kind: 'note', number, comment },
    carried_file: {
      kind: 'carried_file',
      ...{ number, audience: 'triage', file: { slackFileId: 'F0FILE', name: title } },
    },
    assigned: { kind: 'assigned', number, title, assignee: ana, by: person },
    status_line: {
      kind: 'status_line',
      isByComment: false,
      isKept: false,
      card,
      audience: 'watcher',
      event: 'resolve',
      to: 'resolved',
      by: person,
      duplicateOf: number,
    },
    waiting_reminder: { kind: 'waiting_reminder', number, title, reporter: bo, isOffer: true },
    reminder: { kind: 'reminder', card, text: title, remindAt: AT },
    made_watcher: { kind: 'made_watcher', number, title, by: person },
    made_observer: { kind: 'made_observer', projectKey, projectName },
    hold_over: { kind: 'hold_over', number, title, assignee: ana, heldUntilAt: AT },
    closing_notice: { kind: 'closing_notice', number, title, reporter: bo, closesAt: AT },
    at_risk: { kind: 'at_risk', alert: alertOf(card, { percent: 80 }) },
    breach: { kind: 'breach', alert: alertOf(card, { percent: 100 }) },
    alert_digest: {
      kind: 'alert_digest',
      lines: Array.from({ length: 20 }, (_, index) => alertOf(card, { percent: index % 2 === 0 ? 100 : 80 })),
      more: 999,
    },
    gathered: {
      kind: 'gathered',
      ticket: { notices: gatheredOf({ card, comment, person, projectName }), more: 3 },
    },
    daily_digest: {
      kind: 'daily_digest',
      tickets: Array.from({ length: 15 }, () => ({
        notices: gatheredOf({ card, comment, person, projectName }).slice(-8),
        more: 1,
      })),
      more: 99,
    },
    linked_note: { kind: 'linked_note', ticket: { number, title }, by: person },
    confidentiality: {
      ...{ kind: 'confidentiality', number, audience: 'origin', isConfidential: true, by: person },
      leftSlackChannelId: 'C0HELP',
    },
    moved: {
      ...{
        kind: 'moved',
        audience: 'triage',
        number,
        projectName,
        from: 'IT-42',
        fromName: projectName,
        by: person,
      },
      ...{ hasNotesLeft: true, isOpenUnlikeOthers: true },
    },
    moved_away: { kind: 'moved_away', from: 'IT-42', to: number, toName: projectName, by: person },
    reason_given: {
      kind: 'reason_given',
      number,
      by: person,
      reason: title.repeat(3).slice(0, 500),
      endsAt: AT,
    },
    offer_new_ticket: { kind: 'offer_new_ticket', number, title, commentId: 7 },
    agent_joined: { kind: 'agent_joined', projectKey, projectName, person },
    setup_notice: { kind: 'setup_notice', projectId: 1, projectKey, projectName },
    outage: {
      kind: 'outage',
      isOver: false,
      down: { fromAt: AT, untilAt: AT },
      jobs: Array.from({ length: 50 }, (_, index) => ({
        job: index === 0 ? 'sweep-clocks' : title.slice(0, 40),
        sinceAt: AT,
        endedAt: index % 2 === 0 ? null : AT,
        failures: index,
      })),
    },
    recovered: {
      kind: 'recovered',
      number: card.number,
      replies: 2_147_483_647,
      edits: 1,
      deletions: 2_147_483_647,
    },
    leaver: {
      kind: 'leaver',
      ...{ projectKey, projectName, person, isGone: true },
      tickets: Array.from({ length: 10 }, (_, index) => ({
        number: `${number.slice(0, -1)}${index}`,
        title,
        ...{ status: card.status, priority: card.priority, isConfidential: true },
        due: { at: AT, isOverdue: true },
      })),
      ...{ more: 2_147_483_647, hidden: 2_147_483_647 },
    },
    draft_prompt: {
      kind: 'draft_prompt',
      draftId: 2_147_483_647,
      isReminder: false,
      tickets: Array.from({ length: 4 }, () => ({ number, title, readIn: title.slice(0, 80) })),
    },
    undelivered: {
      kind: 'undelivered',
      postId: 2_147_483_647,
      place: { kind: 'person', name: person.name },
      reason: title,
      count: 2_147_483_647,
    },
  };
}

function alertOf(card: TicketCard, { percent }: { percent: number }): AlertView {
  return {
    ...{ number: card.number, projectName: card.projectName, priority: card.priority, card },
    ...{ target: 'response', percent, at: AT, dueAt: AT, targetSeconds: 12_000 },
    ...{ isReminder: true, isUnchecked: true, stoppedAt: null, isInThread: false, noticeId: 2_147_483_647 },
  };
}

export const SMALL = postsOf({
  card: cardWith(),
  comment: commentWith(),
  person: ana,
  projectName: 'IT Support',
});

/** Each text as long as the database or Slack lets it be, of characters that grow when they are escaped. */
export function largest(character: string): Record<PostKind, PostContent> {
  const name = character.repeat(80);
  const person = { slackUserId: 'U0LARGEST12', name };
  const projectName = character.repeat(255);
  return postsOf({
    card: cardWith({
      number: 'HELPDESKIT-2147483647',
      projectKey: 'HELPDESKIT',
      projectName,
      title: character.repeat(200),
      description: character.repeat(40_000),
      reporter: person,
      assignee: person,
      isConfidential: true,
      began: { at: AT, reason: character.repeat(500) },
    }),
    comment: commentWith({
      author: person,
      content: character.repeat(40_000),
      editedAt: AT,
      files: Array.from({ length: 50 }, (_, index) => ({
        name: character.repeat(255),
        urlPrivate: `https://files.slack.com/${index}/${'x'.repeat(200)}`,
      })),
    }),
    person,
    projectName,
  });
}

export const KINDS = POST_KINDS;

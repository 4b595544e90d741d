/** What a post shows, as plain data: loaded by services when it is sent, turned into blocks by the Slack side. */
import type { IssueType } from './issue-type.js';
import type { NoticeKind } from './notices/notice-kind.js';
import type { Priority } from './priority.js';
import type { Resolution } from './resolution.js';
import type { LifecycleEvent, TicketStatus } from './ticket-status.js';

export type Person = { slackUserId: string; name: string };

/**
 * One target as it stands: `at` is null while paused and when there is none. `remainingSeconds` are of business time, negative by how
 * much a target was missed, null where it is met or not known. `workingDaySeconds` are those of a working day, where all are alike.
 */
export type CardTarget = {
  state: 'running' | 'paused' | 'met' | 'breached' | 'none';
  at: Date | null;
  remainingSeconds: number | null;
  workingDaySeconds: number | null;
};

/** `readAt`: the moment that what remains was counted for. */
export type CardTargets = { response: CardTarget; resolution: CardTarget; readAt: Date };

export type TicketCard = {
  number: string;
  projectKey: string;
  projectName: string;
  title: string;
  description: string;
  status: TicketStatus;
  priority: Priority;
  issueType: IssueType;
  resolution: Resolution | null;
  /** On hold until then; null also where it is on hold for an open time. */
  heldUntil: Date | null;
  isConfidential: boolean;
  reporter: Person;
  assignee: Person | null;
  createdAt: Date;
  changedAt: Date;
  /** Where the clock starts, if that is well before the ticket was opened; for agents. */
  began: { at: Date; reason: string | null } | null;
  /** Null where the reader is not shown targets (requesters, unless the project says so), and in messages that tell none. */
  targets: CardTargets | null;
  /** Where the reporter and the agents talk; null until its root is posted. */
  origin: { slackChannelId: string; threadTs: string; isDirect: boolean } | null;
  triage: { slackChannelId: string; threadTs: string } | null;
  /** As far as everybody who reads it may see the others. */
  links: TicketLinks;
};

/** Numbers. `duplicateOf` null: of none, or of one that is not told. */
export type TicketLinks = { duplicateOf: string | null; duplicates: readonly string[] };
export const NO_LINKS: TicketLinks = { duplicateOf: null, duplicates: [] };

/** What an admin is told of a confidential ticket before they have given a reason. */
export type ClosedCard = Pick<TicketCard, 'number' | 'projectKey' | 'projectName'> & { isClosed: true };

export type CommentView = {
  id: number;
  author: Person;
  isAuthorAgent: boolean;
  /** Slack mrkdwn as its author wrote it. */
  content: string;
  createdAt: Date;
  editedAt: Date | null;
  isDeleted: boolean;
  files: readonly { name: string; urlPrivate: string | null }[];
};

export type CarriedFile = { slackFileId: string; name: string };

/** A warning or a breach, as its reader may know it. */
export type AlertView = {
  /** Null where its readers may not know which ticket it is. */
  number: string | null;
  projectName: string;
  priority: Priority;
  target: 'response' | 'resolution';
  /** Of the target that had passed by `at`; 100 is the breach. */
  percent: number;
  at: Date;
  /** Null where there is no telling: paused since, or without a target now. */
  dueAt: Date | null;
  /** When the answer or the solution came, late or not; null while there is none. */
  stoppedAt: Date | null;
  /** Business seconds. */
  targetSeconds: number | null;
  isReminder: boolean;
  /** An answer may not have been heard: nobody listened to Slack for a while, and the threads are not read again yet. */
  isUnchecked: boolean;
  /** In the ticket's own thread there is nothing to link to. */
  isInThread: boolean;
  /** Null where the reader may know no more than the above. */
  card: TicketCard | null;
  /** What "Snooze" puts off; null where the reader may not. */
  noticeId: number | null;
  /** What it is to the one person who reads it; left out in channels. */
  toldAs?: NoticeKind;
};

/** What one person is told of one ticket in one message, oldest first. */
export type GatheredTicket = { notices: readonly PostContent[]; more: number };

export type PostContent =
  /** `isThreadRoot` is false under a message, which says already what is the matter. */
  | { kind: 'origin_card'; card: TicketCard; mentions: readonly string[]; isThreadRoot: boolean }
  | { kind: 'triage_card'; card: TicketCard }
  /** `canSetTriage` is false once the project has a triage channel. */
  | { kind: 'admin_card'; card: TicketCard | ClosedCard; projectId: number; canSetTriage: boolean }
  /** `mentions`: the assignee, when the ticket waited for this reply. */
  | { kind: 'mirror'; number: string; comment: CommentView; mentions: readonly string[] }
  | { kind: 'reply'; number: string; comment: CommentView }
  | { kind: 'reply_receipt'; number: string; comment: CommentView }
  | { kind: 'note'; number: string; comment: CommentView }
  /** `slackFileId`: the file as it was given. */
  | { kind: 'carried_file'; number: string; audience: 'origin' | 'triage'; file: CarriedFile }
  /** `isQuiet`, here and below: their settings keep the mention from the person whom it is for. */
  | {
      kind: 'assigned';
      number: string;
      title: string;
      assignee: Person;
      by: Person | null;
      isQuiet?: boolean;
    }
  | {
      kind: 'status_line';
      card: TicketCard;
      audience: 'origin' | 'triage' | 'watcher';
      event: LifecycleEvent;
      to: TicketStatus;
      by: Person | null;
      /** A comment caused it, which may not have been meant so. */
      isByComment: boolean;
      /** It was reopened by a comment, and that was taken back. */
      isKept: boolean;
      /** The number of what it was resolved as a duplicate of, where everybody who reads the line may see that one. */
      duplicateOf?: string;
    }
  /** `isOffer`: it has waited so long that it may be settled. */
  | {
      kind: 'waiting_reminder';
      number: string;
      title: string;
      reporter: Person;
      isOffer: boolean;
      isQuiet?: boolean;
    }
  | {
      kind: 'closing_notice';
      number: string;
      title: string;
      reporter: Person;
      closesAt: Date;
      isQuiet?: boolean;
    }
  | {
      kind: 'hold_over';
      number: string;
      title: string;
      assignee: Person | null;
      heldUntilAt: Date;
      isQuiet?: boolean;
    }
  /** `text`: Slack mrkdwn as they wrote it, empty for none. */
  | { kind: 'reminder'; card: TicketCard; text: string; remindAt: Date }
  | { kind: 'made_watcher'; number: string; title: string; by: Person }
  | { kind: 'made_observer'; projectKey: string; projectName: string }
  | { kind: 'at_risk'; alert: AlertView }
  | { kind: 'breach'; alert: AlertView }
  /** Oldest first; `more` are not listed. */
  | { kind: 'alert_digest'; lines: readonly AlertView[]; more: number }
  /** `ticket`: null where whoever reads the thread may not know which one it is. */
  | { kind: 'linked_note'; ticket: { number: string; title: string } | null; by: Person }
  /** `leftSlackChannelId`: where it was talked about before, in a channel that others read. */
  | {
      kind: 'confidentiality';
      number: string;
      audience: 'origin' | 'triage';
      isConfidential: boolean;
      by: Person;
      leftSlackChannelId: string | null;
    }
  /** `from`: its number before, in the project of that name. The two last are for the agents alone. */
  | {
      kind: 'moved';
      audience: 'origin' | 'triage';
      number: string;
      projectName: string;
      from: string;
      fromName: string;
      by: Person;
      /** Agents of projects that it was in before keep notes of theirs. */
      hasNotesLeft: boolean;
      /** Every new ticket of this project is confidential, and this one is not. */
      isOpenUnlikeOthers: boolean;
    }
  | { kind: 'moved_away'; from: string; to: string; toName: string; by: Person }
  | { kind: 'reason_given'; number: string; by: Person; reason: string; endsAt: Date }
  | { kind: 'offer_new_ticket'; number: string; title: string; commentId: number }
  | { kind: 'recovered'; number: string; replies: number; edits: number; deletions: number }
  | { kind: 'agent_joined'; projectKey: string; projectName: string; person: Person }
  /**
   * `tickets`: those that come first; `more` are not listed. `hidden`: further ones, confidential, of which their reader may know no more.
   * `isGone`: they have left the workspace, not only the project.
   */
  | {
      kind: 'leaver';
      projectKey: string;
      projectName: string;
      person: Person;
      isGone: boolean;
      tickets: readonly LeftTicket[];
      more: number;
      hidden: number;
    }
  | { kind: 'setup_notice'; projectId: number; projectKey: string; projectName: string }
  /** `tickets`: open ones that it could be added to, newest first. */
  | {
      kind: 'draft_prompt';
      draftId: number;
      isReminder: boolean;
      tickets: readonly DraftChoice[];
    }
  /** `down`: when the whole desk stood still. `isOver`: the message that says so. */
  | {
      kind: 'outage';
      jobs: readonly StoppedJob[];
      down: { fromAt: Date; untilAt: Date } | null;
      isOver: boolean;
    }
  /** `count` messages wait for somebody to repair the cause; `postId` is one of them. */
  | { kind: 'undelivered'; postId: number; place: PostPlaceView; reason: string; count: number }
  | { kind: 'gathered'; ticket: GatheredTicket }
  /** `more` tickets are not listed. */
  | { kind: 'daily_digest'; tickets: readonly GatheredTicket[]; more: number };

/** `endedAt` is null while it lasts; `failures`: since its last success, 0 where it is not even tried. */
export type StoppedJob = { job: string; sinceAt: Date; endedAt: Date | null; failures: number };

/** An open ticket whose assignee works it no more. `dueAt`: of the target that comes next, or has passed. */
export type LeftTicket = {
  number: string;
  title: string;
  status: TicketStatus;
  priority: Priority;
  isConfidential: boolean;
  due: { at: Date; isOverdue: boolean } | null;
};

/** A ticket that what somebody wrote could be added to. `readIn`: name of the channel in whose thread others read it then, if there is one. */
export type DraftChoice = { number: string; title: string; readIn: string | null };

/** Where a message was to go. */
export type PostPlaceView = { kind: 'channel'; slackChannelId: string } | { kind: 'person'; name: string };

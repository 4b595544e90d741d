/** The kinds of durable messages that the bot puts into Slack, and how each behaves once it is there. */

/**
 * `isLive`: follows the ticket or its comment, so a change raises the wanted version and the message is updated. What tells of one moment
 * follows only who may see the ticket.
 * `opensThread`: replies under it belong to the ticket, in the named role.
 * `saidTo`: whom a channel must consist of for it to be said there, whatever thread it goes into. In the triage thread that is always agents.
 * Direct messages are judged by whose they are, and what is only ever addressed to one person needs no channel.
 */
type PostRule = { isLive: boolean; opensThread: 'origin' | 'triage' | null; saidTo: ChannelReaders };

/** `members`: those who were there in private, and nobody who could read it since. */
export type ChannelReaders = 'agents' | 'members' | 'anybody';

export const POST_RULES = {
  /** The ticket as its reporter sees it: the first reply in the origin thread, or its root. */
  origin_card: { isLive: true, opensThread: 'origin', saidTo: 'anybody' },
  /** The ticket with the agents' buttons, in the triage channel. */
  triage_card: { isLive: true, opensThread: 'triage', saidTo: 'agents' },
  /** The same in an admin's direct messages, while the project has no triage channel. */
  admin_card: { isLive: true, opensThread: null, saidTo: 'anybody' },
  /** A public comment copied into the triage thread. */
  mirror: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** An agent's public answer, carried from triage or a command into the origin thread. */
  reply: { isLive: true, opensThread: null, saidTo: 'anybody' },
  /** The same answer as the agents see it in triage, with Edit and Withdraw. */
  reply_receipt: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** An internal comment made with a command, shown to the agents in the triage thread. */
  note: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** A file of a public comment or a description, given anew to whoever cannot open it where it was given. */
  carried_file: { isLive: true, opensThread: null, saidTo: 'anybody' },
  /** Mentions the new assignee in the triage thread. */
  assigned: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** One line about a change of status (waiting, resolved, reopened, closed), for the origin or the triage thread. */
  status_line: { isLive: true, opensThread: null, saidTo: 'anybody' },
  /** Reminds the reporter of a ticket that waits for them. */
  waiting_reminder: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Tells the reporter that a resolved ticket is closed by itself on the next day. */
  closing_notice: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Tells the agents, and whoever has it, that a ticket goes on that was on hold until now. */
  hold_over: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** What somebody asked to be reminded of, in their direct messages. */
  reminder: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Tells somebody that another person has them watch a ticket. */
  made_watcher: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Tells somebody that an admin has them observe a project. */
  made_observer: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Most of a target is spent. */
  at_risk: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** A target has passed unmet. */
  breach: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** Many of these two for one place at once. */
  alert_digest: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** Tells a private thread that it is now an internal thread of a ticket. */
  linked_note: { isLive: true, opensThread: null, saidTo: 'members' },
  /** One line about a ticket that has become confidential, or is no more, for the origin or the triage thread. */
  confidentiality: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** One line about a ticket that has come from another project, for the origin or the triage thread. */
  moved: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Where a ticket's card was and in its thread, once it has gone to another project: where it is now. */
  moved_away: { isLive: false, opensThread: null, saidTo: 'agents' },
  /** Tells the agents that an admin has opened a confidential ticket, and why. */
  reason_given: { isLive: false, opensThread: null, saidTo: 'agents' },
  /** A requester wrote on a closed ticket: offers a new one. */
  offer_new_ticket: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Tells the agents what was read back from Slack that had never come as an event. */
  recovered: { isLive: false, opensThread: null, saidTo: 'agents' },
  /** Tells a triage channel of a new agent. */
  agent_joined: { isLive: false, opensThread: null, saidTo: 'agents' },
  /** Lists the open tickets of somebody who works the project no more. */
  leaver: { isLive: true, opensThread: null, saidTo: 'agents' },
  /** Asks the admins to set up a triage channel. */
  setup_notice: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Asks somebody who wrote to the bot what is to become of it; gone once that is decided. */
  draft_prompt: { isLive: true, opensThread: null, saidTo: 'anybody' },
  /** Tells the admins that background work has stopped, or runs again. */
  outage: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** Tells the admins that Slack takes no more messages for a conversation. */
  undelivered: { isLive: false, opensThread: null, saidTo: 'anybody' },
  /** What one person was to be told of one ticket within a minute, or in their quiet hours, in one message. */
  gathered: { isLive: true, opensThread: null, saidTo: 'anybody' },
  /** What one person wants to be told once a day. */
  daily_digest: { isLive: true, opensThread: null, saidTo: 'anybody' },
} as const satisfies Record<string, PostRule>;

export type PostKind = keyof typeof POST_RULES;

export const POST_KINDS = Object.keys(POST_RULES) as PostKind[];

/** The kinds that are said where a channel consists of these. */
export function kindsSaidTo(readers: ChannelReaders): PostKind[] {
  return POST_KINDS.filter((kind) => POST_RULES[kind].saidTo === readers);
}

export const LIVE_CARD_KINDS = ['origin_card', 'triage_card', 'admin_card'] as const satisfies PostKind[];

export function isPostKind(kind: string): kind is PostKind {
  return Object.hasOwn(POST_RULES, kind);
}

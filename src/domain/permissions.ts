/** Who may do what: one table of relation × action, read by every service inside the transaction that acts. */

import type { TicketStatus } from './ticket-status.js';

/** The person who acts, as far as permissions are concerned. */
export type Actor = {
  userId: number;
  isAdmin: boolean;
  isGuest: boolean;
  isExternal: boolean;
  isDeactivated: boolean;
  /** Ids of the projects whose agent they are. */
  agentOf: ReadonlySet<number>;
  /** Ids of the projects whose tickets an admin lets them read, and no more. */
  observerOf: ReadonlySet<number>;
  /** Ids of the confidential tickets that they, as an admin, have given a reason for a short while ago. */
  openedTickets: ReadonlySet<number>;
};

/** What a decision about a ticket depends on; read after the ticket's row is locked. */
export type TicketFacts = {
  ticketId: number;
  projectId: number;
  reporterId: number;
  assigneeId: number | null;
  watcherIds: ReadonlySet<number>;
  isConfidential: boolean;
  status: TicketStatus;
  /** Of this actor: the origin thread is in a public, unshared channel, and a guest is in that channel. */
  canReadOrigin: boolean;
};

/** How an actor stands to a ticket; one person can stand in several relations and has the rights of all of them. */
export const RELATIONS = ['reporter', 'watcher', 'reader', 'observer', 'agent', 'admin'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Observers read: what they could do besides would make them somebody else, or outlast their being one. */
const ALL: readonly Relation[] = RELATIONS;
const EVERYONE_NEAR: readonly Relation[] = ['reporter', 'watcher', 'reader', 'agent', 'admin'];
const AGENTS: readonly Relation[] = ['agent', 'admin'];
const REPORTER_AND_AGENTS: readonly Relation[] = ['reporter', 'agent', 'admin'];
const AGENTS_ALONE: readonly Relation[] = ['agent'];

/** `watch` is for oneself; `add_watcher` shows the ticket to somebody else, which is why only agents have it. */
const ALLOWED = {
  view: ALL,
  view_history: ALL,
  view_sla: ALL,
  comment_public: EVERYONE_NEAR,
  watch: EVERYONE_NEAR,
  unwatch: EVERYONE_NEAR,
  view_internal: AGENTS,
  comment_internal: AGENTS,
  add_watcher: AGENTS,
  assign: AGENTS,
  change_reporter: AGENTS,
  prioritise: AGENTS,
  retitle: AGENTS,
  retype: AGENTS,
  tag: AGENTS,
  start: AGENTS,
  wait: AGENTS,
  hold: AGENTS,
  block: AGENTS,
  resume: AGENTS,
  move: AGENTS,
  backdate: AGENTS,
  snooze_alerts: AGENTS,
  redact: AGENTS,
  make_confidential: REPORTER_AND_AGENTS,
  lift_confidentiality: AGENTS_ALONE,
  resolve: REPORTER_AND_AGENTS,
  close: REPORTER_AND_AGENTS,
  reopen: REPORTER_AND_AGENTS,
} as const satisfies Record<string, readonly Relation[]>;

export type TicketAction = keyof typeof ALLOWED;
export const TICKET_ACTIONS = Object.keys(ALLOWED) as readonly TicketAction[];

/** What is narrower in one status than the table says. */
const NARROWED: Partial<Record<TicketAction, Partial<Record<TicketStatus, readonly Relation[]>>>> = {
  reopen: { closed: AGENTS },
};

/**
 * What is narrower while a ticket is confidential. An admin's reason lets them see and work it for a while; what would let them, or
 * somebody else, see it for longer is for its agents.
 */
const NARROWED_WHILE_CONFIDENTIAL: Partial<Record<TicketAction, readonly Relation[]>> = {
  watch: ['reporter', 'watcher', 'agent'],
  move: AGENTS_ALONE,
  add_watcher: AGENTS_ALONE,
  change_reporter: AGENTS_ALONE,
};

export const DESK_ACTIONS = [
  'manage_projects',
  'manage_agents',
  'manage_policies',
  'manage_calendars',
  'look_after_desk',
  'erase_people',
] as const;
export type DeskAction = (typeof DESK_ACTIONS)[number];

/**
 * Every relation that counts. Guests and outsiders are never agents or admins, whatever their rows say, and outsiders cannot be
 * readers of an unshared channel. Someone deactivated has none. Being an admin opens no confidential ticket by itself: that
 * takes a recorded reason; being an observer opens none at all.
 */
export function relationsOf(actor: Actor, ticket: TicketFacts): Set<Relation> {
  const relations = new Set<Relation>();
  if (actor.isDeactivated) return relations;
  const isInsider = !actor.isGuest && !actor.isExternal;
  if (actor.userId === ticket.reporterId) relations.add('reporter');
  if (ticket.watcherIds.has(actor.userId)) relations.add('watcher');
  if (ticket.canReadOrigin && !ticket.isConfidential && !actor.isExternal) relations.add('reader');
  if (isInsider && !ticket.isConfidential && actor.observerOf.has(ticket.projectId))
    relations.add('observer');
  if (isInsider && actor.agentOf.has(ticket.projectId)) relations.add('agent');
  const isOpenToAdmins = !ticket.isConfidential || actor.openedTickets.has(ticket.ticketId);
  if (isInsider && actor.isAdmin && isOpenToAdmins) relations.add('admin');
  return relations;
}

/** Whether the table lets this actor do this to this ticket. Says nothing about whether its status allows it. */
export function can(actor: Actor, action: TicketAction, ticket: TicketFacts): boolean {
  const narrowed = ticket.isConfidential ? NARROWED_WHILE_CONFIDENTIAL[action] : undefined;
  const allowed = narrowed ?? NARROWED[action]?.[ticket.status] ?? ALLOWED[action];
  const relations = relationsOf(actor, ticket);
  return allowed.some((relation) => relations.has(relation));
}

/** Of which projects somebody reads what their agents wrote on a ticket for themselves. */
export type InternalReach = 'all' | ReadonlySet<number>;

/**
 * What was written internally stays with the agents of the project in which it was written, also when the ticket is in another one by now:
 * whoever sees the ticket reads what is of their own projects, whoever acts as its admin all of it.
 */
export function internalReach(actor: Actor, ticket: TicketFacts): InternalReach {
  if (!can(actor, 'view', ticket)) return new Set();
  if (relationsOf(actor, ticket).has('admin')) return 'all';
  return isWorkingInsider(actor) ? actor.agentOf : new Set();
}

/** `projectId`: the one in which it was written. */
export function isInReach(reach: InternalReach, projectId: number): boolean {
  return reach === 'all' || reach.has(projectId);
}

/** Whether this actor could see the ticket once they had given a reason: admins may know that there is one. */
export function needsReason(actor: Actor, ticket: TicketFacts): boolean {
  return ticket.isConfidential && isWorkingAdmin(actor) && !can(actor, 'view', ticket);
}

/** Whether this actor may configure that part of the desk: working admins only. */
export function canDesk(actor: Actor, action: DeskAction): boolean {
  return DESK_ACTIONS.includes(action) && isWorkingAdmin(actor);
}

/**
 * Whether a ticket may be given to this person: agents of its project and admins; a confidential one only agents, who can see it. Being
 * assigned grants nothing.
 */
export function canBeAssigned(
  person: Actor,
  ticket: { projectId: number; isConfidential: boolean },
): boolean {
  return isAgentOf(person, ticket.projectId) || (!ticket.isConfidential && isWorkingAdmin(person));
}

/** How a ticket of a message was asked for; `every_message`: by nobody, the project wants every one to become a ticket. */
export type TicketWish = 'shortcut' | 'mention' | 'reaction' | 'every_message';

/**
 * Whether this person may make a ticket of a message. Guests and outsiders only of their own; a reaction by an outsider does
 * nothing. That they can read the message at all is Slack's doing: they reacted to it or opened its menu.
 */
export function canMakeTicketOf(actor: Actor, message: { isOwn: boolean; via: TicketWish }): boolean {
  if (actor.isDeactivated || (actor.isExternal && message.via === 'reaction')) return false;
  return message.isOwn || isWorkingInsider(actor);
}

/** A view that is shared with a project is its agents' together, whoever made it; any other is its owner's alone. */
export function canUseView(actor: Actor, view: { ownerId: number; projectId: number | null }): boolean {
  if (view.projectId !== null) return isAgentOf(actor, view.projectId);
  return !actor.isDeactivated && actor.userId === view.ownerId;
}

/** Whether this person works that project's tickets; never a guest, an outsider or someone deactivated. */
export function isAgentOf(person: Actor, projectId: number): boolean {
  return isWorkingInsider(person) && person.agentOf.has(projectId);
}

/** Whether this person acts as an agent does on that project's tickets: its agents and admins, where the table names both. */
export function actsAsAgent(actor: Actor, projectId: number): boolean {
  return isAgentOf(actor, projectId) || isWorkingAdmin(actor);
}

function isWorkingAdmin(actor: Actor): boolean {
  return isWorkingInsider(actor) && actor.isAdmin;
}

function isWorkingInsider(actor: Actor): boolean {
  return !actor.isDeactivated && !actor.isGuest && !actor.isExternal;
}

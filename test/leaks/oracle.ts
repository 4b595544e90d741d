/** Who may read what, once more in plain words and without the code that it judges: what the documents promise. */

export type ModelPerson = {
  agentOf: Set<string>;
  /** Projects whose tickets they read, and no more. */
  observes: Set<string>;
  isAdmin: boolean;
  isGuest: boolean;
  isExternal: boolean;
  isDeactivated: boolean;
  /** What the desk calls them: once they are erased, nobody reads it any more. */
  shownName: string;
  /** Who now comes by their Slack id is a stranger to the desk. */
  isErased: boolean;
};

export type ModelTicket = {
  number: string;
  /** One that it had in another project, and is asked for by as well. */
  formerNumber: string | null;
  project: string;
  /** Projects that it was in before: their agents keep what stands in their channel, and what they wrote for themselves. */
  left: Set<string>;
  reporter: string;
  watchers: Set<string>;
  /** Those of them who follow it by themselves, as whoever sees it can: nobody meant them to see it once it is confidential. */
  followers: Set<string>;
  isConfidential: boolean;
  /** Where it is talked about: direct messages, or a channel. */
  origin: 'direct' | 'CHELP';
  /** Its channel was private for a while: that it is public now makes nobody a reader. */
  wasPrivate: boolean;
  /** Private channels in which a thread is one of its internal ones, and its people were told so. */
  linkedIn: Set<string>;
  /** Admins who have given a reason that still counts. */
  openedBy: Set<string>;
};

/** `title`: what a private thread that belongs to the ticket is told of it. `by`: null for what came with the ticket. */
export type MarkKind = 'title' | 'public' | 'internal';
export type Mark = {
  mark: string;
  ticket: ModelTicket;
  kind: MarkKind;
  /** In which it was written, or which has taken it along. */
  project: string;
  /** Projects whose agents were told of it while its ticket was theirs. */
  toldIn: Set<string>;
  by: string | null;
  isRedacted: boolean;
  /** Its author has written something else in its place: it is in the history, for them and for agents. */
  isFormer: boolean;
};

/** As Slack has it: `members` counts where it is private. */
export type ModelRoom = {
  isPublic: boolean;
  isShared: boolean;
  members: Set<string>;
  agentsOf: string | null;
  /** Slack's event of its conversion was lost, or came with no answer to what it is now. */
  isUnheard: boolean;
  /** Slack does not say what it is: until it does, nothing is said or changed there. */
  isUnknown: boolean;
  /** Has been of another kind: who leaves a channel that is no triage channel any more stays an agent until there is another. */
  isConverted: boolean;
};

export type Model = {
  people: Map<string, ModelPerson>;
  rooms: Map<string, ModelRoom>;
  tickets: ModelTicket[];
  marks: Mark[];
};

const isInsider = (person: ModelPerson) => !person.isGuest && !person.isExternal && !person.isDeactivated;

export function isAgentFor(model: Model, name: string, ticket: ModelTicket): boolean {
  const person = model.people.get(name);
  return person !== undefined && isInsider(person) && person.agentOf.has(ticket.project);
}

export function worksOn(model: Model, name: string, ticket: ModelTicket): boolean {
  const person = model.people.get(name);
  if (person === undefined || !isInsider(person)) return false;
  if (person.agentOf.has(ticket.project)) return true;
  return person.isAdmin && (!ticket.isConfidential || ticket.openedBy.has(name));
}

export function seesTicket(model: Model, name: string, ticket: ModelTicket): boolean {
  const person = model.people.get(name);
  if (person === undefined || person.isDeactivated) return false;
  if (name === ticket.reporter || ticket.watchers.has(name) || worksOn(model, name, ticket)) return true;
  const room = model.rooms.get(ticket.origin);
  if (ticket.isConfidential || !isInsider(person)) return false;
  if (person.observes.has(ticket.project)) return true;
  if (ticket.wasPrivate) return false;
  return room?.isPublic === true && !room.isShared;
}

/** What agents wrote for themselves is for those of their project, if they see the ticket. */
function readsInternal(model: Model, name: string, { ticket, project }: Mark): boolean {
  const person = model.people.get(name);
  if (person === undefined || !isInsider(person) || !seesTicket(model, name, ticket)) return false;
  return person.agentOf.has(project) || (person.isAdmin && worksOn(model, name, { ...ticket, project: '' }));
}

/** Somebody to whom some of what is for agents is told: of the ticket's project, or of one that it was in. */
export function isToldAsAgent(model: Model, name: string, ticket: ModelTicket): boolean {
  const asAgentOf = (project: string) => model.people.get(name)?.agentOf.has(project) === true;
  const wasTheirs = [...ticket.left].some(asAgentOf) && seesTicket(model, name, ticket);
  return wasTheirs || worksOn(model, name, ticket);
}

/** That there is such a ticket, and its number: admins may know that of every one. */
export function knowsOf(model: Model, name: string, ticket: ModelTicket): boolean {
  const person = model.people.get(name);
  return seesTicket(model, name, ticket) || (person?.isAdmin === true && isInsider(person));
}

export function mayRead(model: Model, name: string, mark: Mark): boolean {
  const { ticket, kind, by, isRedacted, isFormer } = mark;
  if (isRedacted) return false;
  if (kind === 'internal') return readsInternal(model, name, mark);
  if (worksOn(model, name, ticket)) return true;
  return (!isFormer || by === name) && seesTicket(model, name, ticket);
}

/** Slack lets nobody who is deactivated read anything: what stands in their direct messages is for them once they are back. */
function withActive(model: Model, name: string): Model {
  const person = model.people.get(name);
  if (person === undefined) return model;
  return { ...model, people: new Map([...model.people, [name, { ...person, isDeactivated: false }]]) };
}

/** Whom the desk knows somebody as who was erased: their tickets and words stay theirs, and so do their direct messages. */
export const erased = (name: string) => `${name}, erased`;

/** Whose direct messages a place is. */
function readersOf(place: string): string[] {
  const name = place.replace(/^DU/, '').toLowerCase();
  return [name, erased(name)];
}

/** What is posted, or put into a file, lasts longer than a reason does. */
const withoutReasons = (ticket: ModelTicket): ModelTicket => ({ ...ticket, openedBy: new Set<string>() });

export function lasting(model: Model): Model {
  const tickets = new Map(model.tickets.map((ticket) => [ticket, withoutReasons(ticket)]));
  const marks = model.marks.map((mark) => ({ ...mark, ticket: tickets.get(mark.ticket) ?? mark.ticket }));
  return { ...model, tickets: [...tickets.values()], marks };
}

const isAgentsAlone = (room: ModelRoom, ticket: ModelTicket) =>
  room.agentsOf === ticket.project && !room.isPublic && !room.isShared;

const wasAgentsAlone = (room: ModelRoom, ticket: ModelTicket) =>
  room.agentsOf !== null && ticket.left.has(room.agentsOf) && !room.isPublic && !room.isShared;

const isLinkedIn = (room: ModelRoom, place: string, ticket: ModelTicket) =>
  ticket.linkedIn.has(place) && !room.isPublic && !ticket.isConfidential;

/**
 * A person's direct messages: what they may read, and no more by a reason that runs out. The agents' channel, while it is theirs alone:
 * everything of their project. The channel that a ticket is talked about in: what is public of it. A private one with a thread of it: its
 * title. No other place: nothing.
 */
export function mayBeSaid(model: Model, place: string, mark: Mark): boolean {
  const { ticket, kind, isRedacted } = mark;
  if (isRedacted) return false;
  const room = model.rooms.get(place);
  if (room === undefined) {
    // Said before it was written anew, or where Slack takes no other version.
    const lasts = { ...mark, isFormer: false, ticket: withoutReasons(ticket) };
    return readersOf(place).some((name) => mayRead(withActive(model, name), name, lasts));
  }
  if (room.agentsOf !== null) {
    return isAgentsAlone(room, ticket) && (kind !== 'internal' || mark.project === ticket.project);
  }
  if (kind === 'title' && isLinkedIn(room, place, ticket)) return true;
  return place === ticket.origin && kind !== 'internal' && !ticket.isConfidential;
}

/** Whether a place may learn that there is such a ticket. */
export function mayBeNamed(model: Model, place: string, ticket: ModelTicket): boolean {
  const room = model.rooms.get(place);
  if (room === undefined)
    return readersOf(place).some((name) => knowsOf(withActive(model, name), name, ticket));
  // Where it has gone is said where it was.
  if (room.agentsOf !== null) return isAgentsAlone(room, ticket) || wasAgentsAlone(room, ticket);
  return isLinkedIn(room, place, ticket) || (place === ticket.origin && !ticket.isConfidential);
}

/**
 * What still stands in Slack: in a channel no more than may be said there now, in direct messages whatever was right when it was said; a
 * person has read that. So it is in the channel of agents who have handed the ticket on, as it was when they did. What was redacted stands
 * nowhere.
 */
export function mayStand(model: Model, place: string, mark: Mark): boolean {
  const room = model.rooms.get(place);
  if (room?.isUnknown === true) return true;
  if (mark.isRedacted) return false;
  if (room === undefined || room.isUnheard || mayBeSaid(model, place, mark)) return true;
  const wasTold = room.agentsOf !== null && mark.toldIn.has(room.agentsOf);
  return wasTold && !mark.isFormer && wasAgentsAlone(room, mark.ticket);
}

/** Numbers that still stand in Slack: as above, where the agents of a project keep what was told of their tickets. */
export function mayStandNamed(model: Model, place: string, ticket: ModelTicket): boolean {
  const room = model.rooms.get(place);
  return room === undefined || room.isUnheard || mayBeNamed(model, place, ticket);
}

/** A digest counts what it has no room for, never what it keeps to itself. */
export const DIGEST_ROOM = 20;
export const DAILY_ROOM = 15;

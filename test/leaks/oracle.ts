/** Who may read what, once more in plain words and without the code that it judges: what the documents promise. */

export type ModelPerson = {
  agentOf: Set<string>;
  isAdmin: boolean;
  isGuest: boolean;
  isExternal: boolean;
  isDeactivated: boolean;
};

export type ModelTicket = {
  number: string;
  project: string;
  reporter: string;
  watchers: Set<string>;
  isConfidential: boolean;
  /** Where it is talked about: direct messages, or a channel. */
  origin: 'direct' | 'CHELP';
  /** Its channel was private for a while: that it is public now makes nobody a reader. */
  wasPrivate: boolean;
  /** Admins who have given a reason that still counts. */
  openedBy: Set<string>;
};

export type Mark = { mark: string; ticket: ModelTicket; isInternal: boolean; isRedacted: boolean };

/** As Slack has it: `members` counts where it is private. */
export type ModelRoom = {
  isPublic: boolean;
  isShared: boolean;
  members: Set<string>;
  agentsOf: string | null;
  /** Slack's event of its conversion was lost, and the desk has not asked again yet. */
  isUnheard: boolean;
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
  if (ticket.isConfidential || ticket.wasPrivate || !isInsider(person)) return false;
  return room?.isPublic === true && !room.isShared;
}

export function mayRead(model: Model, name: string, { ticket, isInternal, isRedacted }: Mark): boolean {
  if (isRedacted) return false;
  return isInternal ? worksOn(model, name, ticket) : seesTicket(model, name, ticket);
}

/** Slack lets nobody who is deactivated read anything: what stands in their direct messages is for them once they are back. */
function withActive(model: Model, name: string): Model {
  const person = model.people.get(name);
  if (person === undefined) return model;
  return { ...model, people: new Map([...model.people, [name, { ...person, isDeactivated: false }]]) };
}

/**
 * A person's direct messages: what they may read, and no more by a reason that runs out. The agents' channel, while it is theirs alone:
 * everything of their project. The channel that a ticket is talked about in: what is public of it. No other place: nothing.
 */
export function mayBeSaid(model: Model, place: string, mark: Mark): boolean {
  const { ticket, isInternal, isRedacted } = mark;
  if (isRedacted) return false;
  const room = model.rooms.get(place);
  if (room === undefined) {
    const lasting = { ...ticket, openedBy: new Set<string>() };
    const name = place.replace(/^DU/, '').toLowerCase();
    return mayRead(withActive(model, name), name, { ...mark, ticket: lasting });
  }
  if (room.agentsOf !== null) return room.agentsOf === ticket.project && !room.isPublic && !room.isShared;
  return place === ticket.origin && !isInternal && !ticket.isConfidential;
}

/**
 * What still stands in Slack: in a channel no more than may be said there now, in direct messages whatever was right when it was said; a
 * person has read that. What was redacted stands nowhere.
 */
export function mayStand(model: Model, place: string, mark: Mark): boolean {
  if (mark.isRedacted) return false;
  const room = model.rooms.get(place);
  return room === undefined || room.isUnheard || mayBeSaid(model, place, mark);
}

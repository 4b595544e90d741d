/** A desk in which anything happens, beside a model that knows what happened, and everything that gets out of it. */
import { expect, vi } from 'vitest';
import type { Actor } from '../../src/domain/permissions.js';
import { isUserError } from '../../src/errors.js';
import { createSender } from '../../src/jobs/send-posts.js';
import type { Log } from '../../src/services/desk.js';
import { previewPolicyDraft } from '../../src/services/policies/preview-policy-draft.js';
import type { PostCarrier } from '../../src/services/posts/post-carrier.js';
import { explainClock } from '../../src/services/sla/explain/explain-clock.js';
import { exportTickets } from '../../src/services/tickets/export-tickets.js';
import { listTickets } from '../../src/services/tickets/list-tickets.js';
import { ticketHistory } from '../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../src/services/tickets/view-ticket.js';
import { renderPost } from '../../src/slack/blocks/render-post.js';
import type { TicketCommand } from '../../src/slack/commands/grammar.js';
import { runTicketCommand } from '../../src/slack/commands/run-ticket-command.js';
import type { Kit } from '../../src/slack/kit.js';
import { ticketCsv } from '../../src/slack/ticket-csv.js';
import { draftPolicy, withTarget } from '../services/policies/edit-policies.js';
import { createTestCarrier } from '../support/carrier.js';
import { deskOn, type TestDesk } from '../support/desk.js';
import { everyHomeOf } from '../support/homes.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../support/it-project.js';
import {
  type Mark,
  type Model,
  type ModelRoom,
  type ModelTicket,
  mayBeSaid,
  mayRead,
  mayStand,
  seesTicket,
} from './oracle.js';

export const PEOPLE = ['ada', 'ana', 'ben', 'bo', 'cleo', 'gus', 'olga', 'hedy'] as const satisfies Person[];

const WORKSPACE_URL = 'https://acme.slack.com/';

type Shown = { said: number; read: number };

export type World = {
  desk: TestDesk;
  it_: ItProject;
  model: Model;
  leaks: string[];
  /** Acts that the desk did. */
  done: Set<string>;
  /** Looks at everything that the bot has said and not taken out. */
  lookAround(): void;
  /** How often marks were rightly shown: a world in which nothing is said leaks nothing. */
  shown: Shown;
  /** A new mark about this ticket, to be written into some text. */
  mark(ticket: ModelTicket, kind: 'public' | 'internal'): Mark;
  drain(): Promise<void>;
  stop(): Promise<void>;
};

export async function makeWorld(database: TestDesk['database']): Promise<World> {
  const model = startingModel();
  const leaks: string[] = [];
  const shown = { said: 0, read: 0 };
  const desk = { ...deskOn({ ...database }), log: listeningLog(model, leaks) };
  const it_ = await makeItProject(desk);
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN'] });
  desk.directory.addConversation('CHELP', { kind: 'public' });
  for (const person of PEOPLE) {
    const { isGuest, isExternal } = model.people.get(person) ?? {};
    desk.directory.addPerson(slackIdOf(person), {
      displayName: person,
      isGuest: isGuest === true,
      isExternal: isExternal === true,
    });
  }
  const { carrier, standing } = watchedCarrier(model, leaks, shown);
  const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
  return {
    ...{ desk, it_, model, leaks, shown, done: new Set<string>() },
    lookAround: () => {
      for (const { place, kind, mark } of standing()) {
        if (!mayStand(model, place, mark)) leaks.push(`${mark.mark} still stands in ${place} by ${kind}`);
      }
    },
    mark: (ticket, kind) => {
      const mark = { mark: `MARK${kind}${model.marks.length}END`, ticket, isRedacted: false };
      const made = { ...mark, isInternal: kind === 'internal' };
      model.marks.push(made);
      return made;
    },
    drain: async () => {
      // Once more for what the first round made possible elsewhere.
      for (let round = 0; round < 2; round += 1) {
        await sender.wake();
        await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 10_000 });
      }
    },
    stop: () => sender.stop(),
  };
}

function startingModel(): Model {
  const nobody = { isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false };
  const agents: Partial<Record<Person, string>> = { ana: 'IT', ben: 'IT', hedy: 'HR' };
  const people = PEOPLE.map((name) => {
    const project = agents[name];
    const facts = { isAdmin: name === 'ada', isGuest: name === 'gus', isExternal: name === 'olga' };
    return [name, { ...nobody, ...facts, agentOf: new Set(project === undefined ? [] : [project]) }] as const;
  });
  const triage = {
    isPublic: false,
    isShared: false,
    members: new Set(['ana', 'ben']),
    agentsOf: 'IT',
    isUnheard: false,
    isConverted: false,
  };
  const help = {
    isPublic: true,
    isShared: false,
    members: new Set<string>(),
    agentsOf: null,
    isUnheard: false,
    isConverted: false,
  };
  return {
    people: new Map(people),
    rooms: new Map<string, ModelRoom>([
      ['CTRIAGE', triage],
      ['CHELP', help],
    ]),
    ...{ tickets: [], marks: [] },
  };
}

function marksIn(model: Model, shown: unknown): Mark[] {
  const text =
    JSON.stringify(shown, (_key, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
  return model.marks.filter(({ mark }) => text.includes(mark));
}

/** Everything that is said, judged at the moment at which it is said. */
type Standing = { place: string; kind: string; mark: Mark };

function watchedCarrier(
  model: Model,
  leaks: string[],
  shown: Shown,
): { carrier: PostCarrier; standing(): Standing[] } {
  const carrier = createTestCarrier();
  const rendered = (content: Parameters<typeof renderPost>[0]) =>
    renderPost(content, { workspaceUrl: WORKSPACE_URL });
  const judge = (place: string, content: Parameters<typeof renderPost>[0]) => {
    for (const mark of marksIn(model, rendered(content))) {
      if (mayBeSaid(model, place, mark)) shown.said += 1;
      else leaks.push(`${mark.mark} was said in ${place} by ${content.kind}`);
    }
  };
  const watched: PostCarrier = {
    ...carrier,
    post: (message) => {
      judge(message.slackChannelId, message.content);
      return carrier.post(message);
    },
    update: (message) => {
      judge(message.slackChannelId, message.content);
      return carrier.update(message);
    },
  };
  const standing = () =>
    carrier.messages.flatMap(({ slackChannelId: place, content }) =>
      marksIn(model, rendered(content)).map((mark) => ({ place, kind: content.kind, mark })),
    );
  return { carrier: watched, standing };
}

function listeningLog(model: Model, leaks: string[]): Log {
  const line = (...parts: unknown[]) => {
    const whole = parts.map((part) => (part instanceof Error ? part.message : part));
    for (const { mark } of marksIn(model, whole)) leaks.push(`${mark} was logged`);
  };
  return { debug: line, info: line, warn: line, error: line };
}

/** What is really shown: each command as somebody types it, rendered. */
function typed({ desk, it_ }: World, person: Person, command: TicketCommand): Promise<unknown> {
  const kit = { desk, render: { workspaceUrl: WORKSPACE_URL } } as unknown as Kit;
  const call = {
    ...{ kit, slackUserId: slackIdOf(person), actor: () => it_.actor(person) },
    ...{
      triggerId: null,
      slackChannelId: 'DX',
      threadTs: null,
      sourceKey: 'command:X',
      isReadByOthers: false,
    },
  };
  return runTicketCommand(call, command);
}

/** An edit that makes every open ticket late: the preview lists them. */
async function previewOf(desk: TestDesk, actor: Actor): Promise<unknown> {
  const draftId = await draftPolicy(desk, actor, { key: 'IT' }, (form) =>
    withTarget(form, 'medium', { response: '1m' }),
  );
  return previewPolicyDraft(desk, actor, draftId);
}

/** The tickets that acts are about; the others are there to be many. */
const ASKED_FOR = 3;
const NAMING = ['show', 'history', 'sla'] as const;

const ANSWERS = {
  card: viewTicket,
  history: ticketHistory,
  ledger: explainClock,
} as const;

/** What comes out, also where it is refused. */
export async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return { shown: await work };
  } catch (error) {
    if (isUserError(error)) return { refused: error.message, fields: error.fields };
    throw error;
  }
}

/** Asks for a ticket by everybody, in every way. */
export async function askFor(world: World, ticket: ModelTicket): Promise<void> {
  const { desk, it_, model, leaks } = world;
  for (const person of PEOPLE) {
    const actor = await it_.actor(person);
    const isSeen = seesTicket(model, person, ticket);
    // An admin is told that it takes a reason, and nothing else.
    const isToldOfReason = person === 'ada' && ticket.isConfidential;
    for (const [name, answer] of Object.entries(ANSWERS)) {
      const found = await outcome(answer(desk, actor, ticket.number));
      judgeAnswer(world, person, `the ${name} of ${ticket.number}`, found);
      if (isSeen || isToldOfReason) continue;
      const missing = `${ticket.project}-999`;
      const nothing = await outcome(answer(desk, actor, missing));
      const [there, absent] = [JSON.stringify(found), JSON.stringify(nothing)];
      if (there.replaceAll(ticket.number, '#') !== absent.replaceAll(missing, '#')) {
        leaks.push(`${person} can tell by the ${name} that there is ${ticket.number}: ${there}`);
      }
    }
  }
}

/** Lists and searches by everybody, for every mark. */
export async function searchAll(world: World): Promise<void> {
  const { desk, it_, model, leaks } = world;
  for (const person of PEOPLE) {
    const actor = await it_.actor(person);
    const list = (words: string[]) => listTickets(desk, actor, { scope: 'all', filters: {}, words }, 1);
    judgeAnswer(world, person, 'the list', await list([]));
    judgeAnswer(world, person, 'their Home', await everyHomeOf(desk, actor.userId));
    const { tickets } = await exportTickets(desk, actor, { scope: 'all', filters: {}, words: [] });
    judgeAnswer(world, person, 'their export', ticketCsv(tickets));
    for (const { number } of model.tickets.slice(0, ASKED_FOR)) {
      for (const verb of NAMING) {
        const shownThere = await outcome(typed(world, person, { verb, ticket: number } as TicketCommand));
        judgeAnswer(world, person, `what ${verb} shows of ${number}`, shownThere);
      }
    }
    if (person === 'ada') judgeAnswer(world, person, 'a preview', await previewOf(desk, actor));
    for (const mark of model.marks) {
      const { total } = await list([mark.mark]);
      if (total > 0 && !mayRead(model, person, mark)) leaks.push(`${person} finds a ticket by ${mark.mark}`);
    }
  }
}

function judgeAnswer({ model, leaks, shown }: World, person: Person, where: string, answer: unknown): void {
  for (const mark of marksIn(model, answer)) {
    if (mayRead(model, person, mark)) shown.read += 1;
    else leaks.push(`${person} reads ${mark.mark} in ${where}`);
  }
}

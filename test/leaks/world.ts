/** A desk in which anything happens, beside a model that knows what happened, and everything that gets out of it. */
import { expect, vi } from 'vitest';
import type { IncomingMessage } from '../../src/domain/incoming-message.js';
import { createSender, type Sender } from '../../src/jobs/send-posts.js';
import { tellHeld } from '../../src/services/notices/tell-held.js';
import { outstandingLanes } from '../../src/services/posts/claim-posts.js';
import { deskOn, type TestDesk } from '../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../support/it-project.js';
import { type Ears, type Heard, listeningLog, openEars } from './ears.js';
import type { Mark, MarkKind, Model, ModelRoom, ModelTicket } from './oracle.js';

export const PEOPLE = ['ada', 'ana', 'ben', 'bo', 'cleo', 'gus', 'olga', 'hedy'] as const satisfies Person[];

export type World = Heard &
  Pick<Ears, 'refuseNext' | 'lookAround'> & {
    desk: TestDesk;
    it_: ItProject;
    model: Model;
    /** Acts that the desk did. */
    done: Set<string>;
    /** What Slack has of each thread, for whoever reads it again. */
    threads: Map<string, IncomingMessage[]>;
    /** Slack does not say what channels are. */
    isSilent: boolean;
    /** A new mark about this ticket, to be written into some text; where that is not in its present project, `project` says so. */
    mark(ticket: ModelTicket, kind: MarkKind, by?: string | null, project?: string): string;
    /** Until nothing is left that could be said by now. */
    drain(): Promise<void>;
    /** And nothing that was put off, because Slack had no answer: the clock goes on until its time has come. */
    settle(): Promise<void>;
    stop(): Promise<void>;
  };

/** `isHelpPrivate`: the channel that people ask in is a private one to begin with. */
export async function makeWorld(
  database: TestDesk['database'],
  { isHelpPrivate = false } = {},
): Promise<World> {
  const model = startingModel(isHelpPrivate);
  const heard: Heard = { leaks: [], shown: { said: 0, read: 0 }, kinds: new Set() };
  const desk = { ...deskOn({ ...database }), log: listeningLog(model, heard.leaks) };
  const it_ = await makeItProject(desk);
  await tellSlack(desk, model);
  await writeResponses(desk, it_);
  const { carrier, ...ears } = openEars(model, heard);
  const sender = createSender(desk, carrier, { postIntervalMs: 0, cardRestMs: 0 });
  return {
    ...{ desk, it_, model, ...heard, ...ears, done: new Set<string>(), threads: new Map(), isSilent: false },
    mark: (ticket, kind, by = null, project = ticket.project) => {
      const mark = `MARK${kind}${model.marks.length}END`;
      const where = { project, toldIn: new Set([project]) };
      model.marks.push({
        mark,
        ticket,
        kind,
        by,
        ...where,
        isRedacted: false,
        isFormer: false,
      } satisfies Mark);
      return mark;
    },
    drain: () => drain(desk, sender),
    settle: async () => {
      for (let round = 0; round < PUT_OFF_MAX; round += 1) {
        await drain(desk, sender);
        const next = (await toSend(desk))[0];
        if (next === undefined) return;
        desk.clock.set(next);
      }
    },
    stop: () => sender.stop(),
  };
}

/** One thing makes another possible, in another conversation: no world has so much that it takes as many looks. */
const LOOKS_MAX = 50;
/** While Slack is silent, what waits for its answer waits on. */
const PUT_OFF_MAX = 10;

/** That the sender has nothing in hand is not enough: it may be about to look for more. */
async function drain(desk: TestDesk, sender: Sender): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const told = await tellHeld(desk);
    await sender.wake();
    await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 10_000 });
    const now = desk.clock.now();
    if (told === 0 && (await toSend(desk)).every((dueAt) => dueAt > now)) return;
  }
  throw new Error('There is always something more to say');
}

/** When the conversations with something left to say have their next turn, the first of them first. */
async function toSend(desk: TestDesk): Promise<Date[]> {
  const lanes = await outstandingLanes(desk);
  return lanes.map(({ dueAt }) => dueAt).sort((one, other) => one.getTime() - other.getTime());
}

/** Names are words like any other: nobody else's contain them. */
export const shownNameOf = (person: string) => `NAME${person}END`;

function startingModel(isHelpPrivate: boolean): Model {
  const agents: Partial<Record<Person, string>> = { ana: 'IT', ben: 'IT', hedy: 'HR' };
  const people = PEOPLE.map((name) => {
    const project = agents[name];
    const facts = { isAdmin: name === 'ada', isGuest: name === 'gus', isExternal: name === 'olga' };
    const isThere = { isDeactivated: false, isErased: false, shownName: shownNameOf(name) };
    const agentOf = new Set(project === undefined ? [] : [project]);
    return [name, { ...facts, ...isThere, agentOf, observes: new Set<string>() }] as const;
  });
  return {
    people: new Map(people),
    rooms: new Map([
      ['CTRIAGE', room({ members: ['ana', 'ben'], agentsOf: 'IT' })],
      ['CHELP', room({ isPublic: !isHelpPrivate, members: ['ana', 'ben', 'bo', 'cleo', 'gus'] })],
      ['CSECRET', room({ members: ['ana', 'bo', 'cleo'] })],
    ]),
    ...{ tickets: [], marks: [] },
  };
}

function room(facts: { isPublic?: boolean; members: string[]; agentsOf?: string }): ModelRoom {
  const members = new Set(facts.members);
  const asItWas = { isShared: false, isUnheard: false, isUnknown: false, isConverted: false };
  return { ...asItWas, isPublic: facts.isPublic === true, agentsOf: facts.agentsOf ?? null, members };
}

/** What a channel is now, as Slack would answer. */
export function showRoom(desk: TestDesk, model: Model, slackChannelId: string): void {
  const { isPublic, isShared, members } = model.rooms.get(slackChannelId) ?? room({ members: [] });
  desk.directory.addConversation(slackChannelId, {
    kind: isPublic ? 'public' : 'private',
    isExternal: isShared,
    members: [...members].map((name) => slackIdOf(name as Person)),
  });
}

async function tellSlack(desk: TestDesk, model: Model): Promise<void> {
  const { prisma } = desk.database;
  for (const [slackChannelId, { isPublic }] of model.rooms) {
    showRoom(desk, model, slackChannelId);
    await prisma.channel.update({
      where: { slackChannelId },
      data: { kind: isPublic ? 'public' : 'private' },
    });
  }
  for (const person of PEOPLE) {
    const slackUserId = slackIdOf(person);
    const { isGuest = false, isExternal = false, shownName } = model.people.get(person) ?? {};
    const displayName = shownName ?? person;
    desk.directory.addPerson(slackUserId, { displayName, isGuest, isExternal });
    await prisma.user.update({ where: { slackUserId }, data: { displayName } });
  }
}

/** By project. */
export const RESPONSE_IDS = { IT: 1, HR: 2 } as const;

async function writeResponses(desk: TestDesk, { project, hr, userId }: ItProject): Promise<void> {
  const by = { createdById: userId('ada'), updatedById: userId('ada') };
  const response = { ...by, name: 'In hand', content: '{title} of {reporter} is in hand.' };
  await desk.database.prisma.cannedResponse.createMany({
    data: [
      { ...response, id: RESPONSE_IDS.IT, projectId: project.id },
      { ...response, id: RESPONSE_IDS.HR, projectId: hr.id },
    ],
  });
}

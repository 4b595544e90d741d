/** What may happen in the world of `world.ts`: the desk does it, and only what it did is noted in the model. */
import { AROUND } from './acts-around.js';
import { asksForTooMuch } from './acts-forged.js';
import { TALK } from './acts-talk.js';
import { ON_TICKETS } from './acts-tickets.js';
import type { ModelTicket } from './oracle.js';
import type { Act, Choices } from './scene.js';
import type { World } from './world.js';

export const ACTS = {
  ...TALK,
  ...ON_TICKETS,
  ...AROUND,
  'a row asks for too much': asksForTooMuch,
} satisfies Record<string, Act>;

export type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as ActName[];

export type Step = Choices & { act: ActName };

/**
 * Three tickets that things happen to: in a channel that people ask in, in direct messages and confidential, and confidential in a project
 * without a triage channel. Four more of the first project, so that many are late at once and are told of in one list.
 */
export async function openTickets(world: World): Promise<void> {
  const { it_, model } = world;
  const kinds = [
    { project: 'IT', origin: 'CHELP', isConfidential: false },
    { project: 'IT', origin: 'direct', isConfidential: true },
    { project: 'HR', origin: 'direct', isConfidential: true },
    { project: 'IT', origin: 'direct', isConfidential: true },
    { project: 'IT', origin: 'direct', isConfidential: false },
    { project: 'IT', origin: 'direct', isConfidential: false },
    { project: 'IT', origin: 'direct', isConfidential: false },
  ] as const;
  for (const { project, origin, isConfidential } of kinds) {
    const ticket: ModelTicket = {
      ...{
        number: '',
        formerNumber: null,
        left: new Set<string>(),
        project,
        reporter: 'bo',
        origin,
        isConfidential,
        wasPrivate: false,
      },
      ...{ watchers: new Set<string>(), followers: new Set<string>() },
      ...{ linkedIn: new Set<string>(), openedBy: new Set<string>() },
    };
    const [title, description] = [world.mark(ticket, 'title'), world.mark(ticket, 'public')];
    ticket.number = await it_.open({
      ...{ title: `About ${title}`, description: `It is ${description}`, isConfidential },
      projectId: project === 'IT' ? it_.project.id : it_.hr.id,
      talk: origin === 'direct' ? { kind: 'direct' } : { kind: 'channel', channelId: it_.help.id },
    });
    model.tickets.push(ticket);
  }
}

/** The tickets that acts are about: the first three, and the newest. */
const OWN = 3;

/** Returns the ticket that it was about. */
export async function take(world: World, step: Step, at: number): Promise<ModelTicket> {
  const { tickets } = world.model;
  const on = step.ticket < OWN ? tickets[step.ticket] : tickets.at(-1);
  if (on === undefined) throw new Error('A world has tickets');
  world.desk.clock.advance(5_000);
  if (await ACTS[step.act]({ ...step, world, on, key: `view:S${at}` })) world.done.add(step.act);
  return on;
}

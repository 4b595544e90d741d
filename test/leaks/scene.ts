/** One act in the world: who does what on which ticket, and whether the desk did it. */
import type { Actor } from '../../src/domain/permissions.js';
import { viewTicket } from '../../src/services/tickets/view-ticket.js';
import { type Person, slackIdOf } from '../support/it-project.js';
import { judgeAnswer, outcome } from './asking.js';
import { textOf } from './ears.js';
import { knowsOf, type ModelRoom, type ModelTicket, seesTicket } from './oracle.js';
import type { World } from './world.js';

/** `ticket`: its place in the list; past the first three, the newest. */
export type Choices = { by: Person; other: Person; ticket: number; pick: number };
export type Scene = Choices & { world: World; on: ModelTicket; key: string };
/** Resolves with whether anything came of it. */
export type Act = (scene: Scene) => Promise<boolean>;

export const actorOf = ({ world, by }: Pick<Scene, 'world' | 'by'>): Promise<Actor> => world.it_.actor(by);

/** A refusal repeats nothing of what others wrote, and does not tell a ticket from none; an answer shows what its reader sees. */
export async function does(scene: Scene, work: Promise<unknown>): Promise<boolean> {
  const { world, by, on } = scene;
  const wasSeen = seesTicket(world.model, by, on);
  const result = await outcome(work);
  if ('shown' in result) {
    // Their own act may have ended that they see it.
    if (!wasSeen) judgeAnswer(world, by, 'the answer to what they did', result.shown, on);
    return hasChanged(result.shown);
  }
  const own = world.model.marks.at(-1)?.mark;
  for (const { mark } of world.model.marks) {
    if (mark !== own && result.refused.includes(mark)) world.leaks.push(`${by} is refused with ${mark}`);
  }
  // What names no ticket is said of every one: `surfaces.test.ts` compares each way with one that does not exist.
  const isOfTicket = result.refused.includes(on.number);
  if (isOfTicket && !knowsOf(world.model, by, on)) await isRefusedAsUnknown(scene, result.refused);
  return false;
}

async function isRefusedAsUnknown({ world, by, on }: Scene, refused: string): Promise<void> {
  const missing = `${on.project}-999`;
  const unknown = await outcome(viewTicket(world.desk, await world.it_.actor(by), missing));
  const expected = textOf('refused' in unknown ? unknown.refused : unknown).replaceAll(missing, on.number);
  if (textOf(refused) !== expected) world.leaks.push(`${by} is refused ${on.number} with ${refused}`);
}

/** Services say in one of these ways that it was so already. */
function hasChanged(shown: unknown): boolean {
  if (typeof shown !== 'object' || shown === null) return true;
  const { isChanged, isNew, count } = shown as { isChanged?: unknown; isNew?: unknown; count?: unknown };
  return isChanged !== false && isNew !== false && count !== 0;
}

export function roomOf({ model }: World, slackChannelId: string): ModelRoom {
  const room = model.rooms.get(slackChannelId);
  if (room === undefined) throw new Error(`There is no room ${slackChannelId}`);
  return room;
}

/** The person behind a Slack id of the world. */
export const personOfSlackId = (slackUserId: string) => slackUserId.slice(1).toLowerCase();

/** So that what is written at once has one order: seconds of the desk's clock. */
export function tsNow(world: World, fraction: number): string {
  return `${Math.floor(world.desk.clock.now().getTime() / 1_000)}.${100_000 + fraction}`;
}

export { slackIdOf };

/** What may happen in the world of `world.ts`: the desk does it, and only what it did is noted in the model. */
import { refreshChannel } from '../../src/services/channels/refresh-channel.js';
import { addComment } from '../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../src/services/comments/ingest-message.js';
import { changeConfidentiality } from '../../src/services/confidential/change-confidentiality.js';
import { giveReason } from '../../src/services/confidential/give-reason.js';
import { followUpTickets } from '../../src/services/follow-ups/follow-up-tickets.js';
import { joinMessageDraft } from '../../src/services/message-drafts/join-message-draft.js';
import { followMembership } from '../../src/services/projects/agent-membership.js';
import { redactTexts } from '../../src/services/redaction/redact-texts.js';
import { remindMe } from '../../src/services/reminders/remind-me.js';
import { tellReminders } from '../../src/services/reminders/tell-reminders.js';
import { sweepClocks } from '../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../src/services/tickets/change-status.js';
import { editTicket } from '../../src/services/tickets/edit-ticket.js';
import { watchTicket } from '../../src/services/tickets/watch-ticket.js';
import { followProfile } from '../../src/services/users/follow-profile.js';
import { type Person, slackIdOf } from '../support/it-project.js';
import { edited, posted } from '../support/messages.js';
import type { ModelTicket } from './oracle.js';
import { outcome, type World } from './world.js';

type Choices = { by: Person; other: Person; ticket: number; pick: number };
export type Step = Choices & { act: ActName };
type Scene = Choices & { act: string; world: World; on: ModelTicket; key: string };

const INTERNAL_MOVES: StatusVerb[] = ['start', 'hold', 'block', 'resume'];
const PUBLIC_MOVES: StatusVerb[] = ['wait', 'resolve', 'close', 'reopen'];

/** Whether the desk did it; a refusal must not repeat what others wrote. */
async function does({ world, by, act }: Scene, work: Promise<unknown>): Promise<boolean> {
  const result = JSON.stringify(await outcome(work));
  const isDone = !result.startsWith('{"refused"');
  if (isDone) world.done.add(act);
  const own = world.model.marks.at(-1)?.mark;
  for (const { mark } of world.model.marks) {
    if (!isDone && mark !== own && result.includes(mark)) world.leaks.push(`${by} is refused with ${mark}`);
  }
  return isDone;
}

const actorOf = ({ world, by }: Scene) => world.it_.actor(by);

async function comments(scene: Scene, commentType: 'public' | 'internal'): Promise<void> {
  const { world, on, key } = scene;
  const text = `says ${world.mark(on, commentType).mark}`;
  await does(
    scene,
    addComment(world.desk, await actorOf(scene), on.number, { text, commentType, sourceKey: key }),
  );
}

async function moves(scene: Scene, verbs: StatusVerb[], kind: 'public' | 'internal'): Promise<void> {
  const { world, on, key, pick } = scene;
  const verb = verbs[pick % verbs.length] ?? 'start';
  const text = `because ${world.mark(on, kind).mark}`;
  await does(
    scene,
    changeStatus(world.desk, await actorOf(scene), on.number, verb, { text, sourceKey: key }),
  );
}

/** What is said in an origin thread is public where it is a channel of the project's or direct messages; in triage never. */
async function speaks(scene: Scene, role: 'origin' | 'triage'): Promise<void> {
  const { world, on, by, pick } = scene;
  const thread = await world.desk.database.prisma.ticketThread.findFirst({
    where: { role, ticket: { ticketNumber: on.number } },
    include: { channel: true },
  });
  if (thread === null) return;
  world.done.add(scene.act);
  const channel = thread.channel.slackChannelId;
  const user = channel.startsWith('DU') ? channel.slice(1) : slackIdOf(by);
  const at = world.desk.clock.now().getTime() / 1_000;
  const place = { channel, threadTs: thread.threadTs, ts: `${at.toFixed(0)}.${100_000 + pick}`, user };
  const kind = role === 'triage' ? 'internal' : 'public';
  const text = `writes ${world.mark(on, kind).mark}`;
  await ingestMessage(world.desk, posted(place, text));
  if (pick % 2 === 0) return;
  const edit = {
    text: `means ${world.mark(on, kind).mark}`,
    previousText: text,
    editTs: place.ts.replace('.1', '.2'),
  };
  await ingestMessage(world.desk, edited(place, edit));
}

/** Slack's event of it is lost; what the desk last heard is old enough to be asked again. */
const LOST_FOR_MS = 6 * 60_000;

async function converts(
  { world, pick, act }: Scene,
  slackChannelId: 'CTRIAGE' | 'CHELP',
  { isTold = true } = {},
): Promise<void> {
  const room = world.model.rooms.get(slackChannelId);
  if (room === undefined) return;
  world.done.add(act);
  const wasPrivate = !room.isPublic;
  Object.assign(room, {
    isPublic: pick % 2 === 0,
    isShared: pick % 3 === 0,
    isConverted: true,
    isUnheard: !isTold,
  });
  for (const ticket of world.model.tickets) {
    if (wasPrivate && room.isPublic && ticket.origin === slackChannelId) ticket.wasPrivate = true;
  }
  world.desk.directory.addConversation(slackChannelId, {
    kind: room.isPublic ? 'public' : 'private',
    isExternal: room.isShared,
    members: [...room.members].map((name) => `U${name.toUpperCase()}`),
  });
  if (isTold) await refreshChannel(world.desk, slackChannelId, { isDoubted: true });
  else world.desk.clock.advance(LOST_FOR_MS);
}

async function becomes({ world, other, act }: Scene, what: 'isGuest' | 'isDeactivated'): Promise<void> {
  const person = world.model.people.get(other);
  if (person === undefined || other === 'ada') return;
  world.done.add(act);
  person[what] = true;
  const { isGuest, isExternal, isDeactivated } = person;
  const told = { displayName: other, isGuest, isExternal, isDeactivated };
  await followProfile(world.desk, world.desk.directory.addPerson(slackIdOf(other), told));
}

export const ACTS = {
  comment: (scene: Scene) => comments(scene, 'public'),
  note: (scene: Scene) => comments(scene, 'internal'),
  'move within': (scene: Scene) => moves(scene, INTERNAL_MOVES, 'internal'),
  'move openly': (scene: Scene) => moves(scene, PUBLIC_MOVES, 'public'),
  'write in the origin thread': (scene: Scene) => speaks(scene, 'origin'),
  'write in triage': (scene: Scene) => speaks(scene, 'triage'),
  'ask to be reminded': async (scene: Scene) => {
    const { world, on, key } = scene;
    const at = new Date(world.desk.clock.now().getTime() + 20 * 3_600_000);
    const wanted = { at, text: 'Look again', sourceKey: key };
    await does(scene, remindMe(world.desk, await actorOf(scene), on.number, wanted));
  },
  'mirror more or less': async (scene: Scene) => {
    const mirrorMode = (['all', 'requesters', 'none'] as const)[scene.pick % 3] ?? 'all';
    scene.world.done.add(scene.act);
    await scene.world.desk.database.prisma.project.updateMany({ data: { mirrorMode } });
  },
  'write to the bot': async (scene: Scene) => {
    const { world, by } = scene;
    const ts = `${Math.floor(world.desk.clock.now().getTime() / 1_000)}.000100`;
    const place = { slackUserId: slackIdOf(by), slackChannelId: `DU${by.toUpperCase()}`, ts };
    world.desk.directory.addConversation(place.slackChannelId, { kind: 'im', members: [place.slackUserId] });
    scene.world.done.add(scene.act);
    await joinMessageDraft(world.desk, place);
  },
  retitle: async (scene: Scene) => {
    const { world, on } = scene;
    const title = `Again ${world.mark(on, 'public').mark}`;
    await does(scene, editTicket(world.desk, await actorOf(scene), on.number, { title }));
  },
  assign: async (scene: Scene) => {
    const to = { kind: 'user', slackUserId: slackIdOf(scene.other) } as const;
    await does(scene, assignTicket(scene.world.desk, await actorOf(scene), scene.on.number, to));
  },
  'change the reporter': async (scene: Scene) => {
    const edit = { reporterSlackUserId: slackIdOf(scene.other) };
    const work = editTicket(scene.world.desk, await actorOf(scene), scene.on.number, edit);
    if (await does(scene, work)) scene.on.reporter = scene.other;
  },
  'add a watcher': async (scene: Scene) => {
    const added = { watch: true, slackUserId: slackIdOf(scene.other) };
    const work = watchTicket(scene.world.desk, await actorOf(scene), scene.on.number, added);
    if (await does(scene, work)) scene.on.watchers.add(scene.other);
  },
  'make confidential': async (scene: Scene) => {
    const { world, on } = scene;
    if (!(await does(scene, changeConfidentiality(world.desk, await actorOf(scene), on.number, true))))
      return;
    const ticket = await world.desk.database.prisma.ticket.findUniqueOrThrow({
      where: { ticketNumber: on.number },
      include: { watchers: { include: { user: true } } },
    });
    // Those who had followed it by themselves are put out; nobody comes in.
    const left = new Set(ticket.watchers.map(({ user }) => user.displayName));
    for (const name of on.watchers) if (!left.has(name)) on.watchers.delete(name);
    Object.assign(on, { isConfidential: true, origin: 'direct' });
  },
  'take that back': async (scene: Scene) => {
    const work = changeConfidentiality(scene.world.desk, await actorOf(scene), scene.on.number, false);
    if (await does(scene, work)) scene.on.isConfidential = false;
  },
  'give a reason': async (scene: Scene) => {
    const { world, on, key } = scene;
    const given = { reason: 'An audit', sourceKey: key };
    const work = giveReason(world.desk, await world.it_.actor('ada'), on.number, given);
    if (await does({ ...scene, by: 'ada' }, work)) on.openedBy.add('ada');
  },
  redact: async (scene: Scene) => {
    const { world, on } = scene;
    const work = redactTexts(world.desk, await actorOf(scene), on.number, { parts: ['description'] });
    if (!(await does(scene, work))) return;
    const described = world.model.marks.find(({ ticket }) => ticket === on);
    if (described !== undefined) described.isRedacted = true;
  },
  'wait for a day': async ({ world, act }: Scene) => {
    world.done.add(act);
    world.desk.clock.advance(26 * 3_600_000);
    for (const ticket of world.model.tickets) ticket.openedBy.clear();
    await sweepClocks(world.desk, world.desk.clock.now());
    await followUpTickets(world.desk);
    await tellReminders(world.desk);
  },
  'wait for a week': async ({ world, act }: Scene) => {
    world.done.add(act);
    for (const days of [0, 6, 2]) {
      world.desk.clock.advance(days * 24 * 3_600_000);
      await followUpTickets(world.desk);
      await world.drain();
    }
    for (const ticket of world.model.tickets) ticket.openedBy.clear();
  },
  'convert triage': (scene: Scene) => converts(scene, 'CTRIAGE'),
  'convert triage unheard': (scene: Scene) => converts(scene, 'CTRIAGE', { isTold: false }),
  'convert the help channel': (scene: Scene) => converts(scene, 'CHELP'),
  'an agent leaves': async ({ world, act }: Scene) => {
    const room = world.model.rooms.get('CTRIAGE');
    if (room === undefined || room.isConverted) return;
    world.done.add(act);
    room.members.delete('ben');
    world.model.people.get('ben')?.agentOf.clear();
    world.desk.directory.setMembers('CTRIAGE', ['UANA']);
    await followMembership(world.desk, 'CTRIAGE', 'UBEN');
  },
  'becomes a guest': (scene: Scene) => becomes(scene, 'isGuest'),
  'is deactivated': (scene: Scene) => becomes(scene, 'isDeactivated'),
} satisfies Record<string, (scene: Scene) => Promise<void>>;

export type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as ActName[];

/**
 * Three tickets that things happen to: in a channel that all read, in direct messages, and confidential in a project without a triage
 * channel. Four more of the first project, so that many are late at once and are told of in one list.
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
      ...{ number: '', project, reporter: 'bo', origin, isConfidential, wasPrivate: false },
      ...{ watchers: new Set<string>(), openedBy: new Set<string>() },
    };
    const [description, title] = [world.mark(ticket, 'public'), world.mark(ticket, 'public')];
    ticket.number = await it_.open({
      ...{ title: `About ${title.mark}`, description: `It is ${description.mark}`, isConfidential },
      projectId: project === 'IT' ? it_.project.id : it_.hr.id,
      talk: origin === 'direct' ? { kind: 'direct' } : { kind: 'channel', channelId: it_.help.id },
    });
    model.tickets.push(ticket);
  }
}

export async function take(world: World, step: Step, at: number): Promise<ModelTicket> {
  const on = world.model.tickets[step.ticket];
  if (on === undefined) throw new Error('A world has tickets');
  world.desk.clock.advance(5_000);
  await ACTS[step.act]({ ...step, world, on, key: `view:S${at}` });
  return on;
}

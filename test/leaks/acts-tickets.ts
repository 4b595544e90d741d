/** What people do with a ticket: move it, give it to somebody, close it to others, take words out of it, wait. */
import { changeConfidentiality } from '../../src/services/confidential/change-confidentiality.js';
import { giveReason } from '../../src/services/confidential/give-reason.js';
import { followUpTickets } from '../../src/services/follow-ups/follow-up-tickets.js';
import { tellLeavers } from '../../src/services/leavers/tell-leavers.js';
import { moveTicket } from '../../src/services/moving/move-ticket.js';
import { muteTicket } from '../../src/services/notices/mute-ticket.js';
import { tellHeld } from '../../src/services/notices/tell-held.js';
import { redactTexts } from '../../src/services/redaction/redact-texts.js';
import { remindMe } from '../../src/services/reminders/remind-me.js';
import { tellReminders } from '../../src/services/reminders/tell-reminders.js';
import { sweepClocks } from '../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../src/services/tickets/change-status.js';
import { editTicket } from '../../src/services/tickets/edit-ticket.js';
import { moveStart } from '../../src/services/tickets/move-start.js';
import { watchTicket } from '../../src/services/tickets/watch-ticket.js';
import { isAgentFor, mayRead, seesTicket } from './oracle.js';
import { type Act, actorOf, does, type Scene, slackIdOf } from './scene.js';
import type { World } from './world.js';

const HOUR_MS = 3_600_000;
const INTERNAL_MOVES: readonly StatusVerb[] = ['start', 'hold', 'block', 'resume'];
const PUBLIC_MOVES: readonly StatusVerb[] = ['wait', 'resolve', 'close', 'reopen'];

const inHours = ({ desk }: World, hours: number) => new Date(desk.clock.now().getTime() + hours * HOUR_MS);

/** What is put off comes up again within a day. */
function moves(verbs: readonly StatusVerb[], kind: 'public' | 'internal'): Act {
  return async (scene) => {
    const { world, on, by, key, pick } = scene;
    const verb = verbs[pick % verbs.length] ?? 'start';
    const text = `because ${world.mark(on, kind, by)}`;
    const until = verb === 'hold' ? { until: inHours(world, 20) } : {};
    const options = { text, sourceKey: key, ...until };
    return does(scene, changeStatus(world.desk, await actorOf(scene), on.number, verb, options));
  };
}

const makesConfidential: Act = async (scene) => {
  const { world, on } = scene;
  const work = changeConfidentiality(world.desk, await actorOf(scene), on.number, true);
  if (!(await does(scene, work))) return false;
  for (const name of on.followers) {
    if (name !== on.reporter && !isAgentFor(world.model, name, on)) on.watchers.delete(name);
  }
  Object.assign(on, { isConfidential: true, origin: 'direct' });
  return true;
};

/** The title, or what stands under it. */
const redactsTicket: Act = async (scene) => {
  const { world, on, pick } = scene;
  const part = pick % 2 === 0 ? 'description' : 'title';
  const work = redactTexts(world.desk, await actorOf(scene), on.number, { parts: [part] });
  if (!(await does(scene, work))) return false;
  const kind = part === 'title' ? 'title' : 'public';
  for (const mark of world.model.marks) {
    if (mark.ticket === on && mark.by === null && mark.kind === kind) mark.isRedacted = true;
  }
  return true;
};

/** The newest that still says something, with what it said before. */
const redactsComment: Act = async (scene) => {
  const { world, on } = scene;
  const comment = await world.desk.database.prisma.comment.findFirst({
    where: { ticket: { ticketNumber: on.number }, redactedAt: null },
    orderBy: { id: 'desc' },
    include: { history: true },
  });
  if (comment === null) return false;
  const parts = { commentIds: [comment.id] };
  if (!(await does(scene, redactTexts(world.desk, await actorOf(scene), on.number, parts)))) return false;
  const words = [comment.content, ...comment.history.map(({ previousContent }) => previousContent)].join();
  for (const mark of world.model.marks) if (words.includes(mark.mark)) mark.isRedacted = true;
  return true;
};

/** To the other project. Whoever does it takes along what they may read of what is for agents, or leaves it. */
const movesAway: Act = async (scene) => {
  const { world, on, by, key, pick } = scene;
  const { number: formerNumber, project } = on;
  const to = project === 'IT' ? 'HR' : 'IT';
  const withNotes = pick % 2 === 1;
  const along = world.model.marks.filter(
    (mark) => mark.ticket === on && mark.kind === 'internal' && mayRead(world.model, by, mark),
  );
  const options = { withNotes, isConfirmed: true, sourceKey: key };
  if (!(await does(scene, moveTicket(world.desk, await actorOf(scene), formerNumber, to, options))))
    return false;
  const { ticket } = await world.desk.database.prisma.ticketAlias.findUniqueOrThrow({
    where: { ticketNumber: formerNumber },
    include: { ticket: true },
  });
  for (const mark of world.model.marks) {
    const isTheirs = mark.kind !== 'internal' || mark.project === project;
    if (mark.ticket === on && isTheirs) mark.toldIn.add(project);
  }
  if (withNotes) for (const mark of along) mark.project = to;
  on.left.add(project);
  Object.assign(on, { number: ticket.ticketNumber, formerNumber, project: to });
  return true;
};

/** Of one that whoever does it sees, or of one that they may not know of. */
const resolvesAsDuplicate: Act = async (scene) => {
  const { world, on, by, key, pick } = scene;
  const others = world.model.tickets.filter((ticket) => ticket !== on);
  const original = others[pick % others.length] ?? on;
  const options = { duplicateOf: original.number, sourceKey: key };
  const work = changeStatus(world.desk, await actorOf(scene), on.number, 'resolve', options);
  const isDone = await does(scene, work);
  if (isDone && !seesTicket(world.model, by, original)) world.leaks.push(`${by} names ${original.number}`);
  await does({ ...scene, on: original }, work);
  return isDone;
};

/** Reasons run out, and what is due by itself happens. */
function waits(...hours: number[]): Act {
  return async ({ world }) => {
    const { desk } = world;
    for (const each of hours) {
      desk.clock.advance(each * HOUR_MS);
      await sweepClocks(desk, desk.clock.now());
      await followUpTickets(desk);
      await tellReminders(desk);
      await tellLeavers(desk);
      await tellHeld(desk);
      await world.drain();
    }
    if (hours.some((each) => each >= 24)) for (const ticket of world.model.tickets) ticket.openedBy.clear();
    return true;
  };
}

/** `other`; whoever adds themselves follows it. */
function watches(watch: boolean): Act {
  return async (scene) => {
    const { world, on, by, other } = scene;
    const wanted = { watch, ...(by === other ? {} : { slackUserId: slackIdOf(other) }) };
    if (!(await does(scene, watchTicket(world.desk, await actorOf(scene), on.number, wanted)))) return false;
    const { watchers, followers } = on;
    for (const names of [watchers, followers]) names.delete(other);
    if (watch) watchers.add(other);
    if (watch && by === other) followers.add(other);
    return true;
  };
}

const edit = async (scene: Scene, change: Parameters<typeof editTicket>[3]) =>
  does(scene, editTicket(scene.world.desk, await actorOf(scene), scene.on.number, change));

export const ON_TICKETS = {
  'move within': moves(INTERNAL_MOVES, 'internal'),
  'move openly': moves(PUBLIC_MOVES, 'public'),
  'resolve as a duplicate': resolvesAsDuplicate,
  retitle: async (scene) => edit(scene, { title: `Again ${scene.world.mark(scene.on, 'title')}` }),
  'change the reporter': async (scene) => {
    const isDone = await edit(scene, { reporterSlackUserId: slackIdOf(scene.other) });
    if (isDone) scene.on.reporter = scene.other;
    return isDone;
  },
  'say when it began': async (scene) => {
    const { world, on, key, by } = scene;
    const began = { when: { at: inHours(world, -1) }, reason: `seen ${world.mark(on, 'internal', by)}` };
    const work = moveStart(world.desk, await actorOf(scene), on.number, began, { sourceKey: key });
    return does(scene, work);
  },
  assign: async (scene) => {
    const to = { kind: 'user', slackUserId: slackIdOf(scene.other) } as const;
    return does(scene, assignTicket(scene.world.desk, await actorOf(scene), scene.on.number, to));
  },
  'add a watcher': watches(true),
  'take a watcher off': watches(false),
  follow: (scene) => watches(true)({ ...scene, other: scene.by }),
  'mute or unmute': async (scene) => {
    const { world, on, pick } = scene;
    return does(scene, muteTicket(world.desk, await actorOf(scene), on.number, pick % 2 === 0));
  },
  'ask to be reminded': async (scene) => {
    const { world, on, key } = scene;
    const wanted = { at: inHours(world, 20), text: 'Look again', sourceKey: key };
    return does(scene, remindMe(world.desk, await actorOf(scene), on.number, wanted));
  },
  'move to another project': movesAway,
  'make confidential': makesConfidential,
  'take that back': async (scene) => {
    const work = changeConfidentiality(scene.world.desk, await actorOf(scene), scene.on.number, false);
    const isDone = await does(scene, work);
    if (isDone) scene.on.isConfidential = false;
    return isDone;
  },
  'give a reason': async (scene) => {
    const { world, on, key } = scene;
    const given = { reason: `An audit ${world.mark(on, 'internal', 'ada')}`, sourceKey: key };
    const work = giveReason(world.desk, await world.it_.actor('ada'), on.number, given);
    const isDone = await does({ ...scene, by: 'ada' }, work);
    if (isDone) on.openedBy.add('ada');
    return isDone;
  },
  redact: redactsTicket,
  'redact a comment': redactsComment,
  'wait for some hours': waits(3.5),
  'wait for a day': waits(26),
  'wait for a week': waits(0, 6 * 24, 2 * 24),
} satisfies Record<string, Act>;

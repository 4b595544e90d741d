/** What happens around tickets: channels turn into something else, people come, go and are forgotten, Slack refuses and is silent. */
import { ADJUSTABLE_KINDS } from '../../src/domain/notices/notice-kind.js';
import { refreshChannel } from '../../src/services/channels/refresh-channel.js';
import { decidePendingComments } from '../../src/services/comments/decide-pending.js';
import { erasePerson } from '../../src/services/erasure/erase-person.js';
import { rewordStalePosts } from '../../src/services/erasure/reword-stale-posts.js';
import { saveNoticeSettings } from '../../src/services/notices/save-notice-settings.js';
import { followMembership } from '../../src/services/projects/agent-membership.js';
import { addObserver } from '../../src/services/projects/project-observers.js';
import { followProfile } from '../../src/services/users/follow-profile.js';
import type { Person } from '../support/it-project.js';
import { outcome } from './asking.js';
import { erased } from './oracle.js';
import { type Act, roomOf, type Scene, slackIdOf } from './scene.js';
import { showRoom, type World } from './world.js';

type RoomName = 'CTRIAGE' | 'CHELP' | 'CSECRET';

/** What the desk last heard is old enough to be asked again after this. */
const LOST_FOR_MS = 6 * 60_000;

/** By `pick`: 0 public and shared, 1 and 5 as it was but private, 2 and 4 public, 3 private and shared. `isTold`: by Slack's event. */
function converts(slackChannelId: RoomName, { isTold = true } = {}): Act {
  return async ({ world, pick }) => {
    const room = roomOf(world, slackChannelId);
    const before = `${room.isPublic} ${room.isShared}`;
    const wasPrivate = !room.isPublic;
    Object.assign(room, { isPublic: pick % 2 === 0, isShared: pick % 3 === 0, isConverted: true });
    room.isUnheard = !isTold || world.isSilent;
    room.isUnknown = room.isUnknown || (isTold && world.isSilent);
    for (const ticket of world.model.tickets) {
      if (wasPrivate && room.isPublic && ticket.origin === slackChannelId) ticket.wasPrivate = true;
    }
    showRoom(world.desk, world.model, slackChannelId);
    if (isTold) await refreshChannel(world.desk, slackChannelId, { isDoubted: true });
    else world.desk.clock.advance(LOST_FOR_MS);
    return before !== `${room.isPublic} ${room.isShared}`;
  };
}

/** Slack tells that the agents' channel has changed, and then not into what. */
const turnsSilent: Act = async (scene) => {
  const { world } = scene;
  if (world.isSilent) return false;
  world.isSilent = true;
  world.desk.directory.failOn('readConversation');
  return converts('CTRIAGE')(scene);
};

/** What waits for an answer is tried again by then. */
const ASKED_AGAIN_MS = 31_000;

const speaksAgain: Act = async ({ world }) => {
  if (!world.isSilent) return false;
  world.isSilent = false;
  world.desk.directory.answerAgain();
  for (const [slackChannelId, room] of world.model.rooms) {
    await refreshChannel(world.desk, slackChannelId);
    Object.assign(room, { isUnheard: false, isUnknown: false });
  }
  world.desk.clock.advance(ASKED_AGAIN_MS);
  await decidePendingComments(world.desk);
  return true;
};

/** Slack goes on taking other calls. What may not stand is taken out then. */
const refusesUpdates: Act = async ({ world }) => {
  world.refuseNext('update', { kind: 'permanent', code: 'edit_window_closed' }, { times: 3 });
  return true;
};

const refusesPosts: Act = async ({ world }) => {
  world.refuseNext('post', { kind: 'permanent', code: 'restricted_action' });
  return true;
};

/** Ben leaves, or Cleo comes. */
function member(name: 'ben' | 'cleo', isThere: boolean): Act {
  return async ({ world }) => {
    const room = roomOf(world, 'CTRIAGE');
    const person = world.model.people.get(name);
    const isSame = room.members.has(name) === isThere;
    if (isSame || room.isConverted || world.isSilent || person === undefined || person.isErased) return false;
    if (isThere) room.members.add(name);
    else room.members.delete(name);
    person.agentOf = new Set(isThere ? ['IT'] : []);
    // Whoever becomes an agent is an observer no more.
    person.observes.delete('IT');
    showRoom(world.desk, world.model, 'CTRIAGE');
    await followMembership(world.desk, 'CTRIAGE', slackIdOf(name));
    return true;
  };
}

const observes: Act = async ({ world, other, pick }) => {
  const key = pick % 2 === 0 ? 'IT' : 'HR';
  const person = world.model.people.get(other);
  if (person === undefined || person.observes.has(key)) return false;
  const named = addObserver(world.desk, await world.it_.actor('ada'), key, slackIdOf(other));
  if ('refused' in (await outcome(named))) return false;
  person.observes.add(key);
  return true;
};

function becomes(what: 'isGuest' | 'isDeactivated'): Act {
  return async ({ world, other }) => {
    const person = world.model.people.get(other);
    if (person === undefined || other === 'ada' || person[what]) return false;
    person[what] = true;
    await followProfile(
      world.desk,
      world.desk.directory.addPerson(slackIdOf(other), profileOf(world, other)),
    );
    return true;
  };
}

function profileOf({ model }: World, name: Person) {
  const person = model.people.get(name);
  if (person === undefined) throw new Error(`There is no ${name}`);
  const { isGuest, isExternal, isDeactivated, isErased, shownName } = person;
  // Slack does not forget them: whoever comes by this id again has a name that the desk may know.
  return { displayName: isErased ? `${name} again` : shownName, isGuest, isExternal, isDeactivated };
}

/** Who was erased is nobody's reporter, watcher or agent any more, and whoever comes by their Slack id is a stranger. */
const isErased: Act = async (scene) => {
  const { world, other, pick } = scene;
  const { desk, model } = world;
  const person = model.people.get(other);
  if (person === undefined || person.isErased) return false;
  const isWithTexts = pick % 2 === 1;
  const done = await outcome(
    erasePerson(desk, await world.it_.actor('ada'), slackIdOf(other), { isWithTexts }),
  );
  if ('refused' in done) return false;
  if (isWithTexts) redactWritten(scene);
  forget(world, other);
  while ((await rewordStalePosts(desk)) > 0) await world.drain();
  return true;
};

function redactWritten({ world: { model }, other }: Scene): void {
  for (const mark of model.marks) {
    const isTheirs = mark.by === other || (mark.by === null && mark.ticket.reporter === other);
    if (isTheirs) mark.isRedacted = true;
  }
}

function forget(world: World, name: Person): void {
  const { model, desk } = world;
  const person = model.people.get(name);
  if (person === undefined) return;
  model.people.set(erased(name), {
    ...person,
    agentOf: new Set(),
    observes: new Set(),
    shownName: erased(name),
  });
  Object.assign(person, { isErased: true, agentOf: new Set(), observes: new Set() });
  desk.directory.addPerson(slackIdOf(name), profileOf(world, name));
  for (const ticket of model.tickets) {
    ticket.watchers.delete(name);
    if (ticket.reporter === name) ticket.reporter = erased(name);
  }
  for (const mark of model.marks) if (mark.by === name) mark.by = erased(name);
}

/** By `pick`: all of it once a day, or after their quiet hours, which are now. */
const toldLater: Act = async ({ world, other, pick }) => {
  const isQuiet = pick % 2 === 1;
  const wanted = {
    modes: new Map(ADJUSTABLE_KINDS.map((kind) => [kind, isQuiet ? null : ('digest' as const)])),
    ...{ digestHour: 12, quietFrom: isQuiet ? 0 : null, quietTo: isQuiet ? 12 * 60 : null, unmuted: [] },
  };
  const work = saveNoticeSettings(world.desk, await world.it_.actor(other), wanted);
  return !('refused' in (await outcome(work)));
};

export const AROUND = {
  'mirror more or less': async ({ world, pick }) => {
    const mirrorMode = (['all', 'requesters', 'none'] as const)[pick % 3] ?? 'all';
    const { count } = await world.desk.database.prisma.project.updateMany({
      where: { NOT: { mirrorMode } },
      data: { mirrorMode },
    });
    return count > 0;
  },
  'convert triage': converts('CTRIAGE'),
  'convert triage unheard': converts('CTRIAGE', { isTold: false }),
  'convert triage, and Slack is silent': turnsSilent,
  'Slack speaks again': speaksAgain,
  'convert the help channel': converts('CHELP'),
  'convert the private channel': converts('CSECRET'),
  'Slack refuses updates': refusesUpdates,
  'Slack refuses a post': refusesPosts,
  'an agent leaves': member('ben', false),
  'an agent joins': member('cleo', true),
  'wants to be told later': toldLater,
  'becomes an observer': observes,
  'becomes a guest': becomes('isGuest'),
  'is deactivated': becomes('isDeactivated'),
  'is erased': isErased,
} satisfies Record<string, Act>;

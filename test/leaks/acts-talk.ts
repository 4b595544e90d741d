/** What is said about tickets: by commands, in their threads, in private, and while nobody listened. */
import { addComment } from '../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../src/services/comments/ingest-message.js';
import { joinMessageDraft } from '../../src/services/message-drafts/join-message-draft.js';
import { createTicketFromMessage } from '../../src/services/opening/create-from-message.js';
import { noteListening } from '../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../src/services/reconcile/reconcile.js';
import { edited, posted } from '../support/messages.js';
import { outcome } from './asking.js';
import type { MarkKind, ModelTicket } from './oracle.js';
import { type Act, actorOf, does, personOfSlackId, roomOf, type Scene, slackIdOf, tsNow } from './scene.js';
import type { World } from './world.js';

function comments(commentType: 'public' | 'internal'): Act {
  return async (scene) => {
    const { world, on, by, key } = scene;
    const text = `says ${world.mark(on, commentType, by)}`;
    const work = addComment(world.desk, await actorOf(scene), on.number, {
      ...{ text, commentType },
      sourceKey: key,
    });
    return does(scene, work);
  };
}

type Role = 'origin' | 'triage' | 'linked';
type Spot = { channel: string; threadTs: string; kind: MarkKind; project?: string };

/** Where a thread of this role is, and for whom what is said there counts; null where there is none, or nobody can tell. */
async function spotOf({ world, on }: Scene, role: Role): Promise<Spot | null> {
  const thread = await world.desk.database.prisma.ticketThread.findFirst({
    where: { role, ticket: { ticketNumber: on.number } },
    orderBy: { id: 'asc' },
    include: { channel: true, project: true },
  });
  if (thread === null) return null;
  const channel = thread.channel.slackChannelId;
  const room = world.model.rooms.get(channel);
  if (role === 'linked' && room?.isUnheard === true) return null;
  const isOpen = role === 'origin' || (role === 'linked' && room?.isPublic === true);
  // A triage thread that the ticket has left stays its agents'.
  const left = thread.project === null ? {} : { project: thread.project.key };
  return { channel, threadTs: thread.threadTs, kind: isOpen ? 'public' : 'internal', ...left };
}

/** In somebody's direct messages they alone write. */
const writerIn = (channel: string, { by }: Scene) =>
  channel.startsWith('DU') ? channel.slice(1) : slackIdOf(by);

/** One message in so many has a file. */
const FILE_AT = 3;

function fileCalled(name: string, ts: string) {
  const urlPrivate = `https://files.slack.com/${ts}`;
  return { slackFileId: `F${ts.replace('.', '')}`, name, mimeType: 'text/plain', sizeBytes: 7, urlPrivate };
}

function messageIn(scene: Scene, { channel, threadTs, kind, project }: Spot) {
  const { world, on, pick } = scene;
  const user = writerIn(channel, scene);
  const by = personOfSlackId(user);
  const text = `writes ${world.mark(on, kind, by, project)}`;
  const ts = tsNow(world, pick);
  const files = pick % FILE_AT === FILE_AT - 1 ? [fileCalled(world.mark(on, kind, by, project), ts)] : [];
  return posted({ channel, threadTs, ts, user }, text, { files });
}

const threadOf = (world: World, { channel, threadTs }: Spot) => {
  const key = `${channel} ${threadTs}`;
  const thread = world.threads.get(key) ?? [];
  world.threads.set(key, thread);
  return thread;
};

/** What is said in an origin thread is public where it is a channel of the project's or direct messages; in triage never. */
function speaks(role: Role): Act {
  return async (scene) => {
    const { world, on, pick } = scene;
    const spot = await spotOf(scene, role);
    if (spot === null) return false;
    const message = messageIn(scene, spot);
    threadOf(world, spot).push(message);
    const { outcome: became } = await ingestMessage(world.desk, message);
    if (pick % 2 === 0) return became === 'added';
    const { channel, ts, user } = message;
    const text = `means ${world.mark(on, spot.kind, personOfSlackId(user), spot.project)}`;
    const change = { text, previousText: message.text, editTs: ts.replace('.1', '.2') };
    const edit = edited({ channel, ts, user, threadTs: spot.threadTs }, change);
    const { outcome: turned } = await ingestMessage(world.desk, edit);
    threadOf(world, spot).splice(-1, 1, edit);
    for (const mark of world.model.marks) if (message.text.includes(mark.mark)) mark.isFormer = true;
    return became === 'added' && turned === 'edited';
  };
}

const GAP_MS = 9 * 60_000;
const FREELY = { spacingMs: 0, burst: 1 };

/** Nobody listened while something was said; it is read again, and the agents are told. */
const speaksUnheard: Act = async (scene) => {
  const { world, pick } = scene;
  const spot = await spotOf(scene, pick % 2 === 0 ? 'origin' : 'triage');
  if (spot === null || world.isSilent) return false;
  threadOf(world, spot).push(messageIn(scene, spot));
  const { desk } = world;
  const { prisma } = desk.database;
  const rows = await prisma.ticketThread.findMany({
    include: { channel: { select: { slackChannelId: true } } },
  });
  for (const { threadTs, channel } of rows) {
    const place = { channel: channel.slackChannelId, threadTs, kind: 'public' } as const;
    desk.directory.setThread(place.channel, threadTs, threadOf(world, place));
  }
  desk.clock.advance(GAP_MS);
  const now = desk.clock.now();
  const heardUntilAt = new Date(now.getTime() - GAP_MS - 5_000);
  await prisma.reconciler.update({ where: { id: 1 }, data: { heardUntilAt } });
  await noteListening(desk, { connectedSinceAt: now, isStart: false });
  const before = await prisma.post.count({ where: { kind: 'recovered' } });
  await reconcile(desk, FREELY);
  return (await prisma.post.count({ where: { kind: 'recovered' } })) > before;
};

/** A ticket made of what somebody said in a private channel: its thread there is an internal one. One a world. */
const makesOfPrivate: Act = async (scene) => {
  const { world, by, other, pick } = scene;
  const room = roomOf(world, 'CSECRET');
  const isTaken = world.model.tickets.some(({ linkedIn }) => linkedIn.size > 0);
  if (isTaken || room.isConverted || world.isSilent || !room.members.has(other)) return false;
  const ticket: ModelTicket = {
    ...{
      number: '',
      formerNumber: null,
      left: new Set<string>(),
      project: 'IT',
      reporter: other,
      origin: 'direct',
      isConfidential: false,
      wasPrivate: false,
    },
    ...{
      watchers: new Set<string>(),
      followers: new Set<string>(),
      linkedIn: new Set(['CSECRET']),
      openedBy: new Set<string>(),
    },
  };
  const [title, rest] = [world.mark(ticket, 'title'), world.mark(ticket, 'public')];
  const ts = tsNow(world, pick);
  const text = `Overheard ${title}\nAnd ${rest}`;
  world.desk.directory.setMessage('CSECRET', {
    ...{ ts, text, author: slackIdOf(other), threadTs: null, replyCount: 0 },
  });
  const from = { slackChannelId: 'CSECRET', ts, projectId: world.it_.project.id };
  const made = await outcome(createTicketFromMessage(world.desk, await actorOf(scene), from));
  if (!('shown' in made)) {
    if (made.refused.includes('MARK')) world.leaks.push(`${by} is refused with what was said in private`);
    return false;
  }
  if (!room.members.has(by)) world.leaks.push(`${by} makes a ticket of what they cannot read`);
  ticket.number = (made.shown as { ticketNumber: string }).ticketNumber;
  world.model.tickets.push(ticket);
  return true;
};

const writesToBot: Act = async ({ world, by }) => {
  const slackChannelId = `DU${by.toUpperCase()}`;
  const place = { slackUserId: slackIdOf(by), slackChannelId, ts: tsNow(world, 0) };
  world.desk.directory.addConversation(slackChannelId, { kind: 'im', members: [place.slackUserId] });
  const drafts = () => world.desk.database.prisma.messageDraft.count();
  const before = await drafts();
  await joinMessageDraft(world.desk, place);
  return (await drafts()) > before;
};

export const TALK = {
  comment: comments('public'),
  note: comments('internal'),
  'write in the origin thread': speaks('origin'),
  'write in triage': speaks('triage'),
  'write in a linked thread': speaks('linked'),
  'write while nobody listens': speaksUnheard,
  'make a ticket of what was said in private': makesOfPrivate,
  'write to the bot': writesToBot,
} satisfies Record<string, Act>;

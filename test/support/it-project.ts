/** A project IT with its triage channel and the usual people, written straight into the tables. */
import type { Channel, Project } from '../../src/database/generated/client.js';
import type { Actor } from '../../src/domain/permissions.js';
import { createTicket } from '../../src/services/opening/create-ticket.js';
import type { NewTicket } from '../../src/services/opening/new-ticket.js';
import { loadActor } from '../../src/services/users/load-actor.js';
import type { TestDesk } from './desk.js';

export type Person = 'ada' | 'ana' | 'ben' | 'bo' | 'cleo' | 'gus' | 'olga' | 'hedy';

/** ada: admin. ana, ben: agents of IT. hedy: agent of HR alone. bo, cleo: requesters. gus: a guest. olga: from elsewhere. */
const PEOPLE: Record<Person, { isSuperuser?: boolean; isGuest?: boolean; isExternal?: boolean }> = {
  ada: { isSuperuser: true },
  ana: {},
  ben: {},
  bo: {},
  cleo: {},
  gus: { isGuest: true },
  olga: { isExternal: true },
  hedy: {},
};

export type ItProject = {
  project: Project;
  hr: Project;
  triage: Channel;
  help: Channel;
  secret: Channel;
  actor(person: Person): Promise<Actor>;
  userId(person: Person): number;
  /** Bo's "VPN down" in direct messages, unless said otherwise. */
  open(facts?: Partial<NewTicket>, by?: Person): Promise<string>;
};

export function slackIdOf(person: Person): string {
  return `U${person.toUpperCase()}`;
}

export async function makeItProject(desk: TestDesk): Promise<ItProject> {
  const { prisma } = desk.database;
  const readAt = desk.clock.now();
  const ids = new Map<Person, number>();
  for (const [person, facts] of Object.entries(PEOPLE) as [Person, object][]) {
    const row = await prisma.user.create({
      data: { slackUserId: slackIdOf(person), displayName: person, profileReadAt: readAt, ...facts },
    });
    ids.set(person, row.id);
    desk.directory.addPerson(slackIdOf(person), { displayName: person });
  }
  const userId = (person: Person): number => ids.get(person) ?? 0;
  const project = await prisma.project.create({ data: { key: 'IT', name: 'IT Support' } });
  const hr = await prisma.project.create({ data: { key: 'HR', name: 'Human Resources' } });
  for (const person of ['ana', 'ben'] as const) {
    await prisma.projectAgent.create({
      data: { projectId: project.id, userId: userId(person), isMember: true },
    });
  }
  await prisma.projectAgent.create({ data: { projectId: hr.id, userId: userId('hedy'), isAdded: true } });
  const common = { isBotMember: true, readAt } as const;
  const triage = await prisma.channel.create({
    data: {
      ...common,
      slackChannelId: 'CTRIAGE',
      name: 'it-triage',
      kind: 'private',
      projectId: project.id,
      role: 'triage',
    },
  });
  const help = await prisma.channel.create({
    data: {
      ...common,
      slackChannelId: 'CHELP',
      name: 'it-help',
      kind: 'public',
      projectId: project.id,
      role: 'request',
    },
  });
  const secret = await prisma.channel.create({
    data: { ...common, slackChannelId: 'CSECRET', name: 'leads', kind: 'private' },
  });
  let opened = 0;
  return {
    project,
    hr,
    triage,
    help,
    secret,
    userId,
    actor: (person) => loadActor(desk, slackIdOf(person)),
    open: async (facts = {}, by = 'bo') => {
      opened += 1;
      const created = await createTicket(desk, await loadActor(desk, slackIdOf(by)), {
        sourceKey: `view:V${opened}`,
        projectId: project.id,
        reporterId: userId('bo'),
        title: 'VPN down',
        description: 'Since this morning.',
        issueType: 'incident',
        priority: 'medium',
        talk: { kind: 'direct' },
        ...facts,
      });
      return created.ticketNumber;
    },
  };
}

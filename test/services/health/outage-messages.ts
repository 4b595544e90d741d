/** What the admins are told of outages, for the tests of whoever finds them. */
import { loadOutage } from '../../../src/services/posts/content/load-desk-notice.js';
import { outage } from '../../../src/slack/blocks/outage.js';
import type { TestDesk } from '../../support/desk.js';

export async function admin(desk: TestDesk, slackUserId = 'UADA', facts: object = {}): Promise<number> {
  const data = { slackUserId, displayName: slackUserId, isSuperuser: true, ...facts };
  return (await desk.database.prisma.user.create({ data })).id;
}

/** What the admins are told, oldest first: whom, and of which jobs. */
export async function told({ database: { prisma } }: TestDesk): Promise<string[]> {
  const posts = await prisma.post.findMany({ orderBy: { id: 'asc' }, include: { user: true } });
  const outages = await prisma.jobOutage.findMany({ orderBy: { id: 'asc' } });
  return posts.map(({ user, payload }) => {
    const { outageIds, isOver } = payload as { outageIds: number[]; isOver: boolean };
    const jobs = outages.filter(({ id }) => outageIds.includes(id)).map(({ job }) => job);
    return `${user?.slackUserId}: ${jobs.join(' and ')} ${isOver ? 'over' : 'stopped'}`;
  });
}

/** What the posts say, as they would be sent now. */
export async function shown({ database: { prisma } }: TestDesk): Promise<string[]> {
  const posts = await prisma.post.findMany({ orderBy: { id: 'asc' } });
  const texts: string[] = [];
  for (const post of posts) {
    const content = await loadOutage(prisma, post);
    if (content?.kind === 'outage') texts.push(outage(content).text);
  }
  return texts;
}

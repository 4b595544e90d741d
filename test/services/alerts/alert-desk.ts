/** A desk whose alerts are found and told at given times of March 2026, and what was told: for the tests of telling. */
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { useTestDesk } from '../../support/desk.js';
import { contentOf } from '../../support/shown.js';

/** Times are `02T13:12`, in UTC. */
export function useAlertDesk() {
  const fixture = useTestDesk();
  const prisma = () => fixture.desk.database.prisma;
  const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-${time}:00Z`));

  async function sweep(time: string) {
    at(time);
    return sweepClocks(fixture.desk, fixture.desk.clock.now());
  }

  async function tell(time: string) {
    at(time);
    return tellNotices(fixture.desk, fixture.desk.clock.now());
  }

  /** `breach @ben`, `at_risk #it-triage`: every alert that was enqueued and has something to say, in order. */
  async function said(): Promise<string[]> {
    const posts = await prisma().post.findMany({
      where: { kind: { in: ['breach', 'at_risk', 'alert_digest'] } },
      orderBy: { id: 'asc' },
      include: { channel: true, user: true },
    });
    const words: string[] = [];
    for (const { channel, user, ...post } of posts) {
      const content = await contentOf(fixture.desk, post);
      const place = user === null ? `#${channel?.name}` : `@${user.displayName}`;
      if (content !== null) words.push(`${post.kind} ${place}`);
    }
    return words;
  }

  return { fixture, prisma, at, sweep, tell, said };
}

import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.js';
import type { AlertView, PostContent } from '../../../src/domain/post-content.js';
import { takeOutPosts } from '../../../src/services/posts/take-out-posts.js';
import type { PolicyOptions } from '../../../src/services/sla/policy-options.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { contentOf } from '../../support/shown.js';
import { useAlertDesk } from './alert-desk.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket is at risk at 13:12 and late after 14:00.
const { fixture, prisma, at, sweep, tell, said } = useAlertDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

async function give(number: string, to: Person, by: Person = 'ana'): Promise<void> {
  await assignTicket(fixture.desk, await it_.actor(by), number, { kind: 'user', slackUserId: slackIdOf(to) });
}

async function escalateTo(escalation: { people?: Person[]; channelId?: number }): Promise<void> {
  const userIds = (escalation.people ?? []).map((person) => it_.userId(person));
  const alerts: PolicyOptions['alerts'] = {
    urgentPriorities: ['critical'],
    escalation: { userIds, channelId: escalation.channelId ?? null },
  };
  await savePolicy(fixture.desk.database, { options: { alerts } });
}

async function contents(): Promise<PostContent[]> {
  const posts = await prisma().post.findMany({
    where: { kind: { in: ['breach', 'at_risk', 'alert_digest'] } },
    orderBy: { id: 'asc' },
  });
  const loaded = await Promise.all(posts.map((post) => contentOf(fixture.desk, post)));
  return loaded.filter((content) => content !== null);
}

const viewsOf = (content: PostContent | undefined): readonly AlertView[] =>
  content === undefined || !('lines' in content || 'alert' in content)
    ? []
    : 'lines' in content
      ? content.lines
      : [content.alert];

const outcomes = async () =>
  (await prisma().alertNotice.findMany({ orderBy: { id: 'asc' } })).map(({ outcome }) => outcome);

describe('many alerts for one place at once', () => {
  async function openMany(count: number): Promise<string[]> {
    const numbers: string[] = [];
    for (let index = 0; index < count; index += 1) {
      fixture.desk.clock.advance(60_000);
      numbers.push(await it_.open({ title: `Ticket ${index}` }));
    }
    return numbers;
  }

  it('are five messages of their own', async () => {
    await openMany(5);
    await sweep('02T15:00');
    expect(await said()).toEqual(Array.from({ length: 5 }, () => 'breach #it-triage'));
  });

  it('are one digest from six on, oldest first', async () => {
    const numbers = await openMany(6);
    await sweep('02T15:00');
    expect(await said()).toEqual(['alert_digest #it-triage']);
    const [digest] = await contents();
    expect(viewsOf(digest).map(({ number }) => number)).toEqual(numbers);
    expect(digest).toMatchObject({ more: 0 });
    expect(await outcomes()).toEqual(Array.from({ length: 6 }, () => 'digest'));
  });

  it('are taken out of a triage channel that others can read by now', async () => {
    await openMany(6);
    await sweep('02T15:00');
    await prisma().post.updateMany({
      where: { kind: 'alert_digest' },
      data: { state: 'sent', messageTs: '1.000001', sentVersion: 1 },
    });
    await inTransaction(fixture.desk.database, (tx) =>
      takeOutPosts(tx, { channelId: it_.triage.id, readers: 'others', now: fixture.desk.clock.now() }),
    );
    expect(await prisma().post.findFirst({ where: { kind: 'alert_digest' } })).toMatchObject({
      isWithdrawn: true,
    });
  });

  it('list no more than twenty', async () => {
    await openMany(23);
    await sweep('02T15:00');
    const [digest] = await contents();
    expect(viewsOf(digest)).toHaveLength(20);
    expect(digest).toMatchObject({ more: 3 });
  });

  it('count what is not listed only as far as whoever reads it may know of it', async () => {
    const numbers = await openMany(23);
    await sweep('02T15:00');
    await prisma().alertNotice.updateMany({ data: { audience: 'escalation' } });
    await prisma().post.updateMany({ where: { kind: 'alert_digest' }, data: { userId: it_.userId('cleo') } });
    expect((await contents())[0]).toMatchObject({ more: 3 });
    const hidden = { ticketNumber: { in: [...numbers.slice(0, 1), ...numbers.slice(-2)] } };
    await prisma().ticket.updateMany({ where: hidden, data: { confidential: true } });
    const [digest] = await contents();
    expect(viewsOf(digest).map(({ number }) => number)).toEqual(numbers.slice(1, 21));
    expect(digest).toMatchObject({ more: 0 });
  });

  it('are counted for each place: the one with few is told one by one', async () => {
    const numbers = await openMany(6);
    for (const number of numbers.slice(0, 2)) await give(number, 'ben');
    await sweep('02T15:00');
    expect((await said()).sort()).toEqual(['alert_digest #it-triage', 'breach @ben', 'breach @ben']);
  });

  it('after a downtime are caught up with once: both targets of a ticket, each once', async () => {
    await openMany(4);
    expect(await sweep('06T12:00')).toMatchObject({ looked: 4, flagged: 8, told: 8 });
    expect(await sweep('06T12:01')).toMatchObject({ looked: 0, flagged: 0, told: 0 });
    expect(await said()).toEqual(['alert_digest #it-triage']);
    const occurred = viewsOf((await contents())[0]).map(({ at: occurredAt }) => occurredAt.getTime());
    expect(occurred).toEqual([...occurred].sort((a, b) => a - b));
  });
});

describe('outside opening hours', () => {
  /** Overdue on Monday at 16:30, which nobody sweeps before the evening. */
  async function lateInTheEvening(priority: 'medium' | 'critical' = 'medium'): Promise<string> {
    at('02T12:30');
    const number = await it_.open({ priority }, 'ana');
    await give(number, 'ben');
    return number;
  }

  it('everybody waits for the morning, and is told then once', async () => {
    await lateInTheEvening();
    expect(await sweep('02T20:00')).toMatchObject({ flagged: 1, told: 0 });
    expect(await tell('03T08:59')).toMatchObject({ told: 0 });
    expect(await tell('03T09:00')).toMatchObject({ told: 2 });
    expect(await tell('03T09:01')).toMatchObject({ told: 0 });
    expect((await said()).sort()).toEqual(['breach #it-triage', 'breach @ben']);
  });

  it('what is urgent is told at once, both targets', async () => {
    await lateInTheEvening('critical');
    await sweep('02T20:00');
    expect((await said()).sort()).toEqual([
      ...['breach #it-triage', 'breach #it-triage', 'breach @ben', 'breach @ben'],
    ]);
  });

  it('a person is told in the hours of where they are', async () => {
    await prisma().user.update({
      where: { id: it_.userId('ben') },
      data: { timeZone: 'America/Los_Angeles' },
    });
    await lateInTheEvening();
    await sweep('02T20:00');
    expect(await said()).toEqual(['breach @ben']);
  });
});

describe('the escalation list', () => {
  it('hears of breaches and not of warnings', async () => {
    await escalateTo({ people: ['cleo'], channelId: it_.secret.id });
    await it_.open();
    await sweep('02T13:30');
    expect(await said()).toEqual(['at_risk #it-triage']);
    await sweep('02T14:30');
    expect((await said()).sort()).toEqual([
      'at_risk #it-triage',
      'breach #it-triage',
      'breach #leads',
      'breach @cleo',
    ]);
  });

  it.each([
    ['who may not see the ticket learns its number and no more', 'cleo', false, false],
    ['who works the ticket learns everything', 'ben', false, true],
    ['who works a confidential ticket learns everything', 'ben', true, true],
    ['who could see a confidential ticket with a reason learns its number and no more', 'ada', true, false],
  ] as const)('somebody on it %s', async (_name, person, isConfidential, knows) => {
    await escalateTo({ people: [person] });
    const number = await it_.open({ title: 'Secret plan' });
    await prisma().ticket.updateMany({ data: { confidential: isConfidential } });
    await sweep('02T14:30');
    const told = (await contents()).flatMap(viewsOf).find(({ isInThread }) => !isInThread);
    expect(told).toMatchObject({ number, projectName: 'IT Support', percent: 100 });
    expect(told?.card?.title ?? null).toBe(knows ? 'Secret plan' : null);
    expect(told?.noticeId === null).toBe(!knows);
    if (!knows) expect(JSON.stringify(told)).not.toContain('Secret');
  });

  it.each([
    [false, 'Secret plan'],
    [true, null],
  ] as const)(
    'a channel on it is shown the title unless the ticket is confidential (%s)',
    async (isConfidential, title) => {
      await escalateTo({ channelId: it_.secret.id });
      await it_.open({ title: 'Secret plan' });
      await prisma().ticket.updateMany({ data: { confidential: isConfidential } });
      await sweep('02T14:30');
      const told = (await contents()).flatMap(viewsOf).find(({ isInThread }) => !isInThread);
      expect(told?.card?.title ?? null).toBe(title);
      // Whoever reads there can look for a number.
      expect(told?.number === null).toBe(isConfidential);
    },
  );

  it('somebody on it who could not see a confidential ticket is told nothing', async () => {
    await escalateTo({ people: ['cleo'] });
    await it_.open();
    await prisma().ticket.updateMany({ data: { confidential: true } });
    await sweep('02T14:30');
    expect((await contents()).flatMap(viewsOf).every(({ isInThread }) => isInThread)).toBe(true);
  });

  it('tells nobody who has left, and nobody from elsewhere', async () => {
    await escalateTo({ people: ['cleo', 'olga'] });
    await prisma().user.update({ where: { id: it_.userId('cleo') }, data: { isDeactivated: true } });
    await it_.open();
    await sweep('02T14:30');
    expect(await said()).toEqual(['breach #it-triage']);
  });

  it('tells nobody twice', async () => {
    await escalateTo({ people: ['ben'], channelId: it_.triage.id });
    await give(await it_.open(), 'ben');
    await sweep('02T14:30');
    expect((await said()).sort()).toEqual(['breach #it-triage', 'breach @ben']);
  });
});

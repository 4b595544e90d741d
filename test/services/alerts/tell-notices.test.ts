import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../src/database/client.js';
import { inTransaction } from '../../../src/database/transaction.js';
import type { AlertView, PostContent } from '../../../src/domain/post-content.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { takeOutPosts } from '../../../src/services/posts/take-out-posts.js';
import type { PolicyOptions } from '../../../src/services/sla/policy-options.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { contentOf } from '../../support/shown.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. A medium ticket is at risk at 13:12 and late after 14:00.
const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

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

/** `breach #it-triage`, `at_risk @ana`: every alert that was enqueued, in order. */
async function said(): Promise<string[]> {
  const posts = await prisma().post.findMany({
    where: { kind: { in: ['breach', 'at_risk', 'alert_digest'] } },
    orderBy: { id: 'asc' },
    include: { channel: true, user: true },
  });
  return posts.map(
    ({ kind, channel, user }) => `${kind} ${user === null ? `#${channel?.name}` : `@${user.displayName}`}`,
  );
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

describe('what does not apply any more when its time comes', () => {
  let number: string;

  beforeEach(async () => {
    at('02T12:30');
    number = await it_.open();
    await give(number, 'ben');
  });

  describe('a warning for somebody whose day has not begun', () => {
    beforeEach(async () => {
      const timeZone = 'America/Los_Angeles';
      await prisma().user.update({ where: { id: it_.userId('ben') }, data: { timeZone } });
      expect(await sweep('02T15:45')).toMatchObject({ warned: 1, told: 0 });
    });

    it.each([
      ['is told when it begins', async () => undefined, { told: 1, dropped: 0 }],
      [
        'and answered meanwhile',
        async () => {
          const text = { text: 'Looking.', commentType: 'public', sourceKey: 'view:A' } as const;
          await addComment(fixture.desk, await it_.actor('ben'), number, text);
        },
        { told: 0, dropped: 1 },
      ],
      [
        'and resolved meanwhile',
        async () => void (await changeStatus(fixture.desk, await it_.actor('ben'), number, 'resolve')),
        { told: 0, dropped: 1 },
      ],
      [
        'with another priority meanwhile',
        async () =>
          void (await editTicket(fixture.desk, await it_.actor('ben'), number, { priority: 'low' })),
        { told: 0, dropped: 1 },
      ],
      [
        'with another type meanwhile, which leaves the target where it is',
        async () =>
          void (await editTicket(fixture.desk, await it_.actor('ben'), number, { issueType: 'bug' })),
        { told: 1, dropped: 0 },
      ],
      ['and late by then', async () => void (await sweep('02T16:31')), { told: 1, dropped: 1 }],
    ])('%s', async (_name, meanwhile, telling) => {
      at('02T16:00');
      await meanwhile();
      expect(await tell('02T17:00')).toEqual(telling);
    });
  });

  it('a breach, moved back by an edit of the policy', async () => {
    await sweep('02T20:00');
    await savePolicy(fixture.desk.database, {
      targets: { medium: { response: 40 * 3600, resolution: 80 * 3600 } },
    });
    await recomputeClocks(fixture.desk);
    expect(await tell('03T09:00')).toEqual({ told: 0, dropped: 2 });
    expect(await said()).toEqual([]);
  });

  it('a breach that an edit left standing is told all the same', async () => {
    await sweep('02T20:00');
    await savePolicy(fixture.desk.database, { holidays: ['2026-12-25'] });
    await recomputeClocks(fixture.desk);
    expect(await tell('03T09:00')).toEqual({ told: 2, dropped: 0 });
  });

  it('the assignee’s, now that somebody else has it: they are told instead, once', async () => {
    await sweep('02T20:00');
    await give(number, 'ana');
    expect(await tell('03T09:00')).toEqual({ told: 2, dropped: 1 });
    expect(await tell('03T09:01')).toEqual({ told: 0, dropped: 0 });
    expect((await said()).sort()).toEqual(['breach #it-triage', 'breach @ana']);
  });

  it('the assignee’s, given away and back', async () => {
    await sweep('02T20:00');
    await give(number, 'ana');
    await give(number, 'ben');
    expect(await tell('03T09:00')).toEqual({ told: 2, dropped: 0 });
    expect((await said()).sort()).toEqual(['breach #it-triage', 'breach @ben']);
  });

  it('the admins’, now that the project has a triage channel', async () => {
    await prisma().alertNotice.deleteMany();
    at('02T12:30');
    const hr = await it_.open({ projectId: it_.hr.id });
    await sweep('02T20:00');
    await prisma().channel.create({
      data: {
        slackChannelId: 'CHRTRIAGE',
        name: 'hr-triage',
        kind: 'private',
        isBotMember: true,
        projectId: it_.hr.id,
        role: 'triage',
      },
    });
    await tell('03T09:00');
    expect(hr).toMatch(/^HR-/);
    expect(await said()).toContain('breach #hr-triage');
    expect(await said()).not.toContain('breach @ada');
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

describe('several processes', () => {
  async function manyWait(): Promise<void> {
    for (let index = 0; index < 4; index += 1) await give(await it_.open(), index % 2 === 0 ? 'ben' : 'ana');
    at('02T20:00');
    await sweep('02T20:00');
  }

  it('tell of everything once, though all tell at once over connections of their own', async () => {
    await manyWait();
    at('03T09:00');
    const others = [1, 2].map(() => createDatabase(fixture.desk.database.url, { poolMax: 3 }));
    const desks = [fixture.desk, ...others.map((database) => ({ ...fixture.desk, database }))];
    const telling = await Promise.all(
      desks.flatMap((desk) => [1, 2].map(() => tellNotices(desk, fixture.desk.clock.now()))),
    );
    await Promise.all(others.map((database) => database.close()));
    expect(telling.reduce((sum, { told }) => sum + told, 0)).toBe(8);
    const posts = await said();
    expect(posts).toHaveLength(8);
    expect(await tell('03T09:01')).toEqual({ told: 0, dropped: 0 });
  });

  it('lose nothing and tell nothing twice when one is killed in the middle', async () => {
    await manyWait();
    at('03T09:00');
    const victim = createDatabase(fixture.desk.database.url, { poolMax: 1 });
    await victim.pool.query("SET application_name = 'victim'");
    const { pool } = fixture.desk.database;
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE posts IN EXCLUSIVE MODE');
    const killed = tellNotices({ ...fixture.desk, database: victim }, fixture.desk.clock.now()).catch(
      () => null,
    );
    const waiting = `SELECT pid FROM pg_stat_activity WHERE application_name = 'victim' AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await pool.query(waiting)).rowCount, { timeout: 5_000 }).toBe(1);
    await pool.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS found`);
    await holder.query('ROLLBACK');
    holder.release();
    await killed;
    await victim.close();
    await tell('03T09:01');
    expect(await said()).toHaveLength(8);
    expect((await outcomes()).filter((outcome) => outcome === 'posted')).toHaveLength(8);
  });

  it('leave what a sweep has just found to that sweep, and come for it when it was killed', async () => {
    await it_.open();
    await sweep('02T14:30');
    await prisma().post.deleteMany({ where: { kind: 'breach' } });
    await prisma().alertNotice.updateMany({ data: { toldAt: null, outcome: null, postKey: null } });
    const told = async (time: string) => {
      at(time);
      const now = fixture.desk.clock.now();
      return (await tellNotices(fixture.desk, now, { writtenBefore: new Date(now.getTime() - 60_000) })).told;
    };
    expect(await told('02T14:30')).toBe(0);
    expect(await told('02T14:31')).toBe(1);
  });
});

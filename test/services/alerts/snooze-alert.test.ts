import { beforeEach, describe, expect, it } from 'vitest';
import { snoozeAlert } from '../../../src/services/alerts/snooze-alert.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';

// Monday 2 March 2026, 10:00 UTC. A medium ticket is at risk at 13:12 and late after 14:00; Ben has this one.
const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
  await give('ben');
});

const prisma = () => fixture.desk.database.prisma;
const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-02T${time}:00Z`));

async function give(to: Person): Promise<void> {
  const user = { kind: 'user', slackUserId: slackIdOf(to) } as const;
  await assignTicket(fixture.desk, await it_.actor('ana'), number, user);
}

async function sweep(time: string): Promise<void> {
  at(time);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

async function tell(time: string): Promise<string[]> {
  at(time);
  const before = await prisma().post.count();
  await tellNotices(fixture.desk, fixture.desk.clock.now());
  const posts = await prisma().post.findMany({ orderBy: { id: 'asc' }, skip: before });
  return posts.map(({ key }) => key.replace(/:\d+:/, ':').replace(/:\d+$/, ''));
}

async function noticeFor(audience: 'triage' | 'assignee'): Promise<number> {
  const found = await prisma().alertNotice.findFirstOrThrow({
    where: { audience, snoozedById: null },
    orderBy: { id: 'desc' },
  });
  return found.id;
}

async function snooze(person: Person, audience: 'triage' | 'assignee') {
  const { untilAt, isRepeated } = await snoozeAlert(
    fixture.desk,
    await it_.actor(person),
    await noticeFor(audience),
  );
  return { untilAt: untilAt.toISOString().slice(11, 16), isRepeated };
}

describe('an alert that is put off', () => {
  beforeEach(() => sweep('14:30'));

  it('comes again in the same place an hour later, as a reminder, once', async () => {
    at('14:40');
    expect(await snooze('ana', 'triage')).toEqual({ untilAt: '15:40', isRepeated: false });
    expect(await tell('15:39')).toEqual([]);
    expect(await tell('15:40')).toEqual(['breach:response:1:triage:reminder']);
    expect(await tell('15:41')).toEqual([]);
  });

  it('is put off once, however often and by how many the button is pressed', async () => {
    at('14:40');
    const presses = await Promise.all([
      snooze('ana', 'triage'),
      snooze('ben', 'triage'),
      snooze('ana', 'triage'),
    ]);
    at('14:50');
    presses.push(await snooze('ben', 'triage'));
    expect(presses.map(({ untilAt }) => untilAt)).toEqual(['15:40', '15:40', '15:40', '15:40']);
    expect(presses.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(await tell('15:40')).toEqual(['breach:response:1:triage:reminder']);
  });

  it('can be put off again when the reminder has come', async () => {
    at('14:40');
    await snooze('ana', 'triage');
    await tell('15:40');
    expect(await snooze('ana', 'triage')).toEqual({ untilAt: '16:40', isRepeated: false });
    expect(await tell('16:40')).toEqual(['breach:response:1:triage:reminder']);
  });

  it('is put off for that place alone', async () => {
    at('14:40');
    await snooze('ben', 'assignee');
    expect(await tell('15:40')).toEqual([`breach:response:1:assignee:${it_.userId('ben')}:reminder`]);
  });

  it.each([
    ['is forgotten when the ticket is done by then', () => resolve(), []],
    ['goes to whoever has the ticket by then', () => give('ana'), ['breach:response:1:assignee']],
  ] as const)('%s', async (_name, meanwhile, expected) => {
    at('14:40');
    await snooze('ben', 'assignee');
    await meanwhile();
    expect(await tell('15:40')).toEqual(expected);
  });

  async function resolve(): Promise<void> {
    await changeStatus(fixture.desk, await it_.actor('ben'), number, 'resolve');
  }
});

it('what else waits to be told there of the ticket waits as long, and what has been told stays told', async () => {
  const timeZone = 'America/Los_Angeles';
  await sweep('13:30');
  await prisma().user.update({ where: { id: it_.userId('ben') }, data: { timeZone } });
  await sweep('14:30');
  at('16:50');
  const warning = await prisma().alertNotice.findFirstOrThrow({
    where: { userId: it_.userId('ben'), toldAt: { not: null } },
  });
  await snoozeAlert(fixture.desk, await it_.actor('ben'), warning.id);
  expect(await tell('17:00')).toEqual([]);
  expect(await tell('17:50')).toEqual(['breach:response:1:assignee']);
});

describe('a press is refused', () => {
  beforeEach(() => sweep('14:30'));
  const GONE = /not there any more/;

  it.each([
    ['of a requester who reported it', 'bo', 'triage', /Only agents of its project/],
    ['of somebody who may not see the ticket, as if there were none', 'cleo', 'triage', GONE],
    ['of a guest', 'gus', 'triage', GONE],
    ['of an agent of another project', 'hedy', 'triage', GONE],
    ['of an agent on what was told to somebody else', 'ana', 'assignee', GONE],
  ] as const)('%s', async (_name, person, audience, words) => {
    await expect(snooze(person, audience)).rejects.toThrow(words);
    expect(await prisma().alertNotice.count({ where: { snoozedById: { not: null } } })).toBe(0);
  });

  it('of an admin on a confidential ticket', async () => {
    await prisma().ticket.updateMany({ data: { confidential: true } });
    await expect(snooze('ada', 'triage')).rejects.toThrow(GONE);
  });

  it('on a notice that never was, in the same words', async () => {
    await expect(snoozeAlert(fixture.desk, await it_.actor('ana'), 2_147_483_647)).rejects.toThrow(GONE);
  });

  it('on a ticket that is done', async () => {
    await changeStatus(fixture.desk, await it_.actor('ben'), number, 'resolve');
    await expect(snooze('ana', 'triage')).rejects.toThrow(/is done, so there is nothing to be reminded of/);
  });

  const edit = async (change: { priority: 'low' | 'critical' }) =>
    void (await editTicket(fixture.desk, await it_.actor('ana'), number, change));
  const answer = async () => {
    const text = { text: 'Looking.', commentType: 'public', sourceKey: 'view:A' } as const;
    await addComment(fixture.desk, await it_.actor('ben'), number, text);
  };

  it.each([
    ['that is not late any more', 'triage', () => edit({ priority: 'low' }), /is not late any more/],
    ['that has been answered', 'triage', answer, /has been answered/],
    [
      'that a newer alert is about',
      'triage',
      async () => {
        await edit({ priority: 'critical' });
        await sweep('14:35');
      },
      /newer alert about the same/,
    ],
  ] as const)('on a ticket %s: no reminder would come', async (_name, audience, meanwhile, words) => {
    const first = await prisma().alertNotice.findFirstOrThrow({
      where: { audience },
      orderBy: { id: 'asc' },
    });
    await meanwhile();
    const pressed = snoozeAlert(fixture.desk, await it_.actor('ana'), first.id);
    await expect(pressed).rejects.toThrow(words);
    expect(await prisma().alertNotice.count({ where: { snoozedById: { not: null } } })).toBe(0);
  });

  it('on what the agent was told as the assignee, and somebody else has now', async () => {
    await give('ana');
    await tell('14:35');
    const notice = await prisma().alertNotice.findFirstOrThrow({ where: { userId: it_.userId('ben') } });
    const pressed = snoozeAlert(fixture.desk, await it_.actor('ben'), notice.id);
    await expect(pressed).rejects.toThrow(/looked after by somebody else/);
  });
});

it('a warning of what has become late, and has been told of, is not put off', async () => {
  await sweep('13:30');
  const { id } = await prisma().alertNotice.findFirstOrThrow({ where: { alert: { threshold: 80 } } });
  await sweep('14:30');
  await expect(snoozeAlert(fixture.desk, await it_.actor('ben'), id)).rejects.toThrow(/not at risk any more/);
});

it('a ticket that waits can be put off: the reminder comes when it goes on', async () => {
  const targets = { medium: { response: null, resolution: 4 * 3_600 } };
  await savePolicy(fixture.desk.database, { targets });
  number = await it_.open();
  await give('ben');
  await sweep('14:30');
  await changeStatus(fixture.desk, await it_.actor('ana'), number, 'wait');
  const notice = await prisma().alertNotice.findFirstOrThrow({
    where: { ticket: { ticketNumber: number }, userId: it_.userId('ben') },
  });
  const { isRepeated } = await snoozeAlert(fixture.desk, await it_.actor('ben'), notice.id);
  expect(isRepeated).toBe(false);
});

it('pressing while the alert is being told waits for nobody for ever', async () => {
  await sweep('14:30');
  at('14:40');
  await snooze('ana', 'triage');
  at('15:40');
  const now = fixture.desk.clock.now();
  await Promise.all([
    tellNotices(fixture.desk, now),
    snooze('ana', 'triage'),
    tellNotices(fixture.desk, now),
    snooze('ben', 'triage'),
  ]);
  await tellNotices(fixture.desk, now);
  const reminders = await prisma().alertNotice.findMany({ where: { snoozedById: { not: null } } });
  const posts = await prisma().post.count({ where: { key: { contains: 'reminder' } } });
  expect(posts).toBe(reminders.filter(({ outcome }) => outcome === 'posted').length);
  expect(reminders.filter(({ toldAt }) => toldAt === null).length).toBeLessThanOrEqual(1);
});

/** What happens between an alert and its telling loses nothing and tells nobody for whom it is not. */
import { beforeEach, describe, expect, it } from 'vitest';
import { snoozeAlert } from '../../../src/services/alerts/snooze-alert.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { removeAgent } from '../../../src/services/projects/project-agents.js';
import type { PolicyOptions } from '../../../src/services/sla/policy-options.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeTicket } from '../../../src/services/tickets/act-on-ticket.js';
import { applyCommentEffects } from '../../../src/services/tickets/apply-comment-effects.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { contentOf } from '../../support/shown.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. Sixteen hours to resolve a ticket: 10 % at 11:36. Ben opens at 14:00.
const fixture = useTestDesk();
const HOUR = 3_600;
let it_: ItProject;
let number: string;

const prisma = () => fixture.desk.database.prisma;
const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-${time}:00Z`));

async function sweep(time: string): Promise<void> {
  at(time);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
}

async function tell(time: string): Promise<void> {
  at(time);
  await tellNotices(fixture.desk, fixture.desk.clock.now());
}

async function give(to: Person, time: string): Promise<void> {
  at(time);
  const user = { kind: 'user', slackUserId: slackIdOf(to) } as const;
  await assignTicket(fixture.desk, await it_.actor('ana'), number, user);
}

async function move(verb: StatusVerb, time: string): Promise<void> {
  at(time);
  await changeStatus(fixture.desk, await it_.actor('ana'), number, verb);
}

async function save(resolution: number, options: PolicyOptions = {}): Promise<void> {
  const target = { response: null, resolution };
  const targets = { low: target, medium: target, high: target, critical: target };
  await savePolicy(fixture.desk.database, { targets, options: { warnPercents: [10], ...options } });
  while ((await recomputeClocks(fixture.desk)) > 0);
}

const zone = (person: Person, timeZone: string) =>
  prisma().user.update({ where: { id: it_.userId(person) }, data: { timeZone } });

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

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  await zone('ben', 'America/New_York');
  await save(16 * HOUR);
  number = await it_.open();
});

describe('a warning for somebody whose day has not begun', () => {
  beforeEach(async () => {
    await give('ben', '02T10:05');
    await sweep('02T12:00');
    expect(await said()).toEqual([]);
  });

  it('is told to them when they have the ticket back by then', async () => {
    await zone('ana', 'America/Los_Angeles');
    await give('ana', '02T13:00');
    await tell('02T14:00');
    await give('ben', '02T15:00');
    await tell('02T17:00');
    expect(await said()).toEqual(['at_risk @ben']);
    await tell('02T17:05');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('outlasts a pause, and is told when the ticket goes on', async () => {
    await move('wait', '02T13:50');
    await tell('02T14:00');
    expect(await said()).toEqual([]);
    await move('resume', '02T14:05');
    await tell('02T14:06');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('waits for the next morning when the ticket goes on in the evening', async () => {
    await move('wait', '02T13:50');
    await tell('02T14:00');
    await tell('02T21:59');
    await tell('02T22:01');
    await move('resume', '02T22:05');
    await tell('03T13:59');
    expect(await said()).toEqual([]);
    await tell('03T14:00');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('waits for the next morning when nothing ran while they were there', async () => {
    await tell('02T23:00');
    expect(await said()).toEqual([]);
    await tell('03T14:00');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('does not outlast the resolution', async () => {
    await move('wait', '02T13:50');
    await tell('02T14:00');
    await move('resolve', '02T14:05');
    await tell('02T14:10');
    expect(await said()).toEqual([]);
    expect(await prisma().alertNotice.count({ where: { outcome: null } })).toBe(0);
  });

  it('is told at once when the ticket becomes urgent', async () => {
    at('02T12:10');
    await editTicket(fixture.desk, await it_.actor('ana'), number, { priority: 'critical' });
    await tell('02T12:11');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('goes on waiting when the ticket becomes what is not urgent', async () => {
    at('02T12:10');
    await editTicket(fixture.desk, await it_.actor('ana'), number, { priority: 'high' });
    await tell('02T12:11');
    expect(await said()).toEqual([]);
  });

  it('is told at once when its priority becomes urgent', async () => {
    const escalation = { userIds: [], channelId: null };
    await save(16 * HOUR, { alerts: { urgentPriorities: ['medium'], escalation } });
    await tell('02T12:11');
    expect(await said()).toEqual(['at_risk @ben']);
  });
});

it('a warning is told though it was found with a breach that has been taken back', async () => {
  await zone('ben', 'America/Halifax');
  await save(2 * HOUR, { warnPercents: [80] });
  await give('ben', '02T10:05');
  await sweep('02T11:40');
  await sweep('02T12:05');
  at('02T12:55');
  await save(3.25 * HOUR, { warnPercents: [80] });
  await tell('02T13:00');
  expect(await said()).toEqual(['at_risk @ben']);
});

it('a warning of the response outlasts a pause where the policy pauses it, and not the answer', async () => {
  const targets = { medium: { response: 2 * HOUR, resolution: null } };
  await savePolicy(fixture.desk.database, { targets, options: { warnPercents: [50], responsePauses: true } });
  const numbers = [await it_.open(), await it_.open()];
  for (number of numbers) await give('ben', '02T10:05');
  await sweep('02T11:05');
  for (number of numbers) await move('wait', '02T11:10');
  const text = { text: 'Looking.', commentType: 'public', sourceKey: 'view:A' } as const;
  await addComment(fixture.desk, await it_.actor('ana'), number, text);
  await tell('02T14:00');
  for (number of numbers) await move('resume', '02T14:10');
  await tell('02T14:11');
  expect(await said()).toEqual(['at_risk @ben']);
});

describe('a reminder of a warning', () => {
  it('outlasts a pause, and comes when the ticket goes on', async () => {
    await give('ana', '02T10:05');
    await sweep('02T12:00');
    const { id } = await prisma().alertNotice.findFirstOrThrow({});
    await snoozeAlert(fixture.desk, await it_.actor('ana'), id);
    await move('wait', '02T12:59');
    await tell('02T13:00');
    await move('resume', '02T13:04');
    await tell('02T13:05');
    expect(await said()).toEqual(['at_risk @ana', 'at_risk @ana']);
  });

  it('holds what else waits of a ticket that is urgent', async () => {
    await editTicket(fixture.desk, await it_.actor('ana'), number, { priority: 'critical' });
    await give('ana', '02T10:05');
    await sweep('02T12:00');
    const told = await prisma().alertNotice.findFirstOrThrow({});
    const other = { ticketId: told.ticketId, targetKind: 'resolution', clockVersion: 2 } as const;
    const alert = await prisma().slaAlert.create({
      data: { ...other, threshold: 5, occurredAt: fixture.desk.clock.now() },
    });
    const { id: _, ...facts } = told;
    const waiting = { toldAt: null, outcome: null, postKey: null, alertId: alert.id };
    await prisma().alertNotice.create({ data: { ...facts, ...waiting, key: 'waiting' } });
    await snoozeAlert(fixture.desk, await it_.actor('ana'), told.id);
    await tell('02T12:30');
    expect(await prisma().alertNotice.findFirstOrThrow({ where: { key: 'waiting' } })).toMatchObject({
      deliverAt: new Date('2026-03-02T13:00:00Z'),
    });
  });
});

describe('an escalation list', () => {
  const escalateTo = (person: Person) =>
    save(2 * HOUR, {
      alerts: {
        urgentPriorities: ['critical'],
        escalation: { userIds: [it_.userId(person)], channelId: null },
      },
    });

  it.each([1, 6])(
    'is told by somebody on it who was the assignee and is no agent any more (%i late)',
    async (count) => {
      await escalateTo('ben');
      for (let index = 1; index < count; index += 1) number = await it_.open();
      const numbers = (await prisma().ticket.findMany()).map(({ ticketNumber }) => ticketNumber);
      for (number of numbers) await give('ben', '02T10:05');
      await sweep('02T12:30');
      at('02T13:00');
      await removeAgent(fixture.desk, await it_.actor('ada'), 'IT', 'UBEN');
      await tell('02T14:00');
      expect(await said()).toContain(count === 1 ? 'breach @ben' : 'alert_digest @ben');
      const audiences = await prisma().alertNotice.findMany({ where: { userId: it_.userId('ben') } });
      expect(
        new Set(audiences.filter(({ outcome }) => outcome !== 'dropped').map(({ audience }) => audience)),
      ).toEqual(new Set(['escalation']));
    },
  );

  it('tells nobody on it who has become a guest', async () => {
    await escalateTo('gus');
    await sweep('02T12:30');
    await tell('03T12:00');
    expect(await said()).not.toContain('breach @gus');
    expect(await prisma().alertNotice.count({ where: { userId: it_.userId('gus') } })).toBe(0);
  });

  it('tells nobody on it who becomes a guest before their day begins', async () => {
    await zone('cleo', 'America/New_York');
    await escalateTo('cleo');
    await sweep('02T12:30');
    await prisma().user.update({ where: { id: it_.userId('cleo') }, data: { isGuest: true } });
    await tell('02T14:00');
    expect(await said()).not.toContain('breach @cleo');
  });

  it('tells the admins when its channel is lost before it was told there', async () => {
    const alerts = { urgentPriorities: [], escalation: { userIds: [], channelId: it_.secret.id } };
    await save(2 * HOUR, { alerts });
    await sweep('02T20:00');
    await prisma().channel.update({ where: { id: it_.secret.id }, data: { isArchived: true } });
    await tell('03T09:00');
    expect((await said()).sort()).toEqual(['breach #it-triage', 'breach @ada']);
  });
});

describe('a message that Slack has not taken yet', () => {
  const answered = async (time: string) => {
    const ref = { ticketNumber: number };
    const { id: commentId } = await prisma().ticket.findUniqueOrThrow({ where: ref });
    const answer = {
      commentId,
      authorId: it_.userId('ana'),
      isAgent: true,
      type: 'public',
      text: 'Yes',
    } as const;
    await changeTicket(
      fixture.desk,
      ref,
      (work) => void applyCommentEffects(work, { ...answer, at: new Date(`2026-03-${time}:00Z`) }),
    );
  };

  it.each([
    ['one', 1, ['breach #it-triage']],
    ['six', 6, ['alert_digest #it-triage']],
  ])(
    'calls nobody late whose answer turns out to have been in time (of %s)',
    async (_name, count, queued) => {
      const targets = { medium: { response: 2 * HOUR, resolution: null } };
      await savePolicy(fixture.desk.database, { targets, options: { warnPercents: [] } });
      for (let index = 1; index < count; index += 1) await it_.open();
      while ((await recomputeClocks(fixture.desk)) > 0);
      await sweep('02T12:05');
      expect(await said()).toEqual(queued);
      const numbers = (await prisma().ticket.findMany()).map(({ ticketNumber }) => ticketNumber);
      for (number of numbers) await answered('02T11:50');
      expect(await said()).toEqual([]);
    },
  );

  it('calls late what came late', async () => {
    const targets = { medium: { response: 2 * HOUR, resolution: null } };
    await savePolicy(fixture.desk.database, { targets, options: { warnPercents: [] } });
    while ((await recomputeClocks(fixture.desk)) > 0);
    await sweep('02T12:05');
    await answered('02T12:03');
    expect(await said()).toEqual(['breach #it-triage']);
  });

  it('calls nothing at risk that is resolved', async () => {
    await sweep('02T12:00');
    await move('resolve', '02T12:01');
    expect(await said()).toEqual([]);
  });
});

describe('what is found while nobody can be told', () => {
  beforeEach(async () => {
    await prisma().channel.updateMany({ where: { role: 'triage' }, data: { role: null, projectId: null } });
    await prisma().user.updateMany({ where: { isSuperuser: true }, data: { isDeactivated: true } });
    await save(2 * HOUR);
    await sweep('02T12:30');
    expect(await said()).toEqual([]);
    expect(await prisma().slaAlert.count()).toBe(1);
  });

  const anAdmin = () =>
    prisma().user.updateMany({ where: { isSuperuser: true }, data: { isDeactivated: false } });

  it('is told to the admins once there is one, once', async () => {
    await anAdmin();
    await tell('02T12:40');
    await tell('02T12:41');
    expect(await said()).toEqual(['breach @ada']);
  });

  it('is told in the triage channel once there is one', async () => {
    await prisma().channel.update({
      where: { id: it_.triage.id },
      data: { role: 'triage', projectId: it_.project.id },
    });
    await tell('02T12:40');
    expect(await said()).toEqual(['breach #it-triage']);
  });

  it('waits for opening hours as everything does', async () => {
    await anAdmin();
    await tell('02T20:00');
    expect(await said()).toEqual([]);
    await tell('03T09:00');
    expect(await said()).toEqual(['breach @ada']);
  });

  it('is forgotten when it holds no more by then', async () => {
    await save(40 * HOUR);
    await anAdmin();
    await tell('02T12:40');
    expect(await said()).toEqual([]);
  });

  it('is forgotten when the ticket is done by then', async () => {
    await move('resolve', '02T12:35');
    await anAdmin();
    await tell('02T12:40');
    expect(await said()).toEqual([]);
  });
});

it('what an earlier clock told and handed on is no news', async () => {
  await sweep('02T12:00');
  at('02T12:10');
  await editTicket(fixture.desk, await it_.actor('ana'), number, { issueType: 'bug' });
  await tell('02T12:11');
  expect(await said()).toEqual(['at_risk #it-triage']);
});

it('what was told before there were notices is not told again', async () => {
  await sweep('02T12:00');
  await prisma().alertNotice.deleteMany();
  await tell('02T12:11');
  expect(await prisma().alertNotice.count()).toBe(0);
});

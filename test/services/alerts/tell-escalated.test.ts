/** Whom the list for escalations names is told, each in their own working hours. */
import { beforeEach, describe, expect, it } from 'vitest';
import { removeAgent } from '../../../src/services/projects/project-agents.js';
import type { PolicyOptions } from '../../../src/services/sla/policy-options.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { changeTicket } from '../../../src/services/tickets/act-on-ticket.js';
import { applyCommentEffects } from '../../../src/services/tickets/apply-comment-effects.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { useAlertDesk } from './alert-desk.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC. Sixteen hours to resolve a ticket: 10 % at 11:36. Ben opens at 14:00.
const { fixture, prisma, at, sweep, tell, said } = useAlertDesk();
const HOUR = 3_600;
let it_: ItProject;
let number: string;

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

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  await zone('ben', 'America/New_York');
  await save(16 * HOUR);
  number = await it_.open();
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

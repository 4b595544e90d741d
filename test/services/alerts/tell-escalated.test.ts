/** Whom the list for escalations names is told, each in their own working hours. */
import { describe, expect, it } from 'vitest';
import { removeAgent } from '../../../src/services/projects/project-agents.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { changeTicket } from '../../../src/services/tickets/act-on-ticket.js';
import { applyCommentEffects } from '../../../src/services/tickets/apply-comment-effects.js';
import type { Person } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { HOUR, useLateAlerts } from './use-late-alerts.js';

const late = useLateAlerts();
const { fixture, prisma, at, sweep, tell, said, give, move, save, zone } = late;

describe('an escalation list', () => {
  const escalateTo = (person: Person) =>
    save(2 * HOUR, {
      alerts: {
        urgentPriorities: ['critical'],
        escalation: { userIds: [late.it_.userId(person)], channelId: null },
      },
    });

  it.each([1, 6])(
    'is told by somebody on it who was the assignee and is no agent any more (%i late)',
    async (count) => {
      await escalateTo('ben');
      for (let index = 1; index < count; index += 1) late.number = await late.it_.open();
      const numbers = (await prisma().ticket.findMany()).map(({ ticketNumber }) => ticketNumber);
      for (late.number of numbers) await give('ben', '02T10:05');
      await sweep('02T12:30');
      at('02T13:00');
      await removeAgent(fixture.desk, await late.it_.actor('ada'), 'IT', 'UBEN');
      await tell('02T14:00');
      expect(await said()).toContain(count === 1 ? 'breach @ben' : 'alert_digest @ben');
      const audiences = await prisma().alertNotice.findMany({ where: { userId: late.it_.userId('ben') } });
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
    expect(await prisma().alertNotice.count({ where: { userId: late.it_.userId('gus') } })).toBe(0);
  });

  it('tells nobody on it who becomes a guest before their day begins', async () => {
    await zone('cleo', 'America/New_York');
    await escalateTo('cleo');
    await sweep('02T12:30');
    await prisma().user.update({ where: { id: late.it_.userId('cleo') }, data: { isGuest: true } });
    await tell('02T14:00');
    expect(await said()).not.toContain('breach @cleo');
  });

  it('tells the admins when its channel is lost before it was told there', async () => {
    const alerts = { urgentPriorities: [], escalation: { userIds: [], channelId: late.it_.secret.id } };
    await save(2 * HOUR, { alerts });
    await sweep('02T20:00');
    await prisma().channel.update({ where: { id: late.it_.secret.id }, data: { isArchived: true } });
    await tell('03T09:00');
    expect((await said()).sort()).toEqual(['breach #it-triage', 'breach @ada']);
  });
});

describe('a message that Slack has not taken yet', () => {
  const answered = async (time: string) => {
    const ref = { ticketNumber: late.number };
    const { id: commentId } = await prisma().ticket.findUniqueOrThrow({ where: ref });
    const answer = {
      commentId,
      authorId: late.it_.userId('ana'),
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
      for (let index = 1; index < count; index += 1) await late.it_.open();
      while ((await recomputeClocks(fixture.desk)) > 0);
      await sweep('02T12:05');
      expect(await said()).toEqual(queued);
      const numbers = (await prisma().ticket.findMany()).map(({ ticketNumber }) => ticketNumber);
      for (late.number of numbers) await answered('02T11:50');
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

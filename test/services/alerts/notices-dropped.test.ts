/** Alerts that wait to be told and do not apply any more when their time comes are dropped, each with the reason. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
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

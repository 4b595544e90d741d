/** How far a desk is set up follows from what is there; the steps go through the services there are, once each. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { nextSetupStep } from '../../../src/domain/setup.js';
import { readSetup } from '../../../src/services/setup/read-setup.js';
import { setUpHours } from '../../../src/services/setup/set-up-hours.js';
import { cancelTestTicket, openTestTicket } from '../../../src/services/setup/test-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const held = useTestDesk();
let desk: typeof held.desk;
let it_: ItProject;
let ada: Actor;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  ada = await it_.actor('ada');
  await desk.database.prisma.user.update({
    where: { slackUserId: 'UADA' },
    data: { timeZone: 'Europe/Lisbon' },
  });
});

const prisma = () => desk.database.prisma;

describe('how far it is', () => {
  it('is told of the first project that lacks something, by key, or of the one asked for', async () => {
    const lacking = await readSetup(desk, ada, null);
    expect([lacking.project?.key, nextSetupStep(lacking.facts)]).toEqual(['HR', 'channels']);
    const asked = await readSetup(desk, ada, 'it');
    expect([asked.project?.key, nextSetupStep(asked.facts)]).toEqual(['IT', 'hours']);
    expect(asked.agents.map(({ name }) => name)).toEqual(['ana', 'ben']);
  });

  it('begins with a project where there is none', async () => {
    await prisma().project.updateMany({ data: { archivedAt: new Date(0) } });
    const { project, facts } = await readSetup(desk, ada, null);
    expect([project, nextSetupStep(facts)]).toEqual([null, 'project']);
  });

  it.each(['ana', 'bo', 'hedy'] as const)('is told to nobody but admins: not %s', async (person) => {
    const actor = await it_.actor(person);
    await expect(readSetup(desk, actor, null)).rejects.toMatchObject({ name: 'UserError' });
    await expect(openTestTicket(desk, actor, 'IT')).rejects.toMatchObject({ name: 'UserError' });
    await expect(cancelTestTicket(desk, actor, 'IT')).rejects.toMatchObject({ name: 'UserError' });
    const hours = { timeZone: 'Europe/Lisbon', hours: '09:00-17:00' };
    await expect(setUpHours(desk, actor, it_.project, hours)).rejects.toMatchObject({ name: 'UserError' });
  });
});

describe('opening hours', () => {
  it('are those of every working day, in the zone that was chosen; weekends stay', async () => {
    await setUpHours(desk, ada, it_.project, {
      timeZone: 'Europe/Lisbon',
      hours: '08:30-12:00, 13:00-17:30',
    });
    const { calendar, facts } = await readSetup(desk, ada, 'IT');
    expect([calendar.timeZone, calendar.hours.mon, calendar.hours.fri, calendar.hours.sat]).toEqual([
      ...['Europe/Lisbon', '08:30-12:00, 13:00-17:30', '08:30-12:00, 13:00-17:30', ''],
    ]);
    expect(facts.areHoursFit).toBe(true);
  });

  it('are fit in another zone than the admin’s once an admin has saved them', async () => {
    await setUpHours(desk, ada, it_.project, { timeZone: 'Asia/Tokyo', hours: '09:00-17:00' });
    expect((await readSetup(desk, ada, 'IT')).facts.areHoursFit).toBe(true);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus', hours: '09:00-17:00' }, ['time_zone']],
    [{ timeZone: 'UTC', hours: 'nine to five' }, ['hours_mon']],
    [{ timeZone: '', hours: '' }, ['time_zone', 'hours_mon']],
  ])('%j is refused, each fault once on its field', async (typed, fields) => {
    const refused: unknown = await setUpHours(desk, ada, it_.project, typed).catch((error: unknown) => error);
    expect(Object.keys((refused as { fields: object }).fields).sort()).toEqual([...fields].sort());
    expect(await prisma().calendar.count({ where: { createdById: { not: null } } })).toBe(0);
  });
});

describe('the test ticket', () => {
  it('is one a project, however often it is asked for, and is cancelled once', async () => {
    await Promise.all([1, 2, 3].map(() => openTestTicket(desk, ada, 'IT')));
    expect((await readSetup(desk, ada, 'IT')).testTicket).toEqual({ number: 'IT-1', isDone: false });
    await cancelTestTicket(desk, ada, 'IT');
    await cancelTestTicket(desk, ada, 'IT');
    await openTestTicket(desk, ada, 'IT');
    expect(await prisma().ticket.findMany({ select: { ticketNumber: true, resolution: true } })).toEqual([
      { ticketNumber: 'IT-1', resolution: 'cancelled' },
    ]);
  });
});

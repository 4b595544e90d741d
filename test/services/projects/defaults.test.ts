/** A new deployment has a project, a calendar in its own time zone, and admins who know what to set up. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ensureDefaultCalendar } from '../../../src/services/projects/ensure-default-calendar.js';
import { ensureDefaultProject } from '../../../src/services/projects/ensure-default-project.js';
import { currentPolicyId } from '../../../src/services/sla/load-policy.js';
import { syncUser } from '../../../src/services/users/sync-user.js';
import { useTestDesk } from '../../support/desk.js';

const held = useTestDesk({ adminUserIds: ['UADA'] });
let desk: typeof held.desk;

beforeEach(() => {
  desk = held.desk;
  desk.directory.addPerson('UADA');
});

const notices = () => desk.database.prisma.post.findMany({ where: { kind: 'setup_notice' } });

describe('ensureDefaultProject', () => {
  it('makes IT once, however many processes start at once, and asks each admin once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => ensureDefaultProject(desk)));
    await ensureDefaultProject(desk);
    const projects = await desk.database.prisma.project.findMany();
    expect(projects).toMatchObject([{ key: 'IT', name: 'IT Support', emoji: 'ticket', showTargets: false }]);
    expect(await notices()).toHaveLength(1);
  });

  it('asks whoever becomes an admin later', async () => {
    await ensureDefaultProject(desk);
    await syncUser(desk, desk.directory.addPerson('UNEW', { isSlackAdmin: true }));
    expect(await notices()).toHaveLength(2);
  });

  it('does not come back where there is any other project', async () => {
    await desk.database.prisma.project.create({ data: { key: 'HR', name: 'People' } });
    await ensureDefaultProject(desk);
    expect(await desk.database.prisma.project.count()).toBe(1);
  });
});

describe('ensureDefaultCalendar', () => {
  const calendars = () =>
    desk.database.prisma.calendar.findMany({ orderBy: { version: 'asc' }, include: { hours: true } });

  it('leaves the first version where the zone is the same', async () => {
    await ensureDefaultCalendar(desk, 'UTC');
    expect(await calendars()).toHaveLength(1);
  });

  it('makes one new version of calendar and policy for another zone, with the same hours and targets', async () => {
    await Promise.all(Array.from({ length: 4 }, () => ensureDefaultCalendar(desk, 'Europe/Berlin')));
    await ensureDefaultCalendar(desk, 'Europe/Berlin');
    const rows = await calendars();
    expect(rows.map(({ version, timeZone, hours }) => [version, timeZone, hours.length])).toEqual([
      [1, 'UTC', 5],
      [2, 'Europe/Berlin', 5],
    ]);
    const { prisma } = desk.database;
    const project = await prisma.project.create({ data: { key: 'IT', name: 'IT' } });
    const policy = await prisma.slaPolicy.findUniqueOrThrow({
      where: { id: await currentPolicyId(prisma, project.id) },
      include: { targets: true },
    });
    expect(policy).toMatchObject({ version: 2, calendarId: rows[1]?.id });
    expect(policy.targets).toHaveLength(4);
  });

  it('goes back as another version', async () => {
    await ensureDefaultCalendar(desk, 'Europe/Berlin');
    await ensureDefaultCalendar(desk, 'UTC');
    expect((await calendars()).map(({ timeZone }) => timeZone)).toEqual(['UTC', 'Europe/Berlin', 'UTC']);
  });
});

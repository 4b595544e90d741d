/** People get a row at first sight, their profile from Slack, and no more rights than Slack says they have. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ensureUser } from '../../../src/services/users/ensure-user.js';
import { loadActor } from '../../../src/services/users/load-actor.js';
import { syncAllUsers } from '../../../src/services/users/sync-all-users.js';
import { syncUser } from '../../../src/services/users/sync-user.js';
import { useTestDesk } from '../../support/desk.js';

const held = useTestDesk({ adminUserIds: ['UCONF'] });
let desk: typeof held.desk;
beforeEach(() => {
  desk = held.desk;
});

const audits = async () =>
  (await desk.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('ensureUser', () => {
  it('reads the profile at first sight and not again', async () => {
    desk.directory.addPerson('U1', { displayName: 'ana', timeZone: 'Europe/Paris', email: 'a@example.org' });
    const first = await ensureUser(desk, 'U1');
    expect(first).toMatchObject({ displayName: 'ana', timeZone: 'Europe/Paris', email: 'a@example.org' });
    expect(await ensureUser(desk, 'U1')).toEqual(first);
    expect(desk.directory.asked).toEqual(['readProfile U1']);
  });

  it('leaves a placeholder while Slack does not answer, and asks again', async () => {
    desk.directory.addPerson('U1', { displayName: 'ana' });
    desk.directory.failOn('readProfile');
    const placeholder = await ensureUser(desk, 'U1');
    expect(placeholder).toMatchObject({ displayName: 'U1', profileReadAt: null });
    desk.directory.answerAgain();
    expect(await ensureUser(desk, 'U1')).toMatchObject({ id: placeholder.id, displayName: 'ana' });
  });

  it('makes one row when somebody is seen by five at once', async () => {
    desk.directory.addPerson('U1');
    const rows = await Promise.all(Array.from({ length: 5 }, () => ensureUser(desk, 'U1')));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    expect(await desk.database.prisma.user.count()).toBe(1);
  });
});

describe('who is an admin', () => {
  it.each([
    ['an owner or admin of the workspace', 'U1', { isSlackAdmin: true }, true],
    ['whoever configuration names', 'UCONF', {}, true],
    ['anybody else', 'U1', {}, false],
    ['a guest, whatever else', 'UCONF', { isSlackAdmin: true, isGuest: true }, false],
    ['an outsider, whatever else', 'U1', { isSlackAdmin: true, isExternal: true }, false],
    ['somebody deactivated', 'U1', { isSlackAdmin: true, isDeactivated: true }, false],
    ['a bot', 'UCONF', { isBot: true }, false],
  ])('%s', async (_who, slackUserId, facts, isAdmin) => {
    desk.directory.addPerson(slackUserId, facts);
    expect((await ensureUser(desk, slackUserId)).isSuperuser).toBe(isAdmin);
    expect((await loadActor(desk, slackUserId)).isAdmin).toBe(isAdmin);
    expect(await audits()).toEqual(isAdmin ? ['admin_granted'] : []);
  });

  it('is followed both ways, audited once each', async () => {
    const profile = desk.directory.addPerson('U1');
    for (const isSlackAdmin of [false, true, true, false, false]) {
      await syncUser(desk, { ...profile, isSlackAdmin });
    }
    expect(await audits()).toEqual(['admin_granted', 'admin_revoked']);
  });
});

describe('is_staff', () => {
  it('falls with the profile of an agent who becomes a guest, and rises again with it', async () => {
    const profile = desk.directory.addPerson('U1');
    const { id: userId } = await ensureUser(desk, 'U1');
    const { prisma } = desk.database;
    const project = await prisma.project.create({ data: { key: 'IT', name: 'IT' } });
    await prisma.projectAgent.create({ data: { projectId: project.id, userId, isAdded: true } });
    const staff = [];
    for (const isGuest of [false, true, false])
      staff.push((await syncUser(desk, { ...profile, isGuest })).isStaff);
    expect(staff).toEqual([true, false, true]);
    expect(await audits()).toEqual(['staff_granted', 'staff_revoked', 'staff_granted']);
  });
});

describe('loadActor', () => {
  it('takes somebody whom Slack does not tell for a guest', async () => {
    desk.directory.failOn('readProfile');
    expect(await loadActor(desk, 'U1')).toMatchObject({ isGuest: true, isAdmin: false });
  });

  it('gives bots and deactivated people nothing', async () => {
    desk.directory.addPerson('UBOT1', { isBot: true });
    desk.directory.addPerson('UGONE', { isDeactivated: true });
    expect((await loadActor(desk, 'UBOT1')).isDeactivated).toBe(true);
    expect((await loadActor(desk, 'UGONE')).isDeactivated).toBe(true);
  });

  it('names the projects whose agent somebody is, by membership or word, and not where an admin said no', async () => {
    desk.directory.addPerson('U1');
    const { id: userId } = await ensureUser(desk, 'U1');
    const { prisma } = desk.database;
    const flags = [{ isMember: true }, { isAdded: true }, { isMember: true, isRemoved: true }, {}];
    const ids: number[] = [];
    for (const [index, flag] of flags.entries()) {
      const key = `P${String.fromCharCode(65 + index)}`;
      const { id } = await prisma.project.create({ data: { key, name: key } });
      await prisma.projectAgent.create({ data: { projectId: id, userId, ...flag } });
      ids.push(id);
    }
    expect([...(await loadActor(desk, 'U1')).agentOf].sort()).toEqual(ids.slice(0, 2));
  });
});

describe('syncAllUsers', () => {
  it('brings what was missed, makes admins known and writes nothing that is as it was', async () => {
    desk.directory.addPerson('U1', { displayName: 'ana' });
    await ensureUser(desk, 'U1');
    desk.directory.addPerson('U1', { displayName: 'ana maria' });
    desk.directory.addPerson('U2', { isSlackAdmin: true });
    desk.directory.addPerson('U3');
    desk.directory.addPerson('UCONF');
    expect(await syncAllUsers(desk)).toBe(3);
    expect(await syncAllUsers(desk)).toBe(0);
    const rows = await desk.database.prisma.user.findMany({ orderBy: { slackUserId: 'asc' } });
    expect(
      rows.map(({ slackUserId, displayName, isSuperuser }) => [slackUserId, displayName, isSuperuser]),
    ).toEqual([
      ['U1', 'ana maria', false],
      ['U2', 'u2', true],
      ['UCONF', 'uconf', true],
    ]);
  });

  it('throws when Slack does not answer', async () => {
    desk.directory.failOn('readProfiles');
    await expect(syncAllUsers(desk)).rejects.toThrow();
  });
});

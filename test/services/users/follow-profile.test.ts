import { describe, expect, it } from 'vitest';
import { ensureUser } from '../../../src/services/users/ensure-user.js';
import { followProfile } from '../../../src/services/users/follow-profile.js';
import { useTestDesk } from '../../support/desk.js';

const fixture = useTestDesk();
const row = () => fixture.desk.database.prisma.user.findUniqueOrThrow({ where: { slackUserId: 'UADA' } });

describe('a profile that an event tells of', () => {
  it('gives back no role that has been taken since', async () => {
    const { desk } = fixture;
    const asAdmin = desk.directory.addPerson('UADA', { isSlackAdmin: true });
    await followProfile(desk, asAdmin);
    expect(await row()).toMatchObject({ isSuperuser: true });
    const asMember = desk.directory.addPerson('UADA', { isSlackAdmin: false });
    await followProfile(desk, asMember);
    await followProfile(desk, asAdmin);
    expect(await row()).toMatchObject({ isSuperuser: false });
  });

  it('is taken as it is where it changes no role, and Slack is not asked', async () => {
    const { desk } = fixture;
    const known = desk.directory.addPerson('UADA', { displayName: 'Ada' });
    await ensureUser(desk, 'UADA');
    const asked = desk.directory.asked.length;
    await followProfile(desk, { ...known, displayName: 'Countess' });
    expect([(await row()).displayName, desk.directory.asked.length]).toEqual(['Countess', asked]);
  });

  it('makes nobody known who never appeared, or was erased, unless they are an admin', async () => {
    const { desk } = fixture;
    await followProfile(desk, desk.directory.addPerson('UBO', { displayName: 'Bo' }));
    await followProfile(desk, desk.directory.addPerson('UADA', { isSlackAdmin: true }));
    const known = await desk.database.prisma.user.findMany({ select: { slackUserId: true } });
    expect(known).toEqual([{ slackUserId: 'UADA' }]);
  });

  it('fails where a role would change and Slack does not say', async () => {
    const { desk } = fixture;
    const told = desk.directory.addPerson('UADA', { isSlackAdmin: true });
    desk.directory.failOn('readProfile');
    await expect(followProfile(desk, told)).rejects.toThrow();
  });
});

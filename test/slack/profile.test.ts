import { describe, expect, it } from 'vitest';
import { toProfile } from '../../src/slack/profile.js';

const TEAM = 'T0OURS';
const user = (change: Record<string, unknown>) => ({
  id: 'U0ANA',
  team_id: TEAM,
  name: 'ana',
  profile: { display_name: 'Ana', real_name: 'Ana Sousa', email: 'ana@example.com' },
  tz: 'Europe/Lisbon',
  ...change,
});

describe('a profile', () => {
  it.each([
    [
      'a member',
      {},
      { displayName: 'Ana', realName: 'Ana Sousa', email: 'ana@example.com', isExternal: false },
    ],
    [
      'somebody without a display name',
      { profile: { real_name: 'Ana Sousa' } },
      { displayName: 'Ana Sousa' },
    ],
    ['somebody without any name', { profile: {} }, { displayName: 'ana', email: null }],
    ['a guest of several channels', { is_restricted: true }, { isGuest: true }],
    ['a guest of one channel', { is_ultra_restricted: true }, { isGuest: true }],
    ['somebody of another team', { team_id: 'T0THEIRS' }, { isExternal: true }],
    ['a stranger', { is_stranger: true }, { isExternal: true }],
    [
      'somebody of another team of our own organization who is in ours too',
      { team_id: 'T0SISTER', enterprise_user: { teams: ['T0SISTER', TEAM] } },
      { isExternal: false },
    ],
    [
      'an outsider who is an admin at home',
      { team_id: 'T0THEIRS', is_admin: true },
      { isExternal: true, isSlackAdmin: true },
    ],
    ['an admin', { is_admin: true }, { isSlackAdmin: true }],
    ['an owner', { is_owner: true }, { isSlackAdmin: true }],
    ['somebody who left', { deleted: true, tz: undefined }, { isDeactivated: true, timeZone: 'UTC' }],
    ['a bot', { is_bot: true }, { isBot: true }],
    ['Slackbot, which Slack says is none', { id: 'USLACKBOT', is_bot: false }, { isBot: true }],
  ])('of %s', (_, change, expected) => {
    expect(toProfile(user(change), TEAM)).toMatchObject(expected);
  });

  it.each([[null], [undefined], ['U0ANA'], [{}], [{ id: 5 }]])('of %j is none', (value) => {
    expect(toProfile(value, TEAM)).toBeNull();
  });
});

/** Tags are offered to whoever works the tickets that have them, and tell nobody else of those. */
import { beforeEach, expect, it } from 'vitest';
import { tagsInUse } from '../../../src/services/finding/tags-in-use.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  await it_.open({ tags: ['vpn', 'office-berlin'] }, 'ana');
  await it_.open({ tags: ['vpn', 'VPN client', 'vp%'] }, 'ana');
  await it_.open({ tags: ['leak'], isConfidential: true }, 'ana');
  await it_.open({ projectId: it_.hr.id, tags: ['payroll', 'vpn-hr'] }, 'hedy');
  await it_.open(
    { projectId: it_.hr.id, tags: ['warning'], isConfidential: true, reporterId: it_.userId('ada') },
    'hedy',
  );
});

const offered = async (person: Person, typed = '', countMax = 100) =>
  tagsInUse(fixture.desk, await it_.actor(person), typed, countMax);

it.each<[Person, string[]]>([
  ['ana', ['leak', 'office-berlin', 'vp%', 'vpn', 'vpn client']],
  ['hedy', ['payroll', 'vpn-hr', 'warning']],
  // Also of a confidential ticket that she reported.
  ['ada', ['office-berlin', 'payroll', 'vp%', 'vpn', 'vpn client', 'vpn-hr']],
  ['bo', []],
  ['gus', []],
  ['olga', []],
])('to %s', async (person, tags) => {
  expect(await offered(person)).toEqual(tags);
});

it.each([{ isGuest: true }, { isExternal: true }, { isDeactivated: true }])(
  'no more to an agent who is %o',
  async (change) => {
    await fixture.desk.database.prisma.user.update({
      where: { slackUserId: slackIdOf('ana') },
      data: change,
    });
    expect(await offered('ana')).toEqual([]);
  },
);

it('a ticket that has become confidential says nothing to admins any more', async () => {
  await fixture.desk.database.prisma.ticket.updateMany({ data: { confidential: true } });
  expect(await offered('ada')).toEqual([]);
  expect(await offered('ana', 'off')).toEqual(['office-berlin']);
});

/** What is typed, and what is offered that begins with it. */
const BEGINNINGS: [string, string[]][] = [
  ['VPN', ['vpn', 'vpn client']],
  ['vp%', ['vp%']],
  ['office_', []],
  ['berlin', []],
  ['z', []],
  ['\u0000', ['leak', 'office-berlin', 'vp%', 'vpn', 'vpn client']],
  ["'; DROP TABLE", []],
  ['x'.repeat(3_000), []],
];

it('those that begin with what is typed, whatever that is', async () => {
  for (const [typed, tags] of BEGINNINGS)
    expect(await offered('ana', typed), typed.slice(0, 20)).toEqual(tags);
  expect(await offered('ana', '', 2)).toEqual(['leak', 'office-berlin']);
});

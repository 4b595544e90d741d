/** Homes that nobody has looked at for long: what becomes of them, and that nobody is shown anything old who comes back. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { HomeCarrier } from '../../../src/services/home/home-carrier.js';
import { openHome } from '../../../src/services/home/open-home.js';
import { publishHomes } from '../../../src/services/home/publish-homes.js';
import { restHomes } from '../../../src/services/home/rest-homes.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { createTestHomes, type TestHomes } from '../../support/home-carrier.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const DAY_MS = 24 * 3_600_000;
const held = useTestDesk();
let slack: TestHomes;
let it_: ItProject;

beforeEach(async () => {
  slack = createTestHomes();
  it_ = await makeItProject(held.desk);
  await publish();
});

const publish = () => publishHomes(held.desk, slack.carrier);
const opens = async (person: Person) => {
  await openHome(held.desk, await it_.actor(person));
  await publish();
};
const reads = (person: Person) => slack.reads(slackIdOf(person));
const rests = async () => {
  const count = await restHomes(held.desk);
  await publish();
  return count;
};
const viewers = () => held.desk.database.prisma.homeViewer.count();

describe('a Home that nobody has looked at for 30 days', () => {
  it('is emptied and forgotten, once, and as it should be when its person comes back', async () => {
    await it_.open({ talk: { kind: 'direct' } });
    await opens('bo');
    held.desk.clock.advance(30 * DAY_MS - 1);
    await opens('ana');
    expect(await rests()).toBe(0);
    expect(reads('bo')).toContain('VPN down');
    held.desk.clock.advance(1);
    expect(await rests()).toBe(1);
    expect(reads('bo')).toBe('"resting"');
    expect(await viewers()).toBe(1);
    slack.calls = [];
    expect(await rests()).toBe(0);
    await it_.open({ title: 'Mouse dead', talk: { kind: 'direct' } });
    await publish();
    held.desk.clock.advance(1_000);
    await publish();
    expect(slack.calls).toEqual(['UANA']);
    await opens('bo');
    expect(reads('bo')).toMatch(/Mouse dead.*VPN down/);
  });

  it('is emptied by any change by which its person may see less, whenever that comes', async () => {
    const number = await it_.open({ talk: { kind: 'direct' } });
    await opens('bo');
    held.desk.clock.advance(40 * DAY_MS);
    await editTicket(held.desk, await it_.actor('ana'), number, { reporterSlackUserId: 'UCLEO' });
    await publish();
    expect(reads('bo')).toBe('"resting"');
    expect(await viewers()).toBe(0);
  });

  it('is kept where its person comes back at that very moment', async () => {
    await opens('bo');
    held.desk.clock.advance(30 * DAY_MS);
    await restHomes(held.desk);
    let isBack = false;
    const during: HomeCarrier = {
      publish: async (home) => {
        if (!isBack) await openHome(held.desk, await it_.actor('bo'));
        isBack = true;
        return slack.carrier.publish(home);
      },
    };
    await publishHomes(held.desk, during);
    await publish();
    expect(reads('bo')).toContain('"tab":"mine"');
    expect(await viewers()).toBe(1);
  });

  it('is kept while Slack does not show that it is empty, and tried again a week later', async () => {
    await opens('bo');
    held.desk.clock.advance(30 * DAY_MS);
    slack.failures = [{ kind: 'permanent', code: 'user_not_found' }];
    expect(await rests()).toBe(1);
    expect(await viewers()).toBe(1);
    held.desk.clock.advance(7 * DAY_MS - 1);
    expect(await rests()).toBe(0);
    held.desk.clock.advance(1);
    expect(await rests()).toBe(1);
    expect(await viewers()).toBe(0);
  });
});

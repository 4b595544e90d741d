/** Homes are kept up to date: once for changes close together, by one process each, and whatever Slack says. */
import { beforeEach, describe, expect, it } from 'vitest';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import type { HomeCarrier } from '../../../src/services/home/home-carrier.js';
import { openHome, turnHome } from '../../../src/services/home/open-home.js';
import { LOOKED_WITHIN_MS, publishHomes } from '../../../src/services/home/publish-homes.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { createTestHomes, type TestHomes } from '../../support/home-carrier.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const fixture = useTestDesk();
const SETTLE = { settleMs: 1_000 };

let slack: TestHomes;
let it_: ItProject;

const publish = () => publishHomes(fixture.desk, slack.carrier, SETTLE);
const opens = async (person: Person) => {
  await openHome(fixture.desk, await it_.actor(person));
  await publish();
};
const reads = (person: Person) => slack.reads(slackIdOf(person));
const settles = async () => {
  fixture.desk.clock.advance(SETTLE.settleMs);
  return publish();
};
const looks = async (person: Person, tab: 'unassigned' | 'mine') =>
  turnHome(fixture.desk, await it_.actor(person), { tab });

beforeEach(async () => {
  slack = createTestHomes();
  it_ = await makeItProject(fixture.desk);
  await publish();
});

describe('a Home', () => {
  it('is published once for changes close together, a second after the first, and for each whom they concern', async () => {
    await opens('ana');
    await opens('bo');
    await opens('hedy');
    slack.calls = [];
    for (let n = 0; n < 3; n += 1) await it_.open({ title: `Request ${n}` });
    const { nextAt } = await publish();
    expect(slack.calls).toEqual([]);
    expect(nextAt).toEqual(new Date(fixture.desk.clock.now().getTime() + SETTLE.settleMs));
    fixture.desk.clock.advance(500);
    await it_.open({ title: 'Request 3' });
    await publish();
    fixture.desk.clock.advance(500);
    await publish();
    expect(slack.calls.sort()).toEqual(['UANA', 'UBO']);
    expect(reads('bo')).toContain('Request 3');
    expect(await publish()).toEqual({ published: 0, nextAt: null });
  });

  it('is published by one of two processes, and once', async () => {
    for (const person of ['ana', 'ben', 'bo', 'cleo', 'gus', 'hedy'] as const) {
      await openHome(fixture.desk, await it_.actor(person));
    }
    await Promise.all([publish(), publish()]);
    expect(slack.calls.sort()).toEqual(['UANA', 'UBEN', 'UBO', 'UCLEO', 'UGUS', 'UHEDY']);
  });

  it('shows what changed while it was being published', async () => {
    await opens('ana');
    await looks('ana', 'unassigned');
    await openHome(fixture.desk, await it_.actor('ana'));
    const during: HomeCarrier = {
      publish: async (home) => {
        if (!reads('ana').includes('VPN down')) await it_.open();
        return slack.carrier.publish(home);
      },
    };
    await publishHomes(fixture.desk, during, SETTLE);
    expect(reads('ana')).not.toContain('VPN down');
    await publish();
    await settles();
    expect(reads('ana')).toContain('VPN down');
  });

  it('is not put over a newer one by a process that was asleep', async () => {
    await opens('ana');
    await looks('ana', 'unassigned');
    await openHome(fixture.desk, await it_.actor('ana'));
    const asleep: HomeCarrier = {
      publish: async (home) => {
        fixture.desk.clock.advance(120_000);
        await it_.open();
        await publish();
        await settles();
        return slack.carrier.publish(home);
      },
    };
    await publishHomes(fixture.desk, asleep, SETTLE);
    expect(reads('ana')).toContain('VPN down');
    expect(await publish()).toMatchObject({ nextAt: null });
  });

  it('is published over one that the desk does not know, as after a lost answer', async () => {
    await opens('ana');
    slack.shown.set('UANA', { content: 'of a lost answer', hash: 'another' });
    await opens('ana');
    expect(reads('ana')).toContain('assigned');
  });
});

describe('Slack', () => {
  it('is left alone for as long as it asks, and what waited is published then', async () => {
    for (const person of ['ana', 'ben', 'bo', 'cleo', 'gus', 'hedy'] as const) {
      await openHome(fixture.desk, await it_.actor(person));
    }
    const busy = { kind: 'rate_limited', retryAfterSeconds: 30 } as const;
    slack.failures = [busy, busy, busy, busy];
    await publish();
    expect(slack.calls).toHaveLength(4);
    fixture.desk.clock.advance(29_000);
    await publish();
    expect(slack.calls).toHaveLength(4);
    fixture.desk.clock.advance(1_000);
    await publish();
    expect(slack.shown.size).toBe(6);
  });

  it('is asked again where its answer was lost, and not where it refuses for good', async () => {
    slack.failures = [{ kind: 'ambiguous', cause: 'ECONNRESET' }];
    await opens('ana');
    fixture.desk.clock.advance(1_000);
    await publish();
    expect(reads('ana')).not.toBe('');
    slack.failures = [{ kind: 'permanent', code: 'not_enabled' }];
    await opens('bo');
    expect(await publish()).toEqual({ published: 0, nextAt: null });
    expect(reads('bo')).toBe('');
  });
});

describe('whoever may see less by a change', () => {
  it('is shown it without a second of waiting, though they have not looked for long', async () => {
    const number = await it_.open({ talk: { kind: 'direct' } });
    await assignTicket(fixture.desk, await it_.actor('ada'), number, { kind: 'me' });
    await opens('bo');
    await opens('ada');
    expect(reads('ada')).toContain('VPN down');
    fixture.desk.clock.advance(LOOKED_WITHIN_MS);
    await editTicket(fixture.desk, await it_.actor('ana'), number, { reporterSlackUserId: 'UCLEO' });
    await changeConfidentiality(fixture.desk, await it_.actor('ana'), number, true);
    await publish();
    expect(reads('bo')).not.toContain('VPN down');
    expect(reads('ada')).not.toContain('VPN down');
  });

  it('has no words that were redacted and no name that was erased, though they have not looked for long', async () => {
    const number = await it_.open({ title: 'my key is 1234' });
    await assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'user', slackUserId: 'UBEN' });
    await opens('bo');
    await opens('ben');
    expect([reads('bo'), reads('ben')].every((home) => home.includes('my key is 1234'))).toBe(true);
    fixture.desk.clock.advance(LOOKED_WITHIN_MS);
    await redactTexts(fixture.desk, await it_.actor('ana'), number, { parts: ['title'] });
    await publish();
    for (const person of ['bo', 'ben'] as const) expect(reads(person)).not.toContain('my key is 1234');

    fixture.desk.clock.advance(LOOKED_WITHIN_MS);
    expect(reads('ben')).toContain('"UBO"');
    await erasePerson(fixture.desk, await it_.actor('ada'), 'UBO', { isWithTexts: false });
    await publish();
    expect(reads('ben')).not.toContain('"UBO"');
  });

  it('is told no more once they are erased, and nothing of them is kept', async () => {
    await opens('bo');
    slack.calls = [];
    await erasePerson(fixture.desk, await it_.actor('ada'), 'UBO', { isWithTexts: false });
    await publish();
    await settles();
    expect(slack.calls).toEqual([]);
    expect(await fixture.desk.database.prisma.homeViewer.count()).toBe(0);
  });
});

describe('what somebody looks at', () => {
  it('is what they may, and nothing that they were not offered', async () => {
    await opens('ana');
    const ana = await it_.actor('ana');
    await turnHome(fixture.desk, ana, { projectKey: 'IT', page: 2 });
    for (const turn of [{ projectKey: 'HR' }, { page: 0 }, { page: 51 }, { page: 1.5 }]) {
      await expect(turnHome(fixture.desk, ana, turn)).rejects.toThrow(/does nothing any more/);
    }
    await opens('bo');
    const bo = await it_.actor('bo');
    await expect(turnHome(fixture.desk, bo, { tab: 'unassigned' })).rejects.toThrow(/does nothing/);
    const neverOpened = turnHome(fixture.desk, await it_.actor('ben'), { tab: 'mine' });
    await expect(neverOpened).rejects.toThrow(/does nothing/);
    expect(
      await fixture.desk.database.prisma.homeViewer.findMany({
        orderBy: { userId: 'asc' },
        select: { page: true },
      }),
    ).toEqual([{ page: 2 }, { page: 1 }]);
  });

  it('opens on what nobody has while nothing is assigned to an agent, until they choose a list', async () => {
    const ticket = await it_.open();
    await opens('ana');
    expect(reads('ana')).toContain('"tab":"unassigned"');
    await assignTicket(fixture.desk, await it_.actor('ana'), ticket, { kind: 'me' });
    await settles();
    // Not turned under their fingers.
    expect(reads('ana')).toContain('"tab":"unassigned"');
    await opens('ana');
    expect(reads('ana')).toContain('"tab":"assigned"');
    await assignTicket(fixture.desk, await it_.actor('ana'), ticket, { kind: 'nobody' });
    await turnHome(fixture.desk, await it_.actor('ana'), { tab: 'assigned' });
    await opens('ana');
    expect(reads('ana')).toContain('"tab":"assigned"');
  });

  it('is not what somebody was shown before they were an agent, and stays on what they choose since', async () => {
    await opens('cleo');
    await turnHome(fixture.desk, await it_.actor('cleo'), { tab: 'mine' });
    await publish();
    expect(reads('cleo')).toContain('"tab":"mine"');
    const { userId } = await it_.actor('cleo');
    await fixture.desk.database.prisma.projectAgent.create({
      data: { projectId: it_.hr.id, userId, isAdded: true },
    });
    await opens('cleo');
    expect(reads('cleo')).toContain('"tab":"unassigned"');
    await turnHome(fixture.desk, await it_.actor('cleo'), { tab: 'mine' });
    await opens('cleo');
    expect(reads('cleo')).toContain('"tab":"mine"');
  });

  it('is their own list once they are agents no more, of no project that they left', async () => {
    await it_.open();
    await opens('ana');
    await turnHome(fixture.desk, await it_.actor('ana'), { tab: 'unassigned', projectKey: 'IT' });
    await opens('ana');
    expect(reads('ana')).toContain('VPN down');
    await fixture.desk.database.prisma.projectAgent.updateMany({ data: { isRemoved: true } });
    await publish();
    expect(reads('ana')).toContain('"tab":"mine"');
    expect(reads('ana')).not.toContain('VPN down');
  });
});

/** Alerts and what the person who has a ticket has set: nobody's silence keeps a target from being told, and urgent is urgent. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Priority } from '../../../src/domain/priority.js';
import { tellNotices } from '../../../src/services/alerts/tell-notices.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { muteTicket } from '../../../src/services/notices/mute-ticket.js';
import { removeAgent } from '../../../src/services/projects/project-agents.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { createMailbox, wants } from '../../support/notices.js';
import { savePolicy } from '../../support/policies.js';

// Monday 2 March 2026, 10:00 UTC, in office hours in UTC from 9 to 17. A medium ticket is at risk at 13:12 and late after 14:00.
const fixture = useTestDesk();
let it_: ItProject;
let number: string;
let box: ReturnType<typeof createMailbox>;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  box = createMailbox(fixture.desk);
});

const at = (time: string) => fixture.desk.clock.set(new Date(`2026-03-${time}:00Z`));
const opens = async (priority: Priority = 'medium') => {
  number = await it_.open({ priority }, 'ana');
  await assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'me' });
  await box.look();
};
const ana = (modes: Parameters<typeof wants>[3]) => wants(fixture.desk, it_, 'ana', modes);
const gives = async (to: Person) =>
  assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'user', slackUserId: slackIdOf(to) });
const mutes = async (person: Person) => muteTicket(fixture.desk, await it_.actor(person), number, true);
const sweep = async (time: string) => {
  at(time);
  await sweepClocks(fixture.desk, fixture.desk.clock.now());
};
const tell = async (time: string) => {
  at(time);
  await tellNotices(fixture.desk, fixture.desk.clock.now());
};
/** `breach CTRIAGE`, `at_risk DUANA`: what has arrived since the last look. */
const arrives = async () =>
  (await box.look())
    .filter(({ content }) =>
      ['breach', 'at_risk', 'alert_digest', 'daily_digest', 'gathered'].includes(content.kind),
    )
    .map(({ content, slackChannelId }) => `${content.kind} ${slackChannelId}`)
    .sort();

it('by itself a warning is the assignee’s, and a breach theirs and the agents’', async () => {
  await opens();
  await sweep('02T13:30');
  expect(await arrives()).toEqual(['at_risk DUANA']);
  await sweep('02T14:30');
  expect(await arrives()).toEqual(['breach CTRIAGE', 'breach DUANA']);
});

describe('an assignee who wants none', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['of theirs', () => ana({ modes: { deadlines: 'off' } })],
    ['of this ticket', () => mutes('ana')],
  ])('%s leaves them all to the agents', async (_what, act) => {
    await opens();
    await act();
    await sweep('02T13:30');
    expect(await arrives()).toEqual(['at_risk CTRIAGE']);
    await sweep('02T14:30');
    expect(await arrives()).toEqual(['breach CTRIAGE']);
  });

  it('after one was planned for the morning has it told to the agents then', async () => {
    at('02T16:50');
    await opens();
    await sweep('03T11:00');
    await box.look();
    await sweep('03T17:30');
    await mutes('ana');
    await tell('04T09:00');
    expect((await arrives()).filter((each) => each.endsWith('DUANA'))).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['off', () => ana({ modes: { deadlines: 'off' } })],
    ['and mutes its ticket', () => mutes('ana')],
  ])('after it was kept for their digest, %s, has it told to the agents', async (_what, act) => {
    await opens();
    await ana({ modes: { deadlines: 'digest' } });
    await sweep('02T13:30');
    expect(await arrives()).toEqual([]);
    await act();
    at('03T09:00');
    await box.look();
    await tell('03T09:01');
    expect(await arrives()).toEqual(['at_risk CTRIAGE']);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['it became somebody else’s', 'DUBEN', async () => gives('ben')],
    [
      'they were removed',
      'CTRIAGE',
      async () => removeAgent(fixture.desk, await it_.actor('ada'), 'IT', 'UANA'),
    ],
    [
      'it went to another project, which has no channel',
      'DUADA',
      async () =>
        moveTicket(fixture.desk, await it_.actor('ana'), number, 'HR', {
          withNotes: false,
          isConfirmed: false,
        }),
    ],
  ])(
    'who has it no more, because %s, before their digest came: %s is told at once',
    async (_what, place, act) => {
      await opens();
      await ana({ modes: { deadlines: 'digest' } });
      await sweep('02T13:30');
      await act();
      await box.look();
      await tell('02T13:31');
      expect(await arrives()).toEqual([`at_risk ${place}`]);
      at('03T09:00');
      expect(await arrives()).toEqual([]);
    },
  );

  it('who has it no more and gets it back before anybody was told is told by their digest', async () => {
    await opens();
    await ana({ modes: { deadlines: 'digest' } });
    await sweep('02T13:30');
    await gives('ben');
    await box.look();
    await gives('ana');
    await tell('02T13:31');
    expect(await arrives()).toEqual([]);
    at('03T09:00');
    expect(await arrives()).toEqual(['daily_digest DUANA']);
  });

  it('who has one of a list no more goes on having the rest of it in their digest', async () => {
    for (let opened = 0; opened < 6; opened += 1) await opens();
    await ana({ modes: { deadlines: 'digest' } });
    await sweep('02T13:30');
    await gives('ben');
    await box.look();
    await tell('02T13:31');
    expect(await arrives()).toEqual(['at_risk DUBEN']);
    at('03T09:00');
    const [digest] = await box.look();
    expect(JSON.stringify(digest?.content)).toContain('IT-5');
    expect(JSON.stringify(digest?.content)).not.toContain(number);
  });

  it('is told as somebody on the list all the same, unless the ticket is muted', async () => {
    const alerts = {
      urgentPriorities: [],
      escalation: { userIds: [it_.userId('ana'), it_.userId('ben')], channelId: null },
    };
    await savePolicy(fixture.desk.database, { options: { alerts } });
    await opens();
    await ana({ modes: { deadlines: 'off' } });
    await mutes('ben');
    await sweep('02T14:30');
    expect(await arrives()).toEqual(['breach CTRIAGE', 'breach DUANA']);
  });
});

describe('quiet hours', () => {
  const QUIET = { quiet: { fromMinute: 14 * 60, toMinute: 16 * 60 } };

  it('come on top of the opening hours, for the person alone', async () => {
    await opens();
    await ana(QUIET);
    await sweep('02T14:30');
    expect(await arrives()).toEqual(['breach CTRIAGE']);
    await tell('02T15:59');
    expect(await arrives()).toEqual([]);
    await tell('02T16:00');
    expect(await arrives()).toEqual(['breach DUANA']);
  });

  it('keep nobody from what is urgent', async () => {
    await opens('critical');
    await ana({ ...QUIET, modes: { deadlines: 'digest' } });
    await sweep('02T15:00');
    expect(await arrives()).toContain('breach DUANA');
  });

  it('that leave no opening hour free hold nothing for ever', async () => {
    await opens();
    await ana({ quiet: { fromMinute: 8 * 60, toMinute: 18 * 60 } });
    await sweep('02T14:30');
    expect(await arrives()).toContain('breach CTRIAGE');
    const later = ['02T18:00', '03T09:00'];
    const heard: string[] = [];
    for (const time of later) {
      await tell(time);
      heard.push(...(await arrives()));
    }
    expect(heard).toEqual(['breach DUANA']);
  });
});

describe('a ticket that becomes urgent', () => {
  const target = { response: 4 * 3_600, resolution: null };
  const becomes = async (priority: Priority) =>
    editTicket(fixture.desk, await it_.actor('ben'), number, { priority });
  const keeps = async (count: number) => {
    await savePolicy(fixture.desk.database, {
      targets: { low: target, medium: target, high: target, critical: target },
    });
    for (let opened = 0; opened < count; opened += 1) await opens();
    await ana({ modes: { deadlines: 'digest' } });
    await sweep('02T13:30');
    expect(await arrives()).toEqual([]);
  };

  it.each<[string, number, () => Promise<unknown>, string[]]>([
    ['is not kept for the digest any more', 2, () => becomes('critical'), ['at_risk DUANA']],
    ['has a list with it told at once', 6, () => becomes('critical'), ['alert_digest DUANA']],
    ['by less is', 2, () => becomes('high'), []],
  ])('%s', async (_what, count, act, now) => {
    await keeps(count);
    at('02T13:40');
    await act();
    expect(await arrives()).toEqual(now);
    at('03T09:00');
    expect(await arrives()).toEqual(count === 6 ? [] : ['daily_digest DUANA']);
  });

  it('is told to the agents where whoever has it has muted it', async () => {
    await keeps(1);
    await mutes('ana');
    await becomes('critical');
    expect(await arrives()).toEqual([]);
    await tell('02T13:41');
    expect(await arrives()).toEqual(['at_risk CTRIAGE']);
  });
});

it('in the digest they are one message with everything else', async () => {
  await opens();
  await ana({ modes: { deadlines: 'digest' } });
  await sweep('02T14:30');
  expect(await arrives()).toEqual(['breach CTRIAGE']);
  at('03T09:00');
  expect(await arrives()).toEqual(['daily_digest DUANA']);
});

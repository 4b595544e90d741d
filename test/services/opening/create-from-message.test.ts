import { beforeEach, describe, expect, it } from 'vitest';
import {
  createTicketFromMessage,
  type FromMessage,
} from '../../../src/services/opening/create-from-message.js';
import { changeTicket } from '../../../src/services/tickets/act-on-ticket.js';
import { applyCommentEffects } from '../../../src/services/tickets/apply-comment-effects.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;

const TS = '1772445600.000100';
const ROOT_TS = '1772440000.000100';
const EVERYBODY = ['UADA', 'UANA', 'UBEN', 'UBO', 'UCLEO', 'UGUS', 'UOLGA', 'UHEDY'];

beforeEach(async () => {
  const { desk } = fixture;
  it_ = await makeItProject(desk);
  desk.directory.addConversation('CHELP', { kind: 'public', members: EVERYBODY });
  desk.directory.addConversation('CSECRET', { kind: 'private', members: ['UBO', 'UBEN', 'UGUS'] });
  desk.directory.addConversation('CHR', { kind: 'private', members: ['UBO', 'UHEDY'] });
  for (const channel of ['CHELP', 'CSECRET', 'CHR']) say(channel, 'UBO', 'The VPN is down\nsince nine');
});

function say(channel: string, author: string | null, text: string, threadTs: string | null = null): void {
  fixture.desk.directory.setMessage(channel, { ts: TS, threadTs, author, text, replyCount: 0 });
}

async function make(by: Person, input: Partial<FromMessage> = {}) {
  const source = { slackChannelId: 'CHELP', ts: TS, ...input };
  return createTicketFromMessage(fixture.desk, await it_.actor(by), source);
}

const prisma = () => fixture.desk.database.prisma;
const ticket = () => prisma().ticket.findFirstOrThrow();
const threads = () => prisma().ticketThread.findMany({ include: { channel: true } });

describe('a ticket made of a message', () => {
  it('is its author’s, with the first line as title and the whole text as description', async () => {
    await make('ana');
    expect(await ticket()).toMatchObject({
      title: 'The VPN is down',
      description: 'The VPN is down\nsince nine',
      reporterId: it_.userId('bo'),
      projectId: it_.project.id,
    });
  });

  it('keeps a text of 10,000 characters whole, and cuts the title at a word', async () => {
    const text = 'word '.repeat(2_000).trim();
    say('CHELP', 'UBO', text);
    await make('ana');
    const { title, description } = await ticket();
    expect(description).toBe(text);
    expect(title).toMatch(/^(word )+word…$/);
  });

  it('names people in the title', async () => {
    say('CHELP', 'UBO', '<@UANA> the VPN &amp; mail are down');
    await make('ana');
    expect((await ticket()).title).toBe('@ana the VPN & mail are down');
  });

  it('of a bot is whoever asked for it', async () => {
    say('CHELP', null, 'disk full');
    await make('ana');
    expect(await ticket()).toMatchObject({ reporterId: it_.userId('ana') });
    expect(await threads()).toMatchObject([{ isRootDescription: false }]);
  });

  it('of a reply belongs to the whole thread', async () => {
    say('CHELP', 'UBO', 'me too', ROOT_TS);
    await make('ana');
    expect(await threads()).toMatchObject([{ threadTs: ROOT_TS, role: 'origin', isRootDescription: false }]);
  });
});

describe('where it is talked about', () => {
  it.each([
    { channel: 'CHELP', by: 'ana', role: 'origin' },
    { channel: 'CSECRET', by: 'ben', role: 'linked' },
    { channel: 'CHR', by: 'hedy', role: 'linked' },
  ] as const)('$channel: $role', async ({ channel, by, role }) => {
    await make(by, { slackChannelId: channel });
    expect(await threads()).toMatchObject([{ role, threadTs: TS }]);
  });

  it('in a private channel that is marked as request channel it is the thread itself', async () => {
    await prisma().channel.create({
      data: {
        slackChannelId: 'CHR',
        kind: 'private',
        isBotMember: true,
        readAt: new Date(0),
        projectId: it_.hr.id,
        role: 'request',
      },
    });
    await make('hedy', { slackChannelId: 'CHR' });
    expect(await threads()).toMatchObject([{ role: 'origin' }]);
  });

  it.each([
    { includeEarlier: true, importAfterTs: '0.000000' },
    { includeEarlier: false, importAfterTs: null },
  ])('earlier words in private come along only where that was asked for: %o', async (row) => {
    await make('ben', { slackChannelId: 'CSECRET', includeEarlier: row.includeEarlier });
    expect(await threads()).toMatchObject([{ importAfterTs: row.importAfterTs }]);
  });

  it('counts as private while Slack does not say what the channel is', async () => {
    fixture.desk.directory.addConversation('CNEW', { members: ['UBO'] });
    say('CNEW', 'UBO', 'hello');
    fixture.desk.directory.failOn('readConversation');
    await expect(make('bo', { slackChannelId: 'CNEW' })).rejects.toThrow(/can't read/);
    expect(await prisma().ticket.count()).toBe(0);
  });
});

describe('once', () => {
  it('a second one, and ten at the same moment, are the first', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, (_, index) => make(index % 2 ? 'ana' : 'ben')));
    expect(new Set(made.map(({ ticketNumber }) => ticketNumber))).toEqual(new Set(['IT-1']));
    expect((await make('bo')).isNew).toBe(false);
    expect(await prisma().ticket.count()).toBe(1);
  });
});

describe('refused', () => {
  it.each([
    ['a guest, of somebody else’s message', 'gus', 'CHELP', /your own messages only/],
    ['an outsider, of somebody else’s message', 'olga', 'CHELP', /your own messages only/],
    ['a private message, by somebody who is not there', 'cleo', 'CSECRET', /can't read/],
    ['a private message, by an agent who is not there', 'ana', 'CSECRET', /can't read/],
    ['a private message, by an admin who is not there', 'ada', 'CSECRET', /can't read/],
  ] as const)('%s', async (_name, by, slackChannelId, message) => {
    await expect(make(by, { slackChannelId })).rejects.toThrow(message);
    expect(await prisma().ticket.count()).toBe(0);
  });

  it('a message that is gone', async () => {
    await expect(make('ana', { ts: '1772445699.000100' })).rejects.toThrow(/can't read/);
  });

  it.each([
    ['a guest', 'gus'],
    ['an outsider', 'olga'],
  ] as const)('but %s may, of their own', async (_name, by) => {
    say('CHELP', slackIdOf(by), 'mine');
    expect((await make(by)).isNew).toBe(true);
  });
});

describe('the clock of a ticket made of a message', () => {
  /** Friday 27 February 2026, 16:30 UTC, half an hour before closing. */
  const FRIDAY_TS = '1772209800.000100';
  const FRIDAY_AT = new Date('2026-02-27T16:30:00Z');
  const SATURDAY_AT = new Date('2026-02-28T16:00:00Z');

  function sayAt(ts: string, author: string | null): void {
    const message = { ts, threadTs: null, author, text: 'The VPN is down', replyCount: 0 };
    fixture.desk.directory.setMessage('CHELP', message);
  }

  const created = async () =>
    (await prisma().changelogEntry.findFirstOrThrow({ where: { action: 'created' } })).newValue;

  it.each(['shortcut', 'reaction', 'mention'] as const)(
    'starts at its reporter’s own message, and its targets follow (by %s)',
    async (via) => {
      fixture.desk.clock.set(SATURDAY_AT);
      sayAt(FRIDAY_TS, 'UBO');
      await make('ana', { ts: FRIDAY_TS, via });
      expect(await ticket()).toMatchObject({
        createdAt: SATURDAY_AT,
        clockStartedAt: FRIDAY_AT,
        // Half an hour on Friday, the rest of four hours from Monday 09:00; 24 h are three working days.
        responseTarget: new Date('2026-03-02T12:30:00Z'),
        resolutionTarget: new Date('2026-03-04T16:30:00Z'),
      });
      expect(await created()).toMatchObject({ startedAt: FRIDAY_AT.toISOString() });
    },
  );

  it.each<[string, string, string | null, Partial<FromMessage>, Date]>([
    ['another reporter was chosen', FRIDAY_TS, 'UBO', { reporterId: -1 }, SATURDAY_AT],
    ['a bot wrote it', FRIDAY_TS, null, {}, SATURDAY_AT],
    ['it is older than 24 hours', FRIDAY_TS, 'UBO', {}, new Date(FRIDAY_AT.getTime() + 24 * 3_600_000 + 1)],
    ['Slack’s clock is ahead of ours', FRIDAY_TS, 'UBO', {}, new Date(FRIDAY_AT.getTime() - 1_000)],
  ])('starts when it is opened where %s', async (_what, ts, author, input, now) => {
    fixture.desk.clock.set(now);
    sayAt(ts, author);
    const reporter = input.reporterId === undefined ? {} : { reporterId: it_.userId('cleo') };
    await make('ana', { ts, ...reporter });
    expect((await ticket()).clockStartedAt).toEqual(now);
    expect(await created()).not.toHaveProperty('startedAt');
  });

  it('starts at the message of 24 hours ago to the millisecond', async () => {
    fixture.desk.clock.set(new Date(FRIDAY_AT.getTime() + 24 * 3_600_000));
    sayAt(FRIDAY_TS, 'UBO');
    await make('bo', { ts: FRIDAY_TS });
    expect((await ticket()).clockStartedAt).toEqual(FRIDAY_AT);
  });

  it('is answered no earlier than it starts, and by a reply from before the ticket at that reply', async () => {
    fixture.desk.clock.set(SATURDAY_AT);
    sayAt(FRIDAY_TS, 'UBO');
    const { ticketNumber } = await make('ana', { ts: FRIDAY_TS });
    const answered = await changeTicket(fixture.desk, { ticketNumber }, (work) =>
      ['2026-02-27T16:45:00Z', '2026-02-27T16:00:00Z'].map((time, index) => {
        const cause = {
          authorId: it_.userId('ben'),
          isAgent: true,
          type: 'public',
          text: 'Looking',
        } as const;
        applyCommentEffects(work, { ...cause, commentId: index + 1, at: new Date(time) });
        return work.ticket.firstRespondedAt;
      }),
    );
    expect(answered).toEqual([new Date('2026-02-27T16:45:00Z'), FRIDAY_AT]);
    expect((await ticket()).responseBreachedAt).toBeNull();
  });
});

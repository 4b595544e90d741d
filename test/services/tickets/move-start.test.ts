import { beforeEach, describe, expect, it } from 'vitest';
import { ticketNotFound } from '../../../src/domain/refusal.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { type BeganWhen, moveStart } from '../../../src/services/tickets/move-start.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
// A medium ticket is to be answered by 14:00 that day and resolved by Thursday 10:00.
const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
  fixture.desk.clock.set(new Date('2026-03-02T11:00:00Z'));
});

const prisma = () => fixture.desk.database.prisma;
const row = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const entries = () => prisma().changelogEntry.findMany({ where: { action: 'start_moved' } });
const friday = { at: new Date('2026-02-27T16:00:00Z') };

async function began(
  when: BeganWhen | null,
  { by = 'ana', reason = 'logs say so', key }: Partial<{ by: Person; reason: string; key: string }> = {},
) {
  const options = key === undefined ? {} : { sourceKey: key };
  return moveStart(fixture.desk, await it_.actor(by), number, { when, reason }, options);
}

describe('an agent who says when it began', () => {
  it('moves the clock’s start, both targets, and says why', async () => {
    expect(await began(friday)).toMatchObject({
      isChanged: true,
      card: { began: { at: friday.at, reason: 'logs say so' } },
    });
    expect(await row()).toMatchObject({
      clockStartedAt: friday.at,
      clockStartReason: 'logs say so',
      clockVersion: 2,
      responseTarget: new Date('2026-03-02T12:00:00Z'),
      resolutionTarget: new Date('2026-03-04T16:00:00Z'),
      createdAt: new Date('2026-03-02T10:00:00Z'),
    });
    expect(await entries()).toMatchObject([
      {
        actorId: it_.userId('ana'),
        visibility: 'internal',
        oldValue: { startedAt: '2026-03-02T10:00:00.000Z' },
        newValue: { startedAt: '2026-02-27T16:00:00.000Z', textId: expect.any(Number) },
      },
    ]);
  });

  it('by their own clock, at the first of two times that it showed', async () => {
    await prisma().user.update({ where: { id: it_.userId('ana') }, data: { timeZone: 'Europe/Berlin' } });
    await began({ date: '2026-03-02', minute: 9 * 60 + 15 });
    expect((await row()).clockStartedAt).toEqual(new Date('2026-03-02T08:15:00Z'));
    await began({ date: '2025-10-26', minute: 150 });
    expect((await row()).clockStartedAt).toEqual(new Date('2025-10-26T00:30:00Z'));
  });

  it('finds a target passed at the instant at which it had, and told once', async () => {
    await began({ at: new Date('2026-02-23T09:00:00Z') });
    expect(await row()).toMatchObject({
      responseBreachedAt: new Date('2026-02-23T13:00:00Z'),
      // 24 hours end at closing time; the next opening is the last instant that was in time.
      resolutionBreachedAt: new Date('2026-02-26T09:00:00Z'),
    });
    await sweepClocks(fixture.desk, fixture.desk.clock.now());
    await sweepClocks(fixture.desk, fixture.desk.clock.now());
    const alerts = await prisma().slaAlert.findMany({ where: { threshold: 100 } });
    expect(alerts.map(({ targetKind }) => targetKind).sort()).toEqual(['resolution', 'response']);
  });

  it('leaves a response that was given where it was', async () => {
    const comment = { text: 'Looking.', commentType: 'public', sourceKey: 'view:VC' } as const;
    await addComment(fixture.desk, await it_.actor('ana'), number, comment);
    await began(friday);
    expect(await row()).toMatchObject({
      firstRespondedAt: new Date('2026-03-02T11:00:00Z'),
      responseBreachedAt: null,
    });
  });

  it('does nothing when the start was there already, or Slack tells of the command again', async () => {
    await began(friday, { key: 'mention:C:1' });
    const later = { at: new Date('2026-03-02T08:00:00Z') };
    await began(later);
    expect(await began(friday, { key: 'mention:C:1' })).toMatchObject({ isChanged: false });
    expect(await began(later)).toMatchObject({ isChanged: false });
    expect((await row()).clockStartedAt).toEqual(later.at);
    expect(await entries()).toHaveLength(2);
  });

  it('for another reason than before is believed, without a new clock', async () => {
    await began(friday);
    expect(await began(friday, { reason: 'the router’s log', key: 'mention:C:2' })).toMatchObject({
      isChanged: true,
      card: { began: { at: friday.at, reason: 'the router’s log' } },
    });
    expect(await began(friday, { reason: 'the router’s log' })).toMatchObject({ isChanged: false });
    expect(await began(friday, { reason: 'told again', key: 'mention:C:2' })).toMatchObject({
      isChanged: false,
    });
    expect(await row()).toMatchObject({ clockStartReason: 'the router’s log', clockVersion: 2 });
    expect(await entries()).toHaveLength(1);
    expect(await prisma().changelogEntry.findMany({ where: { action: 'start_reason' } })).toMatchObject([
      {
        actorId: it_.userId('ana'),
        field: 'clock_start_reason',
        visibility: 'internal',
        oldValue: { textId: expect.any(Number) },
        newValue: { textId: expect.any(Number) },
      },
    ]);
    const lines = await ticketHistory(fixture.desk, await it_.actor('ben'), number);
    expect(lines.at(-1)).toMatchObject({ action: 'start_reason', isInternal: true, to: 'the router’s log' });
    const forBo = await ticketHistory(fixture.desk, await it_.actor('bo'), number);
    expect(JSON.stringify(forBo)).not.toContain('router');
  });

  it('gives a reason to the start that a ticket was opened with', async () => {
    await began({ at: new Date('2026-03-02T10:00:00Z') }, { reason: 'the alarm' });
    expect(await row()).toMatchObject({ clockStartReason: 'the alarm', clockVersion: 1 });
    expect(await entries()).toEqual([]);
  });

  it('may put it back to where it was opened', async () => {
    await began(friday);
    await began({ at: new Date('2026-03-02T10:00:00Z') }, { reason: 'wrong ticket' });
    expect(await row()).toMatchObject({
      responseTarget: new Date('2026-03-02T14:00:00Z'),
      resolutionTarget: new Date('2026-03-05T10:00:00Z'),
    });
  });
});

describe('is refused', () => {
  it.each<[string, BeganWhen | null, RegExp, string]>([
    ['without a time', null, /say when/, 'began'],
    ['in the future', { at: new Date('2026-03-02T11:00:01Z') }, /still to come/, 'began'],
    ['after the ticket was opened', { at: new Date('2026-03-02T10:00:01Z') }, /been opened by then/, 'began'],
    ['more than five years back', { at: new Date('2021-03-02T10:59:59Z') }, /at most 5 years/, 'began'],
    ['before 1970', { at: new Date('1969-12-31T00:00:00Z') }, /at most 5 years/, 'began'],
    ['at no instant', { at: new Date(Number.NaN) }, /at most 5 years/, 'began'],
    ['at a time that was skipped', { date: '2025-03-30', minute: 150 }, /never showed/, 'began'],
  ])('%s', async (_what, when, message, field) => {
    await prisma().user.update({ where: { id: it_.userId('ana') }, data: { timeZone: 'Europe/Berlin' } });
    await expect(began(when)).rejects.toMatchObject({ message: expect.stringMatching(message), field });
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['without a reason', ' \n ', /how you know/],
    ['with an essay', 'x'.repeat(501), /at most 500 characters; this one has 501/],
  ])('%s', async (_what, reason, message) => {
    const error = { message: expect.stringMatching(message), field: 'reason' };
    await expect(began(friday, { reason })).rejects.toMatchObject(error);
  });

  it('five years back to the second, with 500 characters, is not', async () => {
    const at = new Date('2021-03-02T11:00:00Z');
    expect(await began({ at }, { reason: '😀'.repeat(500) })).toMatchObject({ isChanged: true });
  });

  it.each(['bo', 'cleo', 'hedy'] as const)('to %s, who is no agent of it', async (by) => {
    const message = by === 'bo' ? /Only agents of its project can say when it began/ : ticketNotFound(number);
    await expect(began(friday, { by })).rejects.toThrow(message);
    expect((await row()).clockStartedAt).toEqual(new Date('2026-03-02T10:00:00Z'));
  });
});

describe('why it began elsewhere', () => {
  beforeEach(async () => {
    await prisma().project.update({ where: { id: it_.project.id }, data: { showTargets: true } });
    await began(friday);
  });

  it('is on the card and in the history of agents', async () => {
    const { card } = await viewTicket(fixture.desk, await it_.actor('ben'), number);
    expect(card.began).toEqual({ at: friday.at, reason: 'logs say so' });
    const lines = await ticketHistory(fixture.desk, await it_.actor('ben'), number);
    expect(lines.at(-1)).toMatchObject({
      action: 'start_moved',
      isInternal: true,
      detail: { kind: 'start', at: friday.at, reason: 'logs say so' },
    });
  });

  it('is nowhere for its reporter', async () => {
    const actor = await it_.actor('bo');
    const { card } = await viewTicket(fixture.desk, actor, number);
    const lines = await ticketHistory(fixture.desk, actor, number);
    expect(card.began).toBeNull();
    expect(JSON.stringify([card, lines])).not.toContain('logs say so');
  });
});

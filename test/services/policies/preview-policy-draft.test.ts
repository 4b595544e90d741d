/** A preview says how many tickets a draft would make late, early or safe, and shows nobody what they may not see. */
import { describe, expect, it } from 'vitest';
import { previewPolicyDraft } from '../../../src/services/policies/preview-policy-draft.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { draftCalendar, draftPolicy, saveCalendar, savePolicy, withTarget } from './edit-policies.js';
import { DEFAULT, IT, usePolicyDesk } from './use-policy-desk.js';

// The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
// A medium ticket is to be answered within 4 hours and resolved within 24 hours; 80 % of it is at risk.
const world = usePolicyDesk();
const { prisma } = world;
const at = (time: string) => world.desk.clock.set(new Date(time));
const response = (text: string) =>
  draftPolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'medium', { response: text }));

describe('the preview of a draft', () => {
  it('lists what would be breached, at risk and saved, with both instants', async () => {
    const number = await world.it_.open();
    at('2026-03-02T12:00:00Z');
    const soon = { number, title: 'VPN down', target: 'response' };
    const before = new Date('2026-03-02T14:00:00Z');
    const nobody = { count: 0, tickets: [] };

    expect(await previewPolicyDraft(world.desk, world.ada, await response('1h'))).toEqual({
      ...{
        warnings: [],
        open: 1,
        changed: 1,
        isUnchanged: false,
        isInUse: true,
        moved: nobody,
        atRisk: nobody,
        saved: nobody,
      },
      breached: { count: 1, tickets: [{ ...soon, before, after: new Date('2026-03-02T11:00:00Z') }] },
    });
    expect(await previewPolicyDraft(world.desk, world.ada, await response('2h 30m'))).toMatchObject({
      ...{ changed: 1, breached: nobody, saved: nobody },
      atRisk: { count: 1, tickets: [{ ...soon, before, after: new Date('2026-03-02T12:30:00Z') }] },
    });
    expect(await previewPolicyDraft(world.desk, world.ada, await response('5h'))).toMatchObject({
      ...{ changed: 1, breached: nobody, atRisk: nobody, saved: nobody },
      moved: { count: 1, tickets: [{ ...soon, before, after: new Date('2026-03-02T15:00:00Z') }] },
    });
    const warnedEarlier = await draftPolicy(world.desk, world.ada, IT, () => ({ warnPercents: '70' }));
    expect(await previewPolicyDraft(world.desk, world.ada, warnedEarlier)).toMatchObject({
      changed: 1,
      moved: nobody,
    });
    at('2026-03-02T15:00:00Z');
    expect(await previewPolicyDraft(world.desk, world.ada, await response('20h'))).toMatchObject({
      ...{ breached: nobody, atRisk: nobody },
      saved: { count: 1, tickets: [{ ...soon, before, after: new Date('2026-03-04T14:00:00Z') }] },
    });
    expect(await previewPolicyDraft(world.desk, world.ada, await response('none'))).toMatchObject({
      saved: { count: 1, tickets: [{ before, after: null }] },
    });
  });

  it('counts open tickets of the scopes that get a new version, and no others', async () => {
    await world.it_.open();
    await world.it_.open({ projectId: world.it_.hr.id });
    const done = await world.it_.open();
    await changeStatus(world.desk, await world.it_.actor('ana'), done, 'resolve');
    expect((await previewPolicyDraft(world.desk, world.ada, await response('1h'))).open).toBe(1);
    const everywhere = await draftCalendar(world.desk, world.ada, DEFAULT, () => ({
      timeZone: 'Asia/Tokyo',
    }));
    expect((await previewPolicyDraft(world.desk, world.ada, everywhere)).open).toBe(2);
    await savePolicy(world.desk, world.ada, IT, (form) => withTarget(form, 'low', { response: '1h' }));
    const stillEverywhere = await draftCalendar(world.desk, world.ada, DEFAULT, () => ({
      timeZone: 'Asia/Tokyo',
    }));
    expect((await previewPolicyDraft(world.desk, world.ada, stillEverywhere)).open).toBe(2);
    await saveCalendar(world.desk, world.ada, IT, () => ({ timeZone: 'Asia/Seoul' }));
    const withoutIt = await draftCalendar(world.desk, world.ada, DEFAULT, () => ({ timeZone: 'Asia/Tokyo' }));
    expect((await previewPolicyDraft(world.desk, world.ada, withoutIt)).open).toBe(1);
  });

  it('says whether anything would count in a calendar', async () => {
    const isInUse = async (calendarName: string) => {
      const draft = await draftCalendar(world.desk, world.ada, { ...IT, calendarName }, () => ({
        timeZone: 'Asia/Tokyo',
      }));
      return (await previewPolicyDraft(world.desk, world.ada, draft)).isInUse;
    };
    expect(await isInUse('Night')).toBe(false);
    await saveCalendar(world.desk, world.ada, { ...IT, calendarName: 'Night' }, () => ({}));
    await savePolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'low', { calendar: 'named:Night' }),
    );
    expect(await isInUse('Night')).toBe(true);
  });

  it('counts a ticket once, by its soonest target', async () => {
    await world.it_.open();
    at('2026-03-02T13:00:00Z');
    const draft = await draftPolicy(world.desk, world.ada, IT, (form) =>
      withTarget(form, 'medium', { response: '2h', resolution: '1h' }),
    );
    const preview = await previewPolicyDraft(world.desk, world.ada, draft);
    expect(preview.warnings).toEqual([
      'Medium: the response may take longer than the resolution. Resolving stops both clocks, so the response target will rarely matter.',
    ]);
    expect(preview.breached).toMatchObject({ count: 1, tickets: [{ target: 'resolution' }] });
  });

  it('warns of a resolution that would never count, and can be saved', async () => {
    const pausesIn = ['new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked'];
    const { warnings } = await previewPolicyDraft(
      world.desk,
      world.ada,
      await draftPolicy(world.desk, world.ada, IT, () => ({ pausesIn })),
    );
    expect(warnings).toEqual([expect.stringContaining('never counts and is never late')]);
    await expect(savePolicy(world.desk, world.ada, IT, () => ({ pausesIn }))).resolves.toMatchObject({
      version: 1,
    });
  });

  it('asks about hours that leave out the last minute of a day', async () => {
    const draft = await draftCalendar(world.desk, world.ada, IT, ({ hours }) => ({
      hours: { ...hours, mon: '09:00-23:59', tue: '09:00-23:59' },
      exceptions: '2026-01-31 open 10:00-23:59\n2026-03-07 open 08:00-23:59 Stocktaking',
    }));
    expect((await previewPolicyDraft(world.desk, world.ada, draft)).warnings).toEqual([
      '09:00-23:59 leaves out the last minute of the day. Did you mean 09:00-24:00?',
      '08:00-23:59 leaves out the last minute of the day. Did you mean 08:00-24:00?',
    ]);
  });

  it('lists the ten soonest of many', async () => {
    const numbers: string[] = [];
    for (let minute = 0; minute < 12; minute += 1) {
      at(`2026-03-02T10:${String(30 - minute).padStart(2, '0')}:00Z`);
      numbers.unshift(await world.it_.open());
    }
    at('2026-03-02T12:00:00Z');
    const { breached } = await previewPolicyDraft(world.desk, world.ada, await response('1h'));
    expect(breached.count).toBe(12);
    expect(breached.tickets.map(({ number }) => number)).toEqual(numbers.slice(0, 10));
  });

  it('counts a confidential ticket, and shows it only to whoever may see it', async () => {
    const secret = await world.it_.open({ title: 'Layoffs' });
    const open = await world.it_.open();
    await prisma().ticket.update({ where: { ticketNumber: secret }, data: { confidential: true } });
    at('2026-03-02T12:00:00Z');
    const draft = await response('1h');
    const { breached } = await previewPolicyDraft(world.desk, world.ada, draft);
    expect(breached).toMatchObject({ count: 2, tickets: [{ number: open }] });
    expect(breached.tickets).toHaveLength(1);
    await prisma().projectAgent.create({
      data: { projectId: world.it_.project.id, userId: world.ada.userId, isAdded: true },
    });
    const agent = await previewPolicyDraft(world.desk, await world.it_.actor('ada'), draft);
    expect(agent.breached.tickets.map(({ number }) => number)).toEqual([secret, open]);
  });

  it('is not spoiled by one history that cannot be read', async () => {
    const [broken, sound] = [await world.it_.open(), await world.it_.open()];
    const { id } = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: broken } });
    const newValue = { status: 'lost' };
    await prisma().changelogEntry.create({
      data: { ticketId: id, action: 'status', newValue, occurredAt: world.desk.clock.now() },
    });
    at('2026-03-02T12:00:00Z');
    const { open, breached } = await previewPolicyDraft(world.desk, world.ada, await response('1h'));
    expect(open).toBe(2);
    expect(breached).toMatchObject({ count: 1, tickets: [{ number: sound }] });
  });

  it('changes nothing', async () => {
    const number = await world.it_.open();
    const before = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
    at('2026-03-02T12:00:00Z');
    await previewPolicyDraft(world.desk, world.ada, await response('1h'));
    expect(await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } })).toEqual(before);
    expect(await prisma().slaPolicy.count()).toBe(1);
    expect(await prisma().calendar.count()).toBe(1);
  });
});

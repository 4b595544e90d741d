import { describe, expect, it } from 'vitest';
import type { Story } from '../support/story.js';
import { desk, expectQuiet, LUNCH, valueIn, viewOf } from './policy-forms.js';

/** Until the job that saving wakes has moved every open ticket to the newest policy, and its cards are sent. */
async function recomputed({ database, slack, settled }: Story): Promise<void> {
  const { prisma } = database;
  const isDone = async () => {
    const newest = await prisma.slaPolicy.findFirstOrThrow({ orderBy: { id: 'desc' } });
    return (await prisma.ticket.count({ where: { slaPolicyId: { not: newest.id } } })) === 0;
  };
  await slack.until(isDone, { what: 'the recomputation' });
  await settled();
}

describe('`/project calendar IT`', () => {
  it('gives IT a lunch break and the holidays of Bavaria; the open ticket moves, and its history has both targets', async () => {
    const { story, number, opens, press, card, targets } = await desk();
    const ada = await opens('Ada', 'calendar IT');
    expect(viewOf(ada).shows).toContain('Saving gives IT a calendar of its own. 1 open ticket counts in it.');
    await ada.fill({ Monday: '9 to 12, 13-17', Tuesday: LUNCH, Holidays: '2026-12-25 Office party' });

    await press(ada, 'Import holidays…');
    await ada.fill({ 'Country or region': 'Germany, Bavaria', Years: '2026' });
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain(
      '*Germany, Bavaria*: 11 added, 1 there already. Nothing is saved yet',
    );
    expect(valueIn(ada, 'Holidays')).toContain('2026-01-06 Epiphany\n');
    expect(valueIn(ada, 'Holidays')).toContain('2026-12-25 Office party\n');
    expect(valueIn(ada, 'Monday')).toBe('9 to 12, 13-17');
    expect(await story.database.prisma.calendar.count({ where: { projectId: { not: null } } })).toBe(0);

    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain('1 open ticket. 1 changes; none becomes overdue or at risk.');
    expect(viewOf(ada).shows).toMatch(/\*?Only get another date\*?[^•]*• \*IT-1\* VPN down, /);
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain(
      'The policy of IT is version 1 now. 1 open ticket is being recomputed',
    );

    await recomputed(story);
    expect(await targets()).toEqual(['2026-03-02T15:00', '2026-03-05T12:00']);
    expect(card()).toMatch(/by Today at 3:00\sPM/);
    await story.after(() => story.person('Ana').command('/ticket', `history ${number}`));
    expect(story.told('Ana').at(-1)).toMatch(/Today at 2:00\sPM[\s\S]*Today at 3:00\sPM/);

    await opens('Ada', 'calendar IT');
    expect(viewOf(ada).shows).toContain('*Office hours* of IT, version 1. 1 open ticket counts in it.');
    expect(valueIn(ada, 'Monday')).toBe(LUNCH);
    expectQuiet(story);
  });

  it('answers every bad value on its field at once, and goes back from the preview to what was typed', async () => {
    const { story, opens } = await desk();
    const ada = await opens('Ada', 'calendar IT');
    await ada.fill({ Monday: '17:00-09:00', Friday: 'late', Holidays: '25.12.2026 Christmas' });
    const { errors } = await story.after(() => ada.submit());
    expect(errors).toEqual({
      Monday: expect.stringContaining('17:00-24:00 here and 00:00-09:00 on Tuesday'),
      Friday: expect.stringContaining('09:00-12:00, 13:00-17:00'),
      Holidays: expect.stringContaining('2026-12-25'),
    });
    expect(valueIn(ada, 'Monday')).toBe('17:00-09:00');
    expect(viewOf(ada).callbackId).toBe('calendar');

    await ada.fill({ Monday: LUNCH, Friday: '', Holidays: '' });
    await story.after(() => ada.submit());
    const preview = { viewId: viewOf(ada).viewId };
    await story.after(() =>
      Promise.all([ada.press(preview, 'Back to the form'), ada.press(preview, 'Back to the form')]),
    );
    expect(valueIn(ada, 'Monday')).toBe(LUNCH);
    await ada.fill({ Monday: '09:00 - 17:00', Friday: '9am to 5pm' });
    await story.after(() => ada.submit());
    expect(viewOf(ada)).toMatchObject({ submit: null, shows: expect.stringContaining('Nothing to save') });
    expectQuiet(story);
  });

  it('makes a further calendar under a name, for a policy to count in', async () => {
    const { story, opens } = await desk();
    const ada = await opens('Ada', 'calendar IT R&D');
    expect(viewOf(ada).shows).toContain('*R&D*, a new calendar for IT.');
    await ada.fill({ Saturday: '10-14' });
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain(
      'No ticket changes yet. It counts once a priority in `/project sla IT` names it.',
    );
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain(
      'Saved *R&D*. It counts once a priority in `/project sla IT` names it.',
    );
    await opens('Ada', 'sla IT');
    await ada.fill({ 'Low: counts in': 'R&D' });
    expectQuiet(story);
  });
});

describe('"Import holidays…"', () => {
  const event = (name: string, ...lines: string[]) =>
    ['BEGIN:VEVENT', `UID:${name}`, `SUMMARY:${name}`, ...lines, 'END:VEVENT'].join('\r\n');
  const ics = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    event('Founders day', 'DTSTART;VALUE=DATE:20260615'),
    event('Stand-up', 'DTSTART:20260616T090000Z', 'DTEND:20260616T091500Z'),
    'END:VCALENDAR',
  ].join('\r\n');

  it('takes the whole days of a calendar file, says what it skipped, and refuses other files on their field', async () => {
    const { story, opens, press } = await desk();
    const ada = await opens('Ada', 'calendar IT');
    await ada.fill({ Holidays: 'next Friday' });
    await press(ada, 'Import holidays…');
    expect((await story.after(() => ada.submit())).errors).toEqual({
      'Country or region': 'Choose a country or a region, or add a calendar file below.',
    });
    await ada.fill({ 'Or a calendar file (.ics)': { name: 'menu.ics', content: 'Soup' } });
    expect((await story.after(() => ada.submit())).errors).toEqual({
      'Or a calendar file (.ics)': expect.stringContaining('This is no calendar file.'),
    });
    await ada.fill({ 'Or a calendar file (.ics)': { name: 'holidays.ics', content: ics } });
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain('*the file*: 1 added, 1 entry skipped');
    expect(valueIn(ada, 'Holidays')).toBe('next Friday\n2026-06-15 Founders day');
    const { errors } = await story.after(() => ada.submit());
    expect(errors).toEqual({ Holidays: expect.stringContaining('next Friday') });
    expectQuiet(story);
  });
});

describe('`/project sla`', () => {
  it('lets critical count around the clock, for every project without a policy of its own', async () => {
    const { story, opens, targets } = await desk();
    const critical = await story.opens('Bo', 'Data centre on fire');
    await story.after(() => story.person('Ana').command('/ticket', `priority ${critical} critical`));
    const before = await story.row(critical);
    const ada = await opens('Ada', 'sla');
    expect(viewOf(ada).shows).toContain('Policy of the default, version 1. 2 open tickets.');
    await ada.fill({
      'Critical: counts in': 'Around the clock',
      'Critical: resolved within': '20h',
      'Medium: first response within': '1h 30m',
    });
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain('2 open tickets. 2 change');
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain('The policy of the default is saved as version 2.');

    await recomputed(story);
    expect((await targets())[0]).toBe('2026-03-02T11:30');
    const after = await story.row(critical);
    expect(Number(after.resolutionTarget) - Number(before.createdAt)).toBe(20 * 3_600_000);

    await opens('Ada', 'sla IT');
    expect(viewOf(ada).shows).toContain("The default's policy. Saving gives IT a policy of its own.");
    expect(valueIn(ada, 'Critical: counts in')).toMatchObject({ value: 'always' });
    expectQuiet(story);
  });

  it('says which tickets become overdue, warns of what is odd, and saves once for two presses', async () => {
    const { story, opens, press } = await desk();
    story.clock.advance(2 * 3_600_000);
    const ada = await opens('Ada', 'sla IT');
    await ada.fill({
      'Medium: first response within': 'soon',
      'Low: resolved within': '5',
      'Warn when this much of a target has passed (%)': '80, 120',
    });
    const { errors } = await story.after(() => ada.submit());
    expect(Object.keys(errors).sort()).toEqual([
      'Low: resolved within',
      'Medium: first response within',
      'Warn when this much of a target has passed (%)',
    ]);

    await ada.fill({
      'Medium: first response within': '1h',
      'Low: resolved within': '',
      'Warn when this much of a target has passed (%)': '80',
    });
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain('1 open ticket. 1 changes: 1 becomes overdue.');
    expect(viewOf(ada).shows).toMatch(
      /• \*IT-1\* VPN down, first response: Today at 2:00\sPM → Today at 11:00\sAM/,
    );

    await press(ada, 'Back to the form');
    await ada.fill({ 'High: first response within': '3 days' });
    await story.after(() => ada.submit());
    expect(viewOf(ada).shows).toContain('High: the response may take longer than the resolution.');
    await story.after(() => ada.submit({ times: 2 }));
    const policies = await story.database.prisma.slaPolicy.findMany({ where: { projectId: { not: null } } });
    expect(policies).toMatchObject([{ version: 1 }]);
    expectQuiet(story);
  });
});

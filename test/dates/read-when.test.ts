/** Instants in plain words: in the writer's own zone, over changes of the clocks, and never in the past. */
import { expect, it } from 'vitest';
import { readWhen } from '../../src/dates/read-when.js';

/** A Friday: 16:30 in Berlin, 10:30 in New York. */
const NOW = new Date('2026-03-06T15:30:00Z');

async function read(text: string, timeZone = 'Europe/Berlin', now = NOW) {
  const when = await readWhen(text, { now, timeZone });
  return when.ok ? [when.at.toISOString().slice(0, 16), when.rest] : when.problem;
}

it.each([
  ['tomorrow 9am', '2026-03-07T08:00', ''],
  ['tomorrow', '2026-03-07T08:00', ''],
  ['Friday 9am', '2026-03-13T08:00', ''],
  ['friday', '2026-03-13T08:00', ''],
  ['on monday at 14:30', '2026-03-09T13:30', ''],
  ['monday morning', '2026-03-09T08:00', ''],
  ['tonight', '2026-03-06T21:00', ''],
  ['9am', '2026-03-07T08:00', ''],
  ['17:00', '2026-03-06T16:00', ''],
  ['in 2 hours', '2026-03-06T17:30', ''],
  ['in 20 minutes', '2026-03-06T15:50', ''],
  ['in 3 days', '2026-03-09T08:00', ''],
  ['next week', '2026-03-13T08:00', ''],
  ['march 12', '2026-03-12T08:00', ''],
  ['2026-03-12 14:30', '2026-03-12T13:30', ''],
  ['tomorrow 9am PST', '2026-03-07T17:00', ''],
  ['tomorrow 9am call Bo', '2026-03-07T08:00', 'call Bo'],
  ['tomorrow 9am: to call Bo', '2026-03-07T08:00', 'call Bo'],
  ['tomorrow 9am to call Bo at 10', '2026-03-07T08:00', 'call Bo at 10'],
  ['call Bo tomorrow 9am', '2026-03-07T08:00', 'call Bo'],
  ['on friday: call Bo', '2026-03-13T08:00', 'call Bo'],
  ['by friday call Bo', '2026-03-13T08:00', 'call Bo'],
  ['until friday call Bo', '2026-03-13T08:00', 'call Bo'],
  ['til friday', '2026-03-13T08:00', ''],
  ['’til friday 2pm call Bo', '2026-03-13T13:00', 'call Bo'],
  ['Till monday, to call Bo', '2026-03-09T08:00', 'call Bo'],
  ['they are away until friday', '2026-03-13T08:00', 'they are away'],
  ['repair the till tomorrow', '2026-03-07T08:00', 'repair the till'],
  ['call <@U0BO|bo> on friday', '2026-03-13T08:00', 'call <@U0BO|bo>'],
  ['2026-03-12 14:30\nthe part comes', '2026-03-12T13:30', 'the part comes'],
])('“%s” is %s in Berlin, with “%s”', async (text, at, rest) => {
  expect(await read(text)).toEqual([at, rest]);
});

it.each([
  ['', 'unknown'],
  ['the part comes', 'unknown'],
  ['may', 'unknown'],
  ['2 printers', 'unknown'],
  ['soon', 'unknown'],
  ['I said tomorrow and meant it', 'unknown'],
  ['yesterday', 'past'],
  ['today', 'past'],
  ['now', 'past'],
  ['last friday', 'past'],
  ['2 days ago', 'past'],
  ['2026-03-06 16:30', 'past'],
  ['10 june 2027', 'too_far'],
  ['10 june 2050', 'too_far'],
  ['1 january 9999', 'too_far'],
  ['2026-03-29 02:30', 'skipped'],
])('“%s” is refused: %s', async (text, problem) => {
  expect(await read(text)).toBe(problem);
});

it.each([
  ['America/New_York', 'tomorrow 9am', '2026-03-07T14:00'],
  ['America/New_York', 'in 2 hours', '2026-03-06T17:30'],
  // Its clocks are put forward on the 8th.
  ['America/New_York', 'sunday 9am', '2026-03-08T13:00'],
  ['America/New_York', 'in 4 days', '2026-03-10T13:00'],
  // Saturday has begun there already.
  ['Pacific/Auckland', 'tomorrow 9am', '2026-03-07T20:00'],
  ['Asia/Kolkata', 'monday 9am', '2026-03-09T03:30'],
  ['Nowhere/Atall', 'tomorrow 9am', '2026-03-07T09:00'],
])('in %s “%s” is %s', async (timeZone, text, at) => {
  expect(await read(text, timeZone)).toEqual([at, '']);
});

it('two hours are two hours, also over a change of the clocks', async () => {
  const before = new Date('2026-03-29T00:30:00Z');
  expect(await read('in 2 hours', 'Europe/Berlin', before)).toEqual(['2026-03-29T02:30', '']);
});

it('does not depend on where the process runs', async () => {
  const before = process.env.TZ;
  try {
    for (const zone of ['America/Los_Angeles', 'Asia/Tokyo']) {
      process.env.TZ = zone;
      expect(await read('tomorrow 9am')).toEqual(['2026-03-07T08:00', '']);
      expect(await read('in 2 hours')).toEqual(['2026-03-06T17:30', '']);
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

it('reads anything in a moment', async () => {
  for (const text of [
    '1'.repeat(40_000),
    '12/'.repeat(10_000),
    'monday '.repeat(5_000),
    '-'.repeat(40_000),
  ]) {
    const startedMs = performance.now();
    await readWhen(text, { now: NOW, timeZone: 'Europe/Berlin' });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  }
});

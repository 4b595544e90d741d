/** `npm run bench`: what is measured, beside a baseline in the same run. Numbers to read, never to pass or fail by. */

import { benchDesk, DESK_PARTS, type DeskPart } from './desk-reads.js';
import { benchEventsIn, type EventsIn } from './events-in.js';
import { benchReplyToComment } from './reply-to-comment.js';
import { benchBusinessTime, benchFold } from './sla-engine.js';
import { benchSweep, type Sweep } from './sweep.js';

/** Named ones alone: `npm run bench -- sla`. */
const BENCHMARKS: Record<string, () => Promise<void> | void> = {
  sla,
  sweep,
  replies,
  events,
  desk: () => desk(DESK_PARTS),
};

const named = process.argv.slice(2);
const parts = DESK_PARTS.filter((part) => named.includes(part));
const names = [...Object.keys(BENCHMARKS), ...DESK_PARTS];
const unknown = named.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (named.length === 0 || named.includes(name)) await run();
}
if (parts.length > 0 && !named.includes('desk')) await desk(parts);

function sla(): void {
  const perSecond = (rate: number) => Math.round(rate).toLocaleString('en-US').padStart(11);
  console.log('Business time, calls a second (aim: 300,000 at any length), and walking day by day:');
  for (const { calendar, hours, add, between, addByDay, betweenByDay } of benchBusinessTime()) {
    console.log(`  ${calendar}, ${hours.toLocaleString('en-US')} h`);
    console.log(`    the engine    add ${perSecond(add)}   between ${perSecond(between)}`);
    console.log(`    day by day    add ${perSecond(addByDay)}   between ${perSecond(betweenByDay)}`);
  }
  console.log(`  foldClock, twenty events in three weeks ${perSecond(benchFold())}`);
}

async function sweep(): Promise<void> {
  const { batches, single, open, due } = await benchSweep();
  const line = ({ ticketsPerSecond, roundTrips, looked }: Sweep): string =>
    `${ticketsPerSecond.toFixed(0).padStart(6)} tickets a second, ${(roundTrips / looked).toFixed(2)} round trips a ticket`;
  console.log(`A sweep over ${open} open tickets of which ${due} are due:`);
  console.log(`  in batches                ${line(batches)}`);
  console.log(`  one ticket a transaction  ${line(single)}`);
}

async function replies(): Promise<void> {
  const { sql, desk, ratio } = await benchReplyToComment();
  console.log('A thread reply to its committed comment, 10 at a time (median of 5 rounds of 2,000):');
  console.log(`  hand-written SQL with pg   ${sql.toFixed(0)} a second`);
  console.log(`  the desk's ingest          ${desk.toFixed(0)} a second`);
  console.log(`  ratio                      ${ratio.toFixed(2)} (aim: 0.6)`);
}

async function events(): Promise<void> {
  const { empty, desk, sent, committed } = await benchEventsIn();
  const line = ({ p50Ms, p99Ms, maxMs, failed, lagMs }: EventsIn): string =>
    `median ${p50Ms.toFixed(1)} ms, 99 % within ${p99Ms.toFixed(1)} ms, slowest ${maxMs.toFixed(0)} ms, ${failed} failed, last answer ${lagMs.toFixed(0)} ms after the last event`;
  console.log('Events in at 200 a second for 15 s over signed HTTP, from due to acked:');
  console.log(`  Bolt, empty handler        ${line(empty)}`);
  console.log(`  the desk, after commit     ${line(desk)} (aim: 99 % within 250 ms)`);
  console.log(`  committed                  ${committed} comments of ${sent} events`);
}

async function desk(wanted: readonly DeskPart[]): Promise<void> {
  console.log(
    'What people look at, on a desk of 100,000 tickets and 500,000 comments (aim: 95 % within 50 ms, no sequential scan of a big table):',
  );
  const ms = (time: number) => time.toFixed(1).padStart(6);
  for (const { part, what, medianMs, p95Ms, aloneMedianMs, aloneP95Ms, seqScans } of await benchDesk(
    wanted,
  )) {
    const scans = seqScans.length === 0 ? '' : `   reads all of ${seqScans.join(', ')}`;
    console.log(
      `  ${part.padEnd(7)}${what.padEnd(32)} median ${ms(medianMs)} ms, 95 % within ${ms(p95Ms)} ms;  its statement alone ${ms(aloneMedianMs)} ms, ${ms(aloneP95Ms)} ms${scans}`,
    );
  }
}

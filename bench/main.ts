/** `npm run bench`: what is measured, beside a baseline in the same run. Numbers to read, never to pass or fail by. */
import { benchEventsIn, type EventsIn } from './events-in.js';
import { benchReplyToComment } from './reply-to-comment.js';

const replies = await benchReplyToComment();
console.log('A thread reply to its committed comment, 10 at a time (median of 5 rounds of 2,000):');
console.log(`  hand-written SQL with pg   ${replies.sql.toFixed(0)} a second`);
console.log(`  the desk's ingest          ${replies.desk.toFixed(0)} a second`);
console.log(`  ratio                      ${replies.ratio.toFixed(2)} (aim: 0.6)`);

const { empty, desk, sent, committed } = await benchEventsIn();
const line = ({ p50Ms, p99Ms, maxMs, failed, lagMs }: EventsIn): string =>
  `median ${p50Ms.toFixed(1)} ms, 99 % within ${p99Ms.toFixed(1)} ms, slowest ${maxMs.toFixed(0)} ms, ${failed} failed, last answer ${lagMs.toFixed(0)} ms after the last event`;
console.log('Events in at 200 a second for 15 s over signed HTTP, from due to acked:');
console.log(`  Bolt, empty handler        ${line(empty)}`);
console.log(`  the desk, after commit     ${line(desk)} (aim: 99 % within 250 ms)`);
console.log(`  committed                  ${committed} comments of ${sent} events`);

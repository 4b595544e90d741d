/** `npm run bench`: what is measured, beside a baseline in the same run. Numbers to read, never to pass or fail by. */
import { benchReplyToComment } from './reply-to-comment.js';

const { desk, sql, ratio } = await benchReplyToComment();
console.log('A thread reply to its committed comment, 10 at a time (median of 5 rounds of 2,000):');
console.log(`  hand-written SQL with pg   ${sql.toFixed(0)} a second`);
console.log(`  the desk's ingest          ${desk.toFixed(0)} a second`);
console.log(`  ratio                      ${ratio.toFixed(2)} (aim: 0.6)`);

/** An alert that waits in a list of several when its ticket goes to another project is told there, alone. */
import { expect, it } from 'vitest';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { useOutbox } from '../../support/outbox.js';
import { giveHrTriage } from '../../support/two-projects.js';

const box = useOutbox({ cardRestMs: 0 });

it('in a list that had not come: the agents there are told, and the list does not name it', async () => {
  const { desk, it_ } = box;
  await giveHrTriage(desk, it_);
  const numbers: string[] = [];
  for (let count = 0; count < 7; count += 1) numbers.push(await it_.open());
  await box.send();
  desk.clock.set(new Date('2026-03-02T14:30:00Z'));
  await sweepClocks(desk, desk.clock.now());
  const options = { withNotes: false, isConfirmed: false };
  await moveTicket(desk, await it_.actor('ana'), numbers[0] ?? '', 'HR', options);
  desk.clock.advance(60_000);
  await sweepClocks(desk, desk.clock.now());
  await box.send();
  const listed = box
    .saidIn('CTRIAGE')
    .flatMap((said) => (said.kind === 'alert_digest' ? said.lines.map(({ number }) => number) : []));
  expect(listed).toEqual(numbers.slice(1));
  expect(box.kindsIn('CHR')).toContain('breach');
});

/** A ticket whose clock is swept at given times, for the tests of what the sweep finds. */
import { beforeEach } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

export function useSwept() {
  // The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
  // A medium ticket is to be answered by 14:00 that day and resolved by Thursday 10:00.
  const fixture = useTestDesk();
  let it_: ItProject;
  let number: string;

  beforeEach(async () => {
    it_ = await makeItProject(fixture.desk);
    number = await it_.open();
  });

  const prisma = () => fixture.desk.database.prisma;
  const row = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });

  async function at(time: string): Promise<void> {
    fixture.desk.clock.set(new Date(time));
  }

  async function sweep(time: string): Promise<number> {
    await at(time);
    return (await sweepClocks(fixture.desk, fixture.desk.clock.now())).flagged;
  }

  async function move(event: StatusVerb, time: string): Promise<void> {
    await at(time);
    await changeStatus(fixture.desk, await it_.actor('ana'), number, event);
  }

  async function answer(time: string): Promise<void> {
    await at(time);
    const comment = { text: 'Looking.', commentType: 'public', sourceKey: `view:${time}` } as const;
    await addComment(fixture.desk, await it_.actor('ana'), number, comment);
  }

  return {
    get it_() {
      return it_;
    },
    get number() {
      return number;
    },
    set number(next: string) {
      number = next;
    },
    fixture,
    prisma,
    row,
    at,
    sweep,
    move,
    answer,
  };
}

/** A clock that cannot be folded hides and loses nothing: what is said and done is kept whatever the clock makes of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const HOUR_MS = 3_600_000;
const fixture = useTestDesk();
let it_: ItProject;
let number: string;

const ticket = () =>
  fixture.desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
  const { id } = await ticket();
  await fixture.desk.database.prisma.changelogEntry.create({
    data: {
      ticketId: id,
      action: 'priority',
      newValue: 'no such priority',
      occurredAt: fixture.desk.clock.now(),
    },
  });
});

describe('a ticket whose history cannot be folded', () => {
  it('is shown, without targets', async () => {
    const { card } = await viewTicket(fixture.desk, await it_.actor('ana'), number);
    expect(card).toMatchObject({ number, targets: null });
  });

  it('can be moved; its clock is left as it was, to be tried again in an hour', async () => {
    const before = await ticket();
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve');
    const after = await ticket();
    expect(after).toMatchObject({ status: 'resolved', resolutionTarget: before.resolutionTarget });
    expect(after.nextWakeAt).toEqual(new Date(fixture.desk.clock.now().getTime() + HOUR_MS));
  });

  it('keeps the first answer that an agent gives', async () => {
    await addComment(fixture.desk, await it_.actor('ana'), number, {
      commentType: 'public',
      text: 'Try the new client',
      sourceKey: 'view:V1',
    });
    const { firstRespondedAt } = await ticket();
    expect(firstRespondedAt).toEqual(fixture.desk.clock.now());
  });
});

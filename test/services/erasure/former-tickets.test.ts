/** Who was erased is named by no card of a ticket that was theirs before: Slack may have refused the update that took their name out. */
import { expect, it } from 'vitest';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { makeItProject } from '../../support/it-project.js';

const held = useTestDesk();

it('has the cards of tickets said anew that they had reported, or had, and of no other', async () => {
  const { desk } = held;
  const { prisma } = desk.database;
  const it_ = await makeItProject(desk);
  const [ana, cleo] = [await it_.actor('ana'), { userId: it_.userId('cleo') }];
  const reported = await it_.open({ reporterId: cleo.userId }, 'ana');
  await editTicket(desk, ana, reported, { reporterSlackUserId: 'UBO' });
  const assigned = await it_.open();
  await it_.open();
  await prisma.projectAgent.create({ data: { ...cleo, projectId: it_.project.id, isMember: true } });
  await assignTicket(desk, ana, assigned, { kind: 'user', slackUserId: 'UCLEO' });
  await assignTicket(desk, ana, assigned, { kind: 'nobody' });
  await prisma.projectAgent.deleteMany({ where: cleo });
  await erasePerson(desk, await it_.actor('ada'), 'UCLEO', { isWithTexts: false });
  const where = { kind: 'triage_card', isNameStale: true };
  const cards = await prisma.post.findMany({ where, select: { ticket: true }, orderBy: { id: 'asc' } });
  expect(cards.map(({ ticket }) => ticket?.ticketNumber)).toEqual([reported, assigned]);
});

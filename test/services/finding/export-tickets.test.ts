/** An export holds what its reader may see, and is in the audit log. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { TicketListQuery } from '../../../src/domain/ticket-query.js';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { exportTickets } from '../../../src/services/finding/export-tickets.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const ALL: TicketListQuery = { scope: 'all', filters: {}, words: [] };
const exported = async (person: Person, query = ALL) =>
  (await exportTickets(desk, await it_.actor(person), query)).tickets;

describe('who exports', () => {
  it.each<[Person, number[]]>([
    ['bo', [1, 2]],
    ['ana', [1, 2, 3]],
    ['ada', [1, 3]],
    ['cleo', [3]],
    ['gus', []],
    ['olga', []],
  ])('%s gets their own and what they may see', async (person, numbers) => {
    await it_.open({ title: 'one' });
    await it_.open({ title: 'two', isConfidential: true });
    await it_.open({ title: 'three', reporterId: it_.userId('cleo') }, 'cleo');
    expect((await exported(person)).map(({ number }) => number)).toEqual(
      numbers.map((number) => `IT-${number}`).reverse(),
    );
  });

  it('has a reason gets no more by it: a file stays when their time is over', async () => {
    const number = await it_.open({ isConfidential: true });
    await giveReason(desk, await it_.actor('ada'), number, { reason: 'An audit', sourceKey: 'view:1' });
    expect((await viewTicket(desk, await it_.actor('ada'), number)).card.number).toBe(number);
    expect(await exported('ada')).toEqual([]);
  });

  it('sees targets where lists show them', async () => {
    await it_.open();
    const [forAgent] = await exported('ana');
    const [forReporter] = await exported('bo');
    expect(forAgent?.responseTarget).toBeInstanceOf(Date);
    expect(forReporter).toMatchObject({ responseTarget: null, resolutionTarget: null });
  });

  it('and how many is in the audit log, and no words that were looked for', async () => {
    await it_.open({ title: 'payroll' });
    await exported('ana', { scope: 'all', filters: { project: 'IT' }, words: ['payroll'] });
    const [entry] = await desk.database.prisma.auditEntry.findMany({ where: { action: 'tickets_exported' } });
    expect(entry).toMatchObject({
      actorId: it_.userId('ana'),
      subject: { count: 1, scope: 'all', filters: { project: 'IT' } },
    });
    expect(JSON.stringify(entry)).not.toContain('payroll');
  });
});

it('more than a page is whole, in order and each once, and a text is plain and as long as a cell takes', async () => {
  await it_.open({ description: `<@UBO> see <https://example.com|this> &amp; ${'x'.repeat(39_000)}` });
  await desk.database.pool.query(`
    INSERT INTO tickets (ticket_number, title, description, reporter_id, project_id, created_at)
    SELECT 'IT-' || (1000 + n), 'bulk ' || n, '', ${it_.userId('bo')}, ${it_.project.id}, now() FROM generate_series(1, 1100) AS n`);
  const tickets = await exported('bo');
  expect(tickets).toHaveLength(1_101);
  expect(new Set(tickets.map(({ number }) => number)).size).toBe(1_101);
  const first = tickets.at(-1)?.description ?? '';
  expect(first).toMatch(/^@.* see this.* & x/);
  expect(first.length).toBeLessThan(32_767);
});

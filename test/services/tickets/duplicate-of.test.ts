/** A ticket is resolved as a duplicate of another: said once, in no circle, and told to those who may see the other. */
import { beforeEach, describe, expect, it } from 'vitest';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { changeTicket } from '../../../src/services/tickets/act-on-ticket.js';
import { applyTransition } from '../../../src/services/tickets/apply-transition.js';
import { changeStatus, type StatusOptions } from '../../../src/services/tickets/change-status.js';
import { keepResolved } from '../../../src/services/tickets/keep-resolved.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { historyMessage } from '../../../src/slack/blocks/ticket-history.js';
import type { Person } from '../../support/it-project.js';
import { useOutbox } from '../../support/outbox.js';

const outbox = useOutbox({ cardRestMs: 0 });
const prisma = () => outbox.desk.database.prisma;
const actor = (person: Person) => outbox.it_.actor(person);

/** IT-1 and IT-2 are Bo's. */
beforeEach(async () => {
  for (const title of ['VPN down', 'VPN is down']) await outbox.it_.open({ title });
});

/** IT-3, Bo's too. */
const openThird = () => outbox.it_.open({ title: 'No VPN' });
/** HR-1, Cleo's. */
const openInHr = () =>
  outbox.it_.open({ projectId: outbox.it_.hr.id, reporterId: outbox.it_.userId('cleo') }, 'cleo');

const resolve = async (
  number: string,
  duplicateOf: string,
  by: Person = 'ana',
  options: StatusOptions = {},
) => changeStatus(outbox.desk, await actor(by), number, 'resolve', { duplicateOf, ...options });
const reopen = async (number: string) => changeStatus(outbox.desk, await actor('ana'), number, 'reopen');
const stored = async () =>
  (
    await prisma().ticketLink.findMany({
      include: { from: true, to: true },
      orderBy: { fromTicketId: 'asc' },
    })
  ).map(({ from, to, kind }) => `${from.ticketNumber} ${kind} ${to.ticketNumber}`);
const links = async (number: string, by: Person = 'ana') =>
  (await viewTicket(outbox.desk, await actor(by), number)).card.links;
const NONE = { duplicateOf: null, duplicates: [] };
const history = async (number: string, by: Person) => {
  const lines = await ticketHistory(outbox.desk, await actor(by), number);
  return JSON.stringify(historyMessage(number, lines).blocks);
};
/** What the agents' card of a ticket says of others. */
const cardOf = async (number: string, channel = 'CTRIAGE') => {
  await outbox.send();
  const cards = outbox
    .saidIn(channel)
    .flatMap((content) =>
      content.kind === 'triage_card' || content.kind === 'admin_card' ? [content.card] : [],
    );
  const card = cards.findLast((each) => each.number === number);
  return card === undefined || 'isClosed' in card ? null : card.links;
};

describe('saying so', () => {
  it('is the resolution, stands in both histories, and is done once', async () => {
    const once = { sourceKey: 'view:V9' };
    expect(await resolve('IT-2', 'IT-1', 'ana', once)).toMatchObject({
      isChanged: true,
      card: { status: 'resolved', resolution: 'duplicate' },
    });
    expect(await resolve('IT-2', 'IT-1', 'ana', once)).toMatchObject({ isChanged: false });
    expect(await stored()).toEqual(['IT-2 duplicate IT-1']);
    expect(await prisma().changelogEntry.count({ where: { action: 'linked' } })).toBe(2);
    expect(await links('IT-2')).toEqual({ duplicateOf: 'IT-1', duplicates: [] });
    expect(await links('IT-1')).toEqual({ duplicateOf: null, duplicates: ['IT-2'] });
    expect(await history('IT-2', 'ana')).toContain('said that it is a duplicate of IT-1');
    expect(await history('IT-1', 'ana')).toContain('said that IT-2 is a duplicate of it');
  });

  it('of another one, once it is reopened: of one at a time', async () => {
    await openThird();
    await resolve('IT-3', 'IT-1');
    await expect(resolve('IT-3', 'IT-2')).rejects.toThrow(
      'IT-3 is resolved as a duplicate of another ticket already. Reopen it first: `/ticket reopen IT-3`.',
    );
    await reopen('IT-3');
    await resolve('IT-3', 'IT-2');
    expect(await stored()).toEqual(['IT-3 duplicate IT-2']);
    expect([await links('IT-1'), await links('IT-2')]).toEqual([NONE, { ...NONE, duplicates: ['IT-3'] }]);
  });

  it('later, of one that was resolved as a duplicate before anybody knew the number', async () => {
    const { resolvedAt } = await changeStatus(outbox.desk, await actor('ana'), 'IT-2', 'resolve', {
      resolution: 'duplicate',
    }).then(() => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: 'IT-2' } }));
    outbox.desk.clock.advance(3_600_000);
    for (const isChanged of [true, false]) {
      expect(await resolve('IT-2', 'IT-1', 'bo', { text: 'As IT-1', sourceKey: 'view:V9' })).toMatchObject({
        isChanged,
      });
    }
    expect(await stored()).toEqual(['IT-2 duplicate IT-1']);
    expect(await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: 'IT-2' } })).toMatchObject({
      ...{ status: 'resolved', resolvedAt },
    });
    expect(await prisma().comment.count()).toBe(1);
    expect(await cardOf('IT-2')).toEqual({ duplicateOf: 'IT-1', duplicates: [] });
    const told = outbox.saidIn('CTRIAGE').filter(({ kind }) => kind === 'status_line');
    expect(told.map((line) => 'duplicateOf' in line && line.duplicateOf)).toEqual([false, 'IT-1']);
  });

  it('is refused of one that is resolved otherwise, saying what to do', async () => {
    await changeStatus(outbox.desk, await actor('ana'), 'IT-2', 'resolve');
    await expect(resolve('IT-2', 'IT-1')).rejects.toThrow(
      'IT-2 is resolved already, as done. Reopen it first: `/ticket reopen IT-2`.',
    );
    await changeStatus(outbox.desk, await actor('ana'), 'IT-2', 'close');
    await expect(resolve('IT-2', 'IT-1')).rejects.toThrow('A closed ticket cannot be resolved');
  });

  it('takes a number that the other one had before it was moved', async () => {
    await moveTicket(outbox.desk, await actor('ana'), 'IT-1', 'HR', { withNotes: false, isConfirmed: true });
    await resolve('IT-2', 'IT-1', 'bo');
    expect(await stored()).toEqual(['IT-2 duplicate HR-1']);
  });

  const MISSING = (number: string) => `There is no ticket ${number} that you can see.`;
  it('is refused in words that tell no more than they may see, and nothing is done', async () => {
    await openInHr();
    for (const [by, number, of, message] of [
      // None of that number, and one that he may not see: the same words.
      ['ana', 'IT-2', 'IT-99', MISSING('IT-99')],
      ['bo', 'IT-2', 'HR-1', MISSING('HR-1')],
      ['ana', 'IT-2', 'IT-2', 'A ticket is no duplicate of itself.'],
      // Not hers to resolve.
      ['cleo', 'IT-2', 'HR-1', MISSING('IT-2')],
    ] as const) {
      await expect(resolve(number, of, by, { text: 'See the other one' })).rejects.toThrow(message);
    }
    expect(await stored()).toEqual([]);
    expect(await prisma().ticket.count({ where: { status: 'resolved' } })).toBe(0);
    expect(await prisma().comment.count()).toBe(0);
  });

  it('is refused for a confidential one, to an admin with the way to open it', async () => {
    await openInHr();
    await changeConfidentiality(outbox.desk, await actor('bo'), 'IT-1', true);
    await expect(resolve('HR-1', 'IT-1', 'hedy')).rejects.toThrow(MISSING('IT-1'));
    await expect(resolve('HR-1', 'IT-1', 'ada')).rejects.toThrow('IT-1 is confidential');
  });

  it('is refused in a circle, also over a third ticket', async () => {
    await openThird();
    await resolve('IT-1', 'IT-2');
    await resolve('IT-2', 'IT-3');
    await expect(resolve('IT-3', 'IT-1')).rejects.toThrow(
      'IT-1 is resolved as a duplicate of IT-3, so it cannot be the other way round. Reopen IT-1 first.',
    );
    expect(await stored()).toEqual(['IT-1 duplicate IT-2', 'IT-2 duplicate IT-3']);
  });
});

describe('two at once', () => {
  it('who say it of each other: the first is right', async () => {
    const said = await Promise.allSettled([resolve('IT-1', 'IT-2'), resolve('IT-2', 'IT-1', 'ben')]);
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stored()).toHaveLength(1);
    expect(await prisma().ticket.count({ where: { status: 'resolved' } })).toBe(1);
  });

  it('who say it of different ones: the first is right', async () => {
    await openThird();
    const said = await Promise.allSettled([resolve('IT-1', 'IT-2'), resolve('IT-1', 'IT-3', 'ben')]);
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stored()).toHaveLength(1);
  });
});

describe('is told', () => {
  it('to whoever may see the other one', async () => {
    await openInHr();
    await resolve('IT-1', 'HR-1', 'ada');
    for (const [person, number, shown] of [
      ['ada', 'IT-1', { ...NONE, duplicateOf: 'HR-1' }],
      ['ada', 'HR-1', { ...NONE, duplicates: ['IT-1'] }],
      ['ana', 'IT-1', NONE],
      ['bo', 'IT-1', NONE],
      ['hedy', 'HR-1', NONE],
      ['cleo', 'HR-1', NONE],
    ] as const) {
      expect([person, number, await links(number, person)]).toEqual([person, number, shown]);
      const isTold = (await history(number, person)).includes('duplicate of');
      expect([person, number, isTold]).toEqual([person, number, person === 'ada']);
    }
  });

  it('on the agents’ cards within a project, confidential or not, and nowhere else', async () => {
    await changeConfidentiality(outbox.desk, await actor('bo'), 'IT-1', true);
    await resolve('IT-2', 'IT-1');
    expect(await cardOf('IT-2')).toEqual({ duplicateOf: 'IT-1', duplicates: [] });
    expect(await cardOf('IT-1')).toEqual({ duplicateOf: null, duplicates: ['IT-2'] });
    const elsewhere = outbox.carrier.messages.filter(({ slackChannelId }) => slackChannelId !== 'CTRIAGE');
    const shown = elsewhere.flatMap(({ content }) =>
      'card' in content && content.card ? [content.card] : [],
    );
    expect(shown.every((card) => 'links' in card && card.links.duplicateOf === null)).toBe(true);
  });

  it('no more on the agents’ cards once the other one is another project’s', async () => {
    await resolve('IT-2', 'IT-1');
    expect(await cardOf('IT-2')).toEqual({ duplicateOf: 'IT-1', duplicates: [] });
    await moveTicket(outbox.desk, await actor('ana'), 'IT-1', 'HR', { withNotes: false, isConfirmed: true });
    expect(await cardOf('IT-2')).toEqual(NONE);
    expect(await links('IT-2', 'bo')).toEqual({ duplicateOf: 'HR-1', duplicates: [] });
  });

  it('on an admin’s card of what that admin may see', async () => {
    await openInHr();
    const secret = await outbox.it_.open({ projectId: outbox.it_.hr.id, isConfidential: true }, 'hedy');
    const open = await outbox.it_.open({ projectId: outbox.it_.hr.id }, 'hedy');
    await resolve(open, secret, 'hedy');
    expect(await cardOf(open, 'DUADA')).toEqual(NONE);
    await changeStatus(outbox.desk, await actor('hedy'), open, 'reopen');
    await resolve(open, 'HR-1', 'hedy');
    expect(await cardOf(open, 'DUADA')).toEqual({ duplicateOf: 'HR-1', duplicates: [] });
  });
});

describe('a duplicate that is reopened', () => {
  const byComment = (number: string) =>
    changeTicket(outbox.desk, { ticketNumber: number }, (work) =>
      applyTransition(work, 'reopen', { actorId: outbox.it_.userId('bo'), at: work.now, isByComment: true }),
    );

  beforeEach(async () => {
    await resolve('IT-2', 'IT-1');
  });

  it('is none any more, and is one again where that is taken back', async () => {
    await outbox.send();
    await byComment('IT-2');
    expect([await links('IT-2'), await cardOf('IT-1')]).toEqual([NONE, NONE]);
    await keepResolved(outbox.desk, await actor('ana'), 'IT-2');
    expect(await links('IT-2')).toEqual({ duplicateOf: 'IT-1', duplicates: [] });
    expect(await cardOf('IT-1')).toEqual({ duplicateOf: null, duplicates: ['IT-2'] });
  });

  it.each<[string, StatusOptions]>([
    ['as done', {}],
    ['as a duplicate of nothing', { resolution: 'duplicate' }],
  ])('and resolved anew %s is one no more', async (_how, options) => {
    await reopen('IT-2');
    await changeStatus(outbox.desk, await actor('ana'), 'IT-2', 'resolve', options);
    expect(await stored()).toEqual([]);
    expect(await links('IT-2')).toEqual(NONE);
  });

  it('may be what the other one is a duplicate of, and is never one of that again', async () => {
    await byComment('IT-2');
    await resolve('IT-1', 'IT-2');
    expect(await stored()).toEqual(['IT-1 duplicate IT-2']);
    await keepResolved(outbox.desk, await actor('ana'), 'IT-2');
    expect(await links('IT-2')).toEqual({ duplicateOf: null, duplicates: ['IT-1'] });
  });

  it('is kept resolved though the other one was named as a duplicate of it meanwhile', async () => {
    await byComment('IT-2');
    await openThird();
    await resolve('IT-3', 'IT-2');
    await expect(keepResolved(outbox.desk, await actor('ana'), 'IT-2')).resolves.toMatchObject({
      isChanged: true,
    });
  });
});

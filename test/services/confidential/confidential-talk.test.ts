/** Where a ticket is talked about that is confidential from the start. */
import { describe, expect, it } from 'vitest';
import type { NewTicket } from '../../../src/services/opening/new-ticket.js';
import { useOutbox } from '../../support/outbox.js';

const outbox = useOutbox({ cardRestMs: 0 });
const { kindsIn, prisma, saidIn, send, threadsOf } = outbox;

describe('made confidential from the start', () => {
  const thread = (channelId: number): NewTicket['talk'] => ({
    ...{ kind: 'thread', channelId, threadTs: '1700000000.000100', isRootDescription: true },
  });

  it.each<[string, () => Partial<NewTicket>, string[]]>([
    [
      'from a form in a public channel',
      () => ({ talk: { kind: 'channel', channelId: outbox.it_.help.id } }),
      [],
    ],
    ['from a message in a public channel', () => ({ talk: thread(outbox.it_.help.id) }), ['linked CHELP']],
    ['in direct messages', () => ({}), []],
  ])(
    '%s it is talked about in direct messages, and nothing is said elsewhere',
    async (_name, facts, threads) => {
      const number = await outbox.it_.open({ ...facts(), isConfidential: true });
      await send();
      expect(saidIn('CHELP')).toEqual([]);
      expect(kindsIn('DUBO')).toEqual(['origin_card']);
      expect(await threadsOf(number)).toEqual([
        ...threads,
        ...(await threadsOf(number)).slice(threads.length),
      ]);
      expect((await threadsOf(number)).sort()).toEqual([...threads, 'origin DUBO', 'triage CTRIAGE'].sort());
    },
  );

  it('a private thread is told who reads it, and not of which ticket', async () => {
    await outbox.it_.open({
      isConfidential: true,
      talk: {
        kind: 'linked',
        channelId: outbox.it_.secret.id,
        threadTs: '1700000000.000100',
        includeEarlier: false,
      },
    });
    await send();
    expect(saidIn('CSECRET')).toMatchObject([{ kind: 'linked_note', ticket: null }]);
  });

  it.each([
    ['its project wants it so', { confidentialByDefault: true }, {}, true],
    ['nobody wants it so', { confidentialByDefault: false }, {}, false],
    ['somebody ticked it', { confidentialByDefault: false }, { isConfidential: true }, true],
    [
      'somebody left it out where its project wants it',
      { confidentialByDefault: true },
      { isConfidential: false },
      true,
    ],
  ])('where %s', async (_name, project, facts, expected) => {
    await prisma().project.updateMany({ data: project });
    await outbox.it_.open(facts);
    expect(await prisma().ticket.findFirstOrThrow()).toMatchObject({ confidential: expected });
  });

  it('as its predecessor, whose title it has', async () => {
    const number = await outbox.it_.open({ isConfidential: true });
    await outbox.it_.open({ predecessorNumber: number });
    expect(await prisma().ticket.count({ where: { confidential: true } })).toBe(2);
  });

  it('nobody but agents can be given it', async () => {
    const opening = outbox.it_.open({ isConfidential: true, assigneeId: outbox.it_.userId('ada') }, 'ana');
    await expect(opening).rejects.toThrow(/Only agents of IT/);
  });
});

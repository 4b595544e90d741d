/** Search finds what a person may read, the best match first, and betrays nothing of the rest: not by what it finds, counts, orders or quotes. */
import { beforeEach, describe, expect, it } from 'vitest';
import { tolerateTypos } from '../../../src/database/typo-tolerance.js';
import type { TicketFilters } from '../../../src/domain/ticket-query.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { withdrawReply } from '../../../src/services/comments/edit-reply.js';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { erasePerson } from '../../../src/services/erasure/erase-person.js';
import { searchTickets } from '../../../src/services/finding/search-tickets.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

async function search(person: Person, words: string, filters: TicketFilters = {}, page = 1) {
  return searchTickets(
    desk,
    await it_.actor(person),
    { scope: 'all', filters, words: words.split(' ') },
    page,
  );
}

const numbers = async (person: Person, words: string, filters?: TicketFilters) =>
  (await search(person, words, filters)).found.map(({ line }) => line.number);

let said = 0;
async function say(
  person: Person,
  number: string,
  text: string,
  commentType: 'public' | 'internal' = 'public',
) {
  said += 1;
  const comment = { text, commentType, sourceKey: `view:said${said}` };
  return (await addComment(desk, await it_.actor(person), number, comment)).commentId;
}

describe('finds', () => {
  beforeEach(async () => {
    await it_.open({
      title: 'Printer jams',
      description: 'On <https://wiki.example/floor|the third floor>, R&amp;D.',
    });
    await it_.open({ title: 'Laptop', description: 'It says printer not found.' });
    await it_.open({ title: 'Übertragung Export', description: 'Since <@UBO> left' });
    await say('ana', 'IT-3', 'Is the *printer* on?');
  });

  it.each([
    ['a number', 'it-2', ['IT-2']],
    ['the digits of one', '2', ['IT-2']],
    ['a word of a title', 'jams', ['IT-1']],
    ['the beginning of a word', 'lap', ['IT-2']],
    ['no middle of one', 'port', []],
    ['any case, also of other letters', 'ÜBER', ['IT-3']],
    ['words of title and description together', 'found laptop', ['IT-2']],
    ['what a link is called', 'third', ['IT-1']],
    ['where it leads', 'wiki.example', ['IT-1']],
    ['words beside marks', 'R&D', ['IT-1']],
    ['words in one piece where they follow each other', 'not-found', ['IT-2']],
    ['and nowhere else', 'found-not', []],
    ['so in comments', 'the-printer', ['IT-3']],
    ['and nowhere else there', 'printer-the', []],
    ['a word of a comment', 'on', ['IT-1', 'IT-3']],
    ['by place: titles, then texts, then comments', 'printer', ['IT-1', 'IT-2', 'IT-3']],
    ['a title in spite of a typo', 'pritner', ['IT-1']],
    ['one with a letter too few', 'lptop', ['IT-2']],
    ['one of two words misspelled', 'jams prnter', ['IT-1']],
    ['one with two letters swapped', 'latpop', ['IT-2']],
    ['nothing that is merely short', 'jxm', []],
    ['nothing that is not there', 'scanner', []],
    ['nothing for marks alone', '?!', []],
  ])('%s', async (_name, words, expected) => {
    expect(await numbers('ana', words)).toEqual(expected);
  });

  it('says where', async () => {
    await say('ana', 'IT-2', 'A note on toner', 'internal');
    const where = async (words: string) => (await search('ana', words)).found.map((each) => each.where);
    expect(await where('third')).toEqual([
      { in: 'text', excerpt: 'On the third floor (https://wiki.example/floor), R&D.' },
    ]);
    expect(await where('jams')).toEqual([{ in: 'title' }]);
    expect(await where('IT-1')).toEqual([{ in: 'number' }]);
    expect(await where('pritner')).toEqual([{ in: 'like' }]);
    expect(await where('toner')).toEqual([{ in: 'note', excerpt: 'A note on toner' }]);
    expect(await where('printer')).toContainEqual({ in: 'comment', excerpt: 'Is the *printer* on?' });
  });

  it('within the filters of a list', async () => {
    expect(await numbers('ana', 'printer', { project: 'HR' })).toEqual([]);
    expect(
      await numbers('ana', 'printer', { project: 'IT', reporter: { kind: 'user', slackUserId: 'UBO' } }),
    ).toHaveLength(3);
    expect(await numbers('ana', 'pritner', { status: 'closed' })).toEqual([]);
  });
});

describe('pages', () => {
  it('of ten, newest first; one past the end is the last', async () => {
    for (let count = 0; count < 12; count += 1) await it_.open();
    const [first, second, past] = await Promise.all([1, 2, 9].map((page) => search('ana', 'vpn', {}, page)));
    expect(first).toMatchObject({ page: 1, hasNext: true, total: 12, isCut: false });
    expect(first?.found.map(({ line }) => line.number).slice(0, 2)).toEqual(['IT-12', 'IT-11']);
    expect(second?.found.map(({ line }) => line.number)).toEqual(['IT-2', 'IT-1']);
    expect(past).toEqual(second);
  });
});

/** What a search of one who may not read a note answers is the same with the note as without it. */
describe('betrays', () => {
  const everything = async (person: Person) => {
    const asked = ['payroll', 'vpn', 'vpn payroll', 'pay', 'payrol', 'morning payroll', '1', 'IT-1'];
    return JSON.stringify(
      await Promise.all(asked.flatMap((words) => [1, 2].map((page) => search(person, words, {}, page)))),
    );
  };

  it.each<[Person]>([['bo'], ['cleo'], ['gus'], ['olga'], ['hedy']])('no note to %s', async (person) => {
    const talk = {
      kind: 'thread',
      channelId: it_.help.id,
      threadTs: '1700000000.000100',
      isRootDescription: true,
    } as const;
    const watched = await it_.open();
    await it_.open({ talk, title: 'VPN in Porto' });
    await it_.open({ talk: { ...talk, threadTs: '1700000001.000100' } });
    const { prisma } = desk.database;
    const { id } = await prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: watched } });
    for (const each of ['gus', 'olga'] as const) {
      await prisma.watcher.create({ data: { ticketId: id, userId: it_.userId(each) } });
    }
    const before = await everything(person);
    await say('ana', 'IT-1', 'payroll vpn', 'internal');
    await say('ana', 'IT-2', 'It is about payroll', 'internal');
    expect(await everything(person)).toBe(before);
    expect(await numbers('ana', 'payroll')).toEqual(['IT-2', 'IT-1']);
    expect(await numbers('ada', 'payroll')).toEqual(['IT-2', 'IT-1']);
  });

  it('no note to the agents of the project that a ticket is in by now', async () => {
    const number = await it_.open();
    await say('ana', number, 'about payroll', 'internal');
    const { id: projectId } = it_.hr;
    await desk.database.prisma.ticket.update({ where: { ticketNumber: number }, data: { projectId } });
    expect(await numbers('hedy', 'payroll')).toEqual([]);
    expect(await numbers('hedy', 'vpn')).toEqual([number]);
    expect(await numbers('ana', 'payroll')).toEqual([]);
    expect(await numbers('ada', 'payroll')).toEqual([number]);
  });

  it('no confidential ticket, but to whom it is for', async () => {
    const number = await it_.open({ title: 'Payroll', isConfidential: true });
    await say('bo', number, 'salary');
    await say('ana', number, 'raise', 'internal');
    for (const words of ['payroll', 'payrol', 'salary', 'raise', 'morning', number, '1']) {
      expect([words, await numbers('ada', words)]).toEqual([words, []]);
      expect([words, await numbers('hedy', words)]).toEqual([words, []]);
      expect([words, await numbers('ana', words)]).toEqual([words, [number]]);
    }
    expect(await numbers('bo', 'salary')).toEqual([number]);
    expect(await numbers('bo', 'raise')).toEqual([]);
    await giveReason(desk, await it_.actor('ada'), number, { reason: 'An audit', sourceKey: 'view:reason' });
    expect(await numbers('ada', 'raise')).toEqual([number]);
  });
});

describe('forgets at once', () => {
  it('a comment that is withdrawn', async () => {
    const number = await it_.open();
    const commentId = await say('ana', number, 'salary');
    expect(await numbers('ana', 'salary')).toEqual([number]);
    await withdrawReply(desk, await it_.actor('ana'), commentId);
    expect(await numbers('ana', 'salary')).toEqual([]);
  });

  it('what is redacted', async () => {
    const number = await it_.open({ title: 'Payroll', description: 'bonus' });
    const commentIds = [await say('ana', number, 'salary'), await say('ana', number, 'raise', 'internal')];
    await redactTexts(desk, await it_.actor('ana'), number, { parts: ['title', 'description'], commentIds });
    for (const words of ['payroll', 'payrol', 'bonus', 'salary', 'raise'])
      expect(await numbers('ana', words)).toEqual([]);
  });

  it('what an erased person wrote, with their texts', async () => {
    const number = await it_.open({ title: 'Payroll' }, 'bo');
    await say('bo', number, 'salary');
    await erasePerson(desk, await it_.actor('ada'), 'UBO', { isWithTexts: true });
    for (const words of ['payroll', 'salary', 'bo']) expect(await numbers('ana', words)).toEqual([]);
  });

  it('what was edited away', async () => {
    const number = await it_.open();
    const commentId = await say('ana', number, 'salary');
    await desk.database.prisma.comment.update({ where: { id: commentId }, data: { content: 'money' } });
    expect(await numbers('ana', 'salary')).toEqual([]);
    expect(await numbers('ana', 'money')).toEqual([number]);
  });
});

describe('a misspelled word', () => {
  /** More of them than anybody would look at, and each more like what is typed than "keybaord" is. */
  const crowd = async () => {
    const letters = [...'abcdefghijklmno'];
    const made = letters.flatMap((one) => letters.map((other) => `keyboard${one}${other}`));
    for (let from = 0; from < made.length; from += 12) {
      const theirs = { projectId: it_.hr.id, reporterId: it_.userId('hedy'), isConfidential: true };
      const number = await it_.open(theirs, 'hedy');
      await desk.database.prisma.ticket.update({
        where: { ticketNumber: number },
        data: { title: made.slice(from, from + 12).join(' ') },
      });
    }
  };

  it('is found however many titles that one may not see have words that are more like it', async () => {
    const number = await it_.open({ title: 'Keybaord' });
    expect(await numbers('bo', 'keyboard')).toEqual([number]);
    await crowd();
    expect(await numbers('bo', 'keyboard')).toEqual([number]);
    expect(await numbers('hedy', 'keyboard')).not.toEqual([]);
  });
});

describe('the words of titles', () => {
  const words = async () =>
    (await desk.database.prisma.titleWord.findMany({ orderBy: { word: 'asc' } })).map(({ word }) => word);

  it('are those that can be misspelled, each once, for as long as a title has them', async () => {
    const number = await it_.open({ title: 'Printer 4711 on HP-Laserjet jams' });
    await it_.open({ title: 'Printer' });
    expect(await words()).toEqual(['jams', 'laserjet', 'printer']);
    await redactTexts(desk, await it_.actor('ana'), number, { parts: ['title'] });
    expect(await words()).toEqual(['printer', 'redacted']);
  });

  it('are gone when the last two titles lose one at the same moment', async () => {
    await it_.open({ title: 'Payroll' });
    await it_.open({ title: 'payroll' });
    const ana = await it_.actor('ana');
    await Promise.all(['IT-1', 'IT-2'].map((number) => redactTexts(desk, ana, number, { parts: ['title'] })));
    expect(await words()).toEqual(['redacted']);
  });
});

describe('without pg_trgm', () => {
  it('finds what is spelled right, and the rest once it can be had', async () => {
    const { pool } = desk.database;
    await it_.open({ title: 'Printer jams' });
    await pool.query(`
      DROP INDEX title_words_like_idx;
      CREATE OR REPLACE FUNCTION words_like(typed text) RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT NULL::text WHERE false $$`);
    expect(await numbers('ana', 'pritner')).toEqual([]);
    expect(await numbers('ana', 'printer')).toEqual(['IT-1']);
    expect(await tolerateTypos(desk.database)).toBe(true);
    expect(await numbers('ana', 'pritner')).toEqual(['IT-1']);
  });
});

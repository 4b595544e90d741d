import { beforeAll, describe, expect, it } from 'vitest';
import type { Prisma } from '../../src/database/generated/client.js';
import { hasHomeTicketsSql, homeTicketsSql } from '../../src/database/sql/home-tickets.js';
import { listTicketsSql } from '../../src/database/sql/list-tickets.js';
import { matchingSql } from '../../src/database/sql/matching-tickets.js';
import { searchCommentsSql, searchTextsSql, searchTitlesSql } from '../../src/database/sql/search-tickets.js';
import { tagsInUseSql } from '../../src/database/sql/tags-in-use.js';
import { readableNotesSql, visibleSql } from '../../src/database/sql/visible-tickets.js';
import type { Actor } from '../../src/domain/permissions.js';
import { phrasesOf, tsqueryOf } from '../../src/domain/search-words.js';
import type { TicketListQuery } from '../../src/domain/ticket-query.js';
import { useTestDatabase } from '../support/database.js';
import { explain } from '../support/query-plans.js';
import { fillDeskOfYears, NOW, WALKED } from './desk-of-years.js';

const db = useTestDatabase();

beforeAll(() => fillDeskOfYears(db.database));

const plan = ({ text, values }: Prisma.Sql) => explain(db.database.pool, text, values);

describe('looks into indexes, and reads no table that grows from end to end', () => {
  const agent: Actor = {
    ...{ userId: 3, isAdmin: false, isGuest: false, isExternal: false, isDeactivated: false },
    ...{ agentOf: new Set([1]), observerOf: new Set([2]), openedTickets: new Set() },
  };
  const requester: Actor = { ...agent, agentOf: new Set(), observerOf: new Set() };
  const query = { scope: 'open', filters: {}, words: [] } as const;
  const listed = (actor: Actor, asked: Partial<TicketListQuery> = {}) =>
    listTicketsSql(
      [
        visibleSql(actor),
        matchingSql({ ...query, ...asked }, actor, { now: NOW, timeZone: 'Europe/Lisbon' }),
      ],
      1_001,
    );
  const wanted = { tsquery: tsqueryOf(['vpn', 'porto']) ?? '', tickets: visibleSql(agent) };
  const inOnePiece = { ...wanted, phrases: phrasesOf(['vpn-porto']) };

  it.each([
    ['a list of open tickets', listed(agent), []],
    ['a list of everything', listed(requester, { scope: 'all' }), ['tickets_created_at_idx']],
    ['a list of one’s own', listed(requester, { scope: 'mine' }), []],
    ['a list of what is overdue', listed(agent, { scope: 'breached' }), []],
    ['a list with words', listed(agent, { scope: 'all', words: ['vpn', '12'] }), ['tickets_words_idx']],
    ['a list by tag', listed(agent, { scope: 'all', filters: { tag: 'vpn' } }), ['ticket_tags']],
    [
      'a list by the days of opening',
      listed(agent, { scope: 'all', filters: { created: { since: '2026-03-01' }, confidential: false } }),
      ['tickets_created_at_idx'],
    ],
    [
      'a list of what has changed since a day',
      listed(agent, { scope: 'all', filters: { updated: { since: '2025-03-02' } } }),
      ['changelog_entries_ticket_id_occurred_at_id_idx'],
    ],
    [
      'a list of what has changed lately',
      listed(agent, { scope: 'all', filters: { updated: { after: 'today' } } }),
      ['changelog_entries_occurred_at_idx', 'changelog_entries_ticket_id_occurred_at_id_idx'],
    ],
    [
      'a list of what nobody has touched for long',
      listed({ ...requester, isAdmin: true }, { filters: { updated: { before: '30d' } } }),
      ['changelog_entries_ticket_id_occurred_at_id_idx'],
    ],
    ['a search in titles', searchTitlesSql(wanted), ['tickets_title_words_idx']],
    ['a search in texts', searchTextsSql(wanted), ['tickets_words_idx']],
    ['a search for words that follow each other', searchTextsSql(inOnePiece), ['tickets_words_idx']],
    [
      'a search for them in comments and notes',
      searchCommentsSql({ ...inOnePiece, notes: readableNotesSql(agent) }),
      ['comments_public_words_idx', 'comments_internal_words_idx'],
    ],
    [
      'a search in comments and notes',
      searchCommentsSql({ ...wanted, notes: readableNotesSql(agent) }),
      ['comments_public_words_idx', 'comments_internal_words_idx'],
    ],
    [
      'the tickets of an agent’s Home',
      homeTicketsSql(
        agent,
        { tab: 'assigned', others: ['unassigned', 'risk', 'mine'], projectId: null, priority: null },
        NOW,
      ),
      [],
    ],
    ['whether anything is assigned to an agent', hasHomeTicketsSql(agent, 'assigned', NOW), []],
  ])('%s', async (_name, statement, indexes) => {
    const found = await plan(statement);
    expect(found).not.toMatch(WALKED);
    for (const index of indexes) expect(found).toContain(index);
  });

  it('a search by somebody who reads no notes, without the index that knows of any', async () => {
    expect(readableNotesSql(requester)).toBeNull();
    const found = await plan(searchCommentsSql({ ...wanted, notes: null }));
    expect(found).toContain('comments_public_words_idx');
    expect(found).not.toContain('comments_internal_words_idx');
  });

  it.each([
    ['an agent', agent],
    ['an admin', { ...requester, isAdmin: true }],
  ])('the tags in use that %s is offered', async (_name, actor) => {
    await db.database.pool.query(`
      INSERT INTO ticket_tags SELECT id, 'tag-' || id % 50 || n FROM tickets, generate_series(1, 3) AS n ON CONFLICT DO NOTHING;
      ANALYZE ticket_tags`);
    const statement = tagsInUseSql(actor, 'vp', 100);
    if (statement === null) throw new Error('They work tickets');
    const found = await plan(statement);
    expect(found).not.toMatch(WALKED);
    expect(found).not.toContain('Seq Scan on ticket_tags');
    expect(found.match(/ticket_tags_tag_ticket_id_idx/g)).toHaveLength(3);
    expect(tagsInUseSql(requester, 'vp', 100)).toBeNull();
  });

  it('the words that a misspelled one is like', async () => {
    await db.database.pool.query(
      `INSERT INTO title_words SELECT md5(n::text) FROM generate_series(1, 50000) AS n ON CONFLICT DO NOTHING; ANALYZE title_words`,
    );
    const found = await explain(db.database.pool, `SELECT word FROM title_words WHERE lower(word) % $1`, [
      'pritner',
    ]);
    expect(found).toContain('title_words_like_idx');
  });
});

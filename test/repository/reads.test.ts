/** Which files read tickets and comments at all, and behind which gate each stands: a new one is a decision, not an accident. */
import { describe, expect, it } from 'vitest';
import { listFiles, readText } from './read-repository.js';

/** How what a file reads is kept from whoever may not know it. */
const GATES = {
  named:
    '`requirePermission` (or `actOnTicket`, `can(…, "view")`) has answered for the viewer, or answers before anything is shown',
  listed: '`visibleTo` is part of the query',
  given: 'whoever asks gives the gate, by who reads it, and it is part of the query',
  posted: 'a post shows it, and `showPost` has asked who reads the place',
  own: 'of what the viewer wrote or reported themselves, no more than an id or a project',
  admin: 'for admins, and no more than a number',
  inner:
    'it decides what the desk does; only posts, and answers behind one of the others, show what became of it',
} as const;

const READERS: Record<keyof typeof GATES, readonly string[]> = {
  named: [
    'comments/add-comment',
    'comments/edit-reply',
    'confidential/give-reason',
    'moving/entry-keepers',
    'moving/move-ticket',
    'moving/preview-move',
    'opening/create-from-message',
    'opening/link-predecessor',
    'redaction/blank-ticket',
    'redaction/list-redactable',
    'redaction/redact-texts',
    'setup/test-ticket',
    'sla/explain/explain-clock',
    'threads/ticket-of-thread',
    'tickets/act-result',
    'tickets/duplicate-of',
    'tickets/hold-until',
    'tickets/load-card',
    'tickets/move-start',
    'tickets/name-original',
    'tickets/view-fields',
    'tickets/view-start',
    'tickets/view-ticket',
  ],
  listed: [
    'finding/export-tickets',
    'finding/search-tickets',
    'finding/ticket-line',
    'notices/notice-form',
    'policies/preview-policy-draft',
    'posts/content/load-message-draft-prompt',
    'tickets/history-links',
  ],
  given: ['tickets/ticket-links'],
  posted: [
    'posts/content/comment-posts',
    'posts/content/load-alert-content',
    'posts/content/load-follow-up',
    'posts/content/load-leaver',
    'posts/may-stand',
    'posts/show-post',
  ],
  own: ['projects/projects-for-modal'],
  admin: ['erasure/preview-erasure'],
  inner: [
    'alerts/alert-settings',
    'comments/decide-pending',
    'comments/ingest-row',
    'erasure/redact-person-texts',
    'follow-ups/follow-up-held',
    'follow-ups/follow-up-tickets',
    'follow-ups/quiet-since',
    'leavers/note-leaver',
    'moving/move-posts',
    'opening/create-ticket',
    'reconcile/make-missed-tickets',
    'reconcile/read-known',
    'redaction/forget-tickets',
  ],
};

/**
 * What these select is ids, states and times, but for the lock and the message's facts, which are read by what acts on a ticket, and for
 * comments that were found. `home-tickets`, `list-tickets`, `search-tickets` and `tags-in-use` are given the gate, or ask for it.
 */
const STATEMENTS = [
  'alert-settings',
  'cardless-tickets',
  'count-thread-messages',
  'desk-figures',
  'due-follow-ups',
  'due-forgetting',
  'due-notices',
  'due-readings',
  'due-tickets',
  'duplicate-chain',
  'erase-mentions',
  'hasten-notices',
  'held-posts',
  'home-tickets',
  'insert-reply',
  'last-change',
  'list-tickets',
  'lock-ticket',
  'mark-readings',
  'matching-tickets',
  'open-tickets',
  'outdated-clocks',
  'pending-channels',
  'placeable-early',
  'read-message-facts',
  'search-tickets',
  'tags-in-use',
  'untold-alerts',
  'urgent-tickets',
];

const READS =
  /\.(?:ticket|comment|ticketLink)\.(?:find|count|aggregate|groupBy)|\breadCardRows?\(|\b(?:from|join)\s+"?(?:tickets|comments)\b/i;

const sources = listFiles('src')
  .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'))
  .map((path) => ({ path, text: readText(path) }));

const readers = sources
  .filter(({ text }) => READS.test(text.replace(/\/\*[\s\S]*?\*\//g, '')))
  .map(({ path }) => path);

const listed = [
  ...Object.values(READERS).flatMap((names) => names.map((name) => `src/services/${name}.ts`)),
  ...STATEMENTS.map((name) => `src/database/sql/${name}.ts`),
  // Counts what a restored backup replaces, for whoever runs the command.
  'src/database/backup/rebuild-schema.ts',
];

describe('tickets and comments', () => {
  it('are read only by files that say behind which gate', () => {
    const unlisted = readers.filter((path) => !listed.includes(path));
    expect(
      unlisted,
      `These read tickets or comments. Ask through a gate (ARCHITECTURE, "The gate"), then list each in READERS here under its own:\n${Object.entries(
        GATES,
      )
        .map(([gate, why]) => `  ${gate}: ${why}`)
        .join('\n')}`,
    ).toEqual([]);
  });

  it('have no reader on the list that reads them no more', () => {
    expect(listed.filter((path) => !readers.includes(path))).toEqual([]);
  });

  it('are read by nothing that speaks Slack, HTTP or the timetable: it asks the services', () => {
    expect(readers.filter((path) => !/^src\/(?:services|database)\//.test(path))).toEqual([]);
  });

  it.each(READERS.listed)('%s has the filter in its query', (name) => {
    expect(readText(`src/services/${name}.ts`)).toMatch(/\bvisibleTo\(/);
  });

  it('are given the gate wherever a hand-written list or search is asked', () => {
    const asking = sources.filter(({ text }) => /sql\/(?:list|search)-tickets\.js'/.test(text));
    expect(asking.length).toBeGreaterThan(1);
    expect(asking.filter(({ text }) => !text.includes('visibleSql(actor)')).map(({ path }) => path)).toEqual(
      [],
    );
    for (const name of ['home-tickets', 'tags-in-use']) {
      expect(readText(`src/database/sql/${name}.ts`)).toContain('visibleSql(actor)');
    }
  });
});

describe('internal comments', () => {
  const COMMENTS = /\.(?:comment|commentEditHistory)\.(?:find|groupBy)/;
  const BY_OWN_PROJECT = /\breadableOf\(|\bisInReach\(|\bprojectId\b/;
  /** The actor's own words, or no word at all; `inner` ones are told by what is listed above. */
  const OF_NOBODY_ELSE = ['comments/add-comment', 'comments/edit-reply', 'drafts/settle-draft'];

  it('are judged by the project in which they were written, wherever somebody reads comments', () => {
    const inner = READERS.inner.filter((name) => name !== 'follow-ups/quiet-since');
    const known = [...OF_NOBODY_ELSE, ...inner].map((name) => `src/services/${name}.ts`);
    const judged = sources.filter(({ path, text }) => COMMENTS.test(text) && !known.includes(path));
    expect(judged.length).toBeGreaterThan(3);
    expect(judged.filter(({ text }) => !BY_OWN_PROJECT.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('what a post shows', () => {
  const importersOf = (file: string) =>
    sources.filter(({ text }) => text.includes(`/${file}.js'`)).map(({ path }) => path);

  it('is loaded through the gate alone', () => {
    const isOutside = ({ path }: { path: string }) => !path.startsWith('src/services/posts/content/');
    const users = sources.filter(isOutside).filter(({ text }) => text.includes('/content/post-loader'));
    expect(users.map(({ path }) => path)).toEqual(['src/services/posts/show-post.ts']);
  });

  it('is asked for by the sender alone', () => {
    expect(importersOf('show-post')).toEqual(['src/services/posts/send-post.ts']);
  });
});

describe('hand-written SQL', () => {
  /** `matching-tickets` and `search-tickets` compare them behind the gate; `lock-ticket` and `read-message-facts` are for decisions under a lock or about a message; `erase-mentions` rewrites words in place. */
  const MAY_NAME_WORDS = [
    'src/database/sql/erase-mentions.ts',
    'src/database/sql/insert-reply.ts',
    'src/database/sql/lock-ticket.ts',
    'src/database/sql/matching-tickets.ts',
    'src/database/sql/read-message-facts.ts',
    'src/database/sql/search-tickets.ts',
  ];

  it('reads no title, description or content but for those that are known', () => {
    const words = /\b(?:t\.|c\.|comments?\.|tickets?\.)?(?:title|description|content)\b/;
    const found = sources
      .filter(({ path }) => path.startsWith('src/database/sql/'))
      .filter(({ text }) => words.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
      .map(({ path }) => path);
    expect(found.filter((path) => !MAY_NAME_WORDS.includes(path))).toEqual([]);
  });
});

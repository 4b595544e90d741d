/** The words after `/ticket list`: a scope, filters, and words to look for. */

import { type DayRange, dayRangeIn } from '../../domain/day-range.js';
import { ISSUE_TYPES } from '../../domain/issue-type.js';
import { PRIORITIES } from '../../domain/priority.js';
import { isProjectKey } from '../../domain/ticket-number.js';
import {
  type AssigneeRef,
  LIST_SCOPES,
  LIST_WORDS_MAX,
  type ListScope,
  type PersonRef,
  type TicketFilters,
} from '../../domain/ticket-query.js';
import { STATUSES } from '../../domain/ticket-status.js';
import { no, type Reading } from './grammar-reading.js';
import { enumWord, mentionIn, nearest, plainTextOf, tokensOf } from './grammar-text.js';

export type ListQuery = {
  scope: ListScope;
  filters: TicketFilters;
  /** Plain text, one entry a word or a quoted phrase. */
  words: string[];
  /** From 1. */
  page: number;
};

export const LIST_PAGE_MAX = 100_000;

type Draft = { scope: ListScope | null; filters: TicketFilters; words: string[]; page: number };
type Scopes = 'read' | 'are words';

/** Each reads the value of one `key:value` into a draft, or says what is wrong with it. */
const FILTERS: Record<string, (value: string, draft: Draft) => Reading<Draft>> = {
  project: (value, draft) => {
    const key = value.toUpperCase();
    return isProjectKey(key) ? withFilter(draft, { project: key }) : wrong('project', value, 'a key like IT');
  },
  priority: (value, draft) =>
    withChoice(value, PRIORITIES, 'priority', (priority) => withFilter(draft, { priority })),
  status: (value, draft) => withChoice(value, STATUSES, 'status', (status) => withFilter(draft, { status })),
  type: (value, draft) => withChoice(value, ISSUE_TYPES, 'type', (type) => withFilter(draft, { type })),
  tag: (value, draft) => withFilter(draft, { tag: plainTextOf(value).toLowerCase() }),
  assignee: (value, draft) => {
    const assignee = assigneeIn(value);
    return assignee === null
      ? wrong('assignee', value, '@somebody, me or nobody')
      : withFilter(draft, { assignee });
  },
  reporter: (value, draft) => {
    const reporter = personIn(value);
    return reporter === null ? wrong('reporter', value, '@somebody or me') : withFilter(draft, { reporter });
  },
  created: (value, draft) => withDays(value, (created) => withFilter(draft, { created })),
  updated: (value, draft) => withDays(value, (updated) => withFilter(draft, { updated })),
  confidential: (value, draft) => {
    const word = value.toLowerCase();
    return word === 'yes' || word === 'no'
      ? withFilter(draft, { confidential: word === 'yes' })
      : no(`After \`confidential:\` only \`yes\` or \`no\` can stand.`);
  },
  page: (value, draft) => {
    const page = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    const isPage = page >= 1 && page <= LIST_PAGE_MAX;
    return isPage ? { ok: true, value: { ...draft, page } } : wrong('page', value, 'a number from 1 on');
  },
};
const FILTER_NAMES = Object.keys(FILTERS);

const TOO_MANY_WORDS = `${LIST_WORDS_MAX} words are looked for at most.`;

/**
 * Reads a list query. Without a scope it is `open`, or `all` when a status is asked for, so that `status:closed` finds something. A
 * scope counts only as the first word that is no filter, so that `list printer open` looks for both words; a second one right after it
 * is taken together with it, or refused.
 */
export function parseListQuery(text: string): Reading<ListQuery> {
  const read = readQuery(text, 'read');
  if (!read.ok) return read;
  const { value: draft } = read;
  const scope = draft.scope ?? (draft.filters.status === undefined ? 'open' : 'all');
  return { ok: true, value: { ...draft, scope } };
}

/** As a list's, but over all tickets, and every word that is no filter is one to look for. */
export function parseSearchQuery(text: string): Reading<ListQuery> {
  const read = readQuery(text, 'are words');
  if (!read.ok) return read;
  if (read.value.words.length === 0) return no('What are you looking for?');
  return { ok: true, value: { ...read.value, scope: 'all' } };
}

function readQuery(text: string, scopes: Scopes): Reading<Draft> {
  let draft: Draft = { scope: null, filters: {}, words: [], page: 1 };
  const seen = new Set<string>();
  for (const token of tokensOf(text)) {
    const filter = filterIn(token);
    const read = filter === null ? readWord(token, draft, { seen, scopes }) : readFilter(filter, draft, seen);
    if (!read.ok) return read;
    draft = read.value;
  }
  return { ok: true, value: draft };
}

/** `@ana` (as Slack sends it) or `me`, else null. */
export function personIn(token: string): PersonRef | null {
  const slackUserId = mentionIn(token);
  if (slackUserId !== null) return { kind: 'user', slackUserId };
  return token.toLowerCase() === 'me' ? { kind: 'me' } : null;
}

/** As `personIn`, or `nobody`. */
export function assigneeIn(token: string): AssigneeRef | null {
  return token.toLowerCase() === 'nobody' ? { kind: 'nobody' } : personIn(token);
}

/** A value from a fixed list, however it is spelled (`On-hold`), or a sentence that names the list. */
export function choiceIn<T extends string>(value: string, choices: readonly T[], name: string): Reading<T> {
  const wanted = enumWord(value);
  const found = choices.find((choice) => choice === wanted);
  return found === undefined ? wrong(name, value, choices.join(', ')) : { ok: true, value: found };
}

function readFilter(
  { name, value }: { name: string; value: string },
  draft: Draft,
  seen: Set<string>,
): Reading<Draft> {
  const read = FILTERS[name];
  if (read === undefined) return no(noSuchFilter(name, value));
  if (seen.has(name)) return no(`Say \`${name}:\` only once.`);
  seen.add(name);
  if (value === '') return no(`\`${name}:\` needs a value right after the colon.`);
  return read(value, draft);
}

/** `prio` begins one, `prority` is nearly one. */
function noSuchFilter(name: string, value: string): string {
  const near = nearest(name, FILTER_NAMES);
  const begun = FILTER_NAMES.find((each) => name.length > 1 && each.startsWith(name));
  const meant = begun ?? (near !== null && near.distance < 3 && name.length > 3 ? near.word : null);
  const shown = plainTextOf(value).replaceAll('`', "'");
  const hint = meant === null ? '' : ` Did you mean \`${meant}:${shown}\`?`;
  const all = FILTER_NAMES.map((each) => `\`${each}:\``).join(', ');
  return `There is no filter \`${name}:\`.${hint} There are ${all}. To look for the words, put a space for the colon.`;
}

/** An address, a time, "error:500" and "printer:" are words to look for; `name:value` in letters is meant as a filter. */
export function filterIn(token: string): { name: string; value: string } | null {
  const [, key, value] = /^([a-z]+):(?!\/\/)(.*)$/is.exec(token) ?? [];
  if (key === undefined || value === undefined) return null;
  const name = key.toLowerCase();
  if (FILTER_NAMES.includes(name)) return { name, value };
  return /^(?:\p{L}|<@)/u.test(value) ? { name, value } : null;
}

function readWord(
  token: string,
  draft: Draft,
  { seen, scopes }: { seen: Set<string>; scopes: Scopes },
): Reading<Draft> {
  const scope = scopes === 'read' && draft.words.length === 0 ? scopeIn(token) : undefined;
  if (scope !== undefined) {
    if (draft.scope === null) return { ok: true, value: { ...draft, scope } };
    return withSecondScope(draft, [draft.scope, scope], seen);
  }
  const word = plainTextOf(token);
  if (word === '') return { ok: true, value: draft };
  if (draft.words.length >= LIST_WORDS_MAX) return no(TOO_MANY_WORDS);
  return { ok: true, value: { ...draft, words: [...draft.words, word] } };
}

export function scopeIn(token: string): ListScope | undefined {
  return LIST_SCOPES.find((each) => each === enumWord(token).replace(/_/g, '-'));
}

/** What each scope asks for beside that tickets are open: with `all` they need not be. */
const WHOSE: Partial<Record<ListScope, string>> = {
  mine: 'reporter:me',
  assigned: 'assignee:me',
  unassigned: 'assignee:nobody',
};

function withSecondScope(
  draft: Draft,
  [first, second]: [ListScope, ListScope],
  seen: Set<string>,
): Reading<Draft> {
  const whose = [first, second].includes('all') ? WHOSE[first === 'all' ? second : first] : undefined;
  const filter = whose === undefined ? null : filterIn(whose);
  if (filter !== null) return readFilter(filter, { ...draft, scope: 'all' }, seen);
  return {
    ok: false,
    message: `\`${first}\` and \`${second}\` do not go together: say one of them. \`all\` goes with \`mine\`, \`assigned\` and \`unassigned\`; \`search\` looks for words.`,
  };
}

function withFilter(draft: Draft, filter: TicketFilters): Reading<Draft> {
  return { ok: true, value: { ...draft, filters: { ...draft.filters, ...filter } } };
}

function withChoice<T extends string>(
  value: string,
  choices: readonly T[],
  name: string,
  then: (choice: T) => Reading<Draft>,
): Reading<Draft> {
  const choice = choiceIn(value, choices, name);
  return choice.ok ? then(choice.value) : choice;
}

function withDays(value: string, then: (days: DayRange) => Reading<Draft>): Reading<Draft> {
  const days = dayRangeIn(plainTextOf(value));
  return days === null
    ? wrong('day', value, '2026-11-01, today, monday, since-monday, before-30d or 2026-11-01..2026-11-15')
    : then(days);
}

function wrong(name: string, value: string, wanted: string): { ok: false; message: string } {
  return no(`“${plainTextOf(value)}” is no ${name}. Use ${wanted}.`);
}

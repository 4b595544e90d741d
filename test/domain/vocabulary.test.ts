import { describe, expect, it } from 'vitest';
import { issueTypesFor } from '../../src/domain/issue-type.js';
import { prioritiesFor, priorityWords } from '../../src/domain/priority.js';
import { countsForSla, RESOLUTIONS } from '../../src/domain/resolution.js';
import { compareTs, dateToTs, isSlackTs, tsToDate } from '../../src/domain/slack-ts.js';
import {
  formatTicketNumber,
  isProjectKey,
  normalizeTicketNumber,
  parseTicketNumber,
} from '../../src/domain/ticket-number.js';
import { commentTypeFor } from '../../src/domain/visibility.js';
import { isUserError, UserError } from '../../src/errors.js';

describe('ticket numbers', () => {
  it.each([
    ['IT-42', 'IT-42'],
    ['it-42', 'IT-42'],
    [' It-1 ', 'IT-1'],
    ['HELPDESKXY-2147483647', 'HELPDESKXY-2147483647'],
  ])('%j is %s', (typed, number) => {
    expect(normalizeTicketNumber(typed)).toBe(number);
  });
  it.each([
    '',
    'IT',
    'IT-',
    'IT-0',
    'IT-042',
    'I-1',
    'ABCDEFGHIJK-1',
    'IT-2147483648',
    'IT-1x',
    'IT 1',
    'ÍT-1',
    'I2-1',
  ])('%j is none', (typed) => {
    expect(parseTicketNumber(typed)).toBeNull();
  });
  it('are never written for a count or key that cannot be', () => {
    expect(formatTicketNumber({ projectKey: 'IT', count: 1 })).toBe('IT-1');
    expect(() => formatTicketNumber({ projectKey: 'it', count: 1 })).toThrow(RangeError);
    expect(() => formatTicketNumber({ projectKey: 'IT', count: 0 })).toThrow(RangeError);
    expect(() => formatTicketNumber({ projectKey: 'IT', count: 1.5 })).toThrow(RangeError);
  });
  it.each([
    ['IT', true],
    ['ABCDEFGHIJ', true],
    ['I', false],
    ['ABCDEFGHIJK', false],
    ['it', false],
    ['IT2', false],
    ['ÄÖ', false],
    ['IT\n', false],
  ])('the key %j is fine: %s', (key, isFine) => {
    expect(isProjectKey(key)).toBe(isFine);
  });
});

describe('choices', () => {
  it('only agents set critical', () => {
    expect(prioritiesFor({ isAgent: false })).toEqual(['low', 'medium', 'high']);
    expect(prioritiesFor({ isAgent: true })).toEqual(['low', 'medium', 'high', 'critical']);
  });
  it('requesters choose in words', () => {
    expect(prioritiesFor({ isAgent: false }).map(priorityWords)).toEqual([
      'Low: can wait',
      'Medium',
      'High: several people cannot work',
    ]);
  });
  it('requesters report incidents and requests', () => {
    expect(issueTypesFor({ isAgent: false })).toEqual(['incident', 'request']);
    expect(issueTypesFor({ isAgent: true })).toEqual(['incident', 'request', 'bug', 'task', 'story', 'epic']);
  });
  it('only what was done counts for SLA figures', () => {
    expect(RESOLUTIONS.filter(countsForSla)).toEqual(['done']);
  });
});

describe('the type of a comment', () => {
  const TABLE = [
    ['public', null, 'public', false],
    ['im', null, 'public', false],
    ['private', null, 'internal', false],
    ['mpim', null, 'internal', false],
    ['unknown', null, 'internal', true],
    ['public', 'request', 'public', false],
    ['private', 'request', 'public', false],
    ['mpim', 'request', 'internal', false],
    ['im', 'request', 'public', false],
    ['unknown', 'request', 'internal', true],
    ['public', 'triage', 'internal', false],
    ['private', 'triage', 'internal', false],
    ['im', 'triage', 'internal', false],
    ['mpim', 'triage', 'internal', false],
    ['unknown', 'triage', 'internal', false],
  ] as const;
  it.each(TABLE)('%s channel, role %s: %s, pending %s', (kind, role, commentType, isPending) => {
    expect(commentTypeFor({ kind, role })).toEqual({ commentType, isPending });
  });
});

describe('Slack timestamps', () => {
  it('order by the microsecond, where floating point would not', () => {
    expect(compareTs('1719211546.331399', '1719211546.331400')).toBeLessThan(0);
    expect(compareTs('1719211547.000000', '1719211546.999999')).toBeGreaterThan(0);
    expect(compareTs('1719211546.331399', '1719211546.331399')).toBe(0);
  });
  it('order by time, not by letters', () => {
    expect(compareTs('999999999.000000', '1000000000.000000')).toBeLessThan(0);
  });
  it('are cut to the millisecond, never rounded up', () => {
    expect(tsToDate('1719211546.331999')).toEqual(new Date(1719211546331));
    expect(dateToTs(new Date(1719211546031))).toBe('1719211546.031000');
  });
  it.each(['', '1719211546', '1719211546.', '.331399', '1719211546.3313991', 'now', '-1.000000', '1e3.0'])(
    '%j is none',
    (value) => {
      expect(isSlackTs(value)).toBe(false);
      expect(() => tsToDate(value)).toThrow(RangeError);
    },
  );
});

describe('errors', () => {
  it('only a UserError may be shown, with its field', () => {
    const error = new UserError('The title is missing. Type one.', { field: 'title' });
    expect(isUserError(error)).toBe(true);
    expect(error.field).toBe('title');
    expect(isUserError(new Error('connection refused'))).toBe(false);
    expect(isUserError('text')).toBe(false);
  });
});

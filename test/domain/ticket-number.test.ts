import { describe, expect, it } from 'vitest';
import {
  formatTicketNumber,
  isProjectKey,
  normalizeTicketNumber,
  parseTicketNumber,
} from '../../src/domain/ticket-number.js';

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

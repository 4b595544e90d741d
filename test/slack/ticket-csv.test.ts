/** A table that any spreadsheet reads, and in which nothing runs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedTicket } from '../../src/services/finding/export-tickets.js';
import { ticketCsv } from '../../src/slack/ticket-csv.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';

const AT = new Date('2026-03-02T10:00:00.999Z');

const ticket = (facts: Partial<ExportedTicket> = {}): ExportedTicket => ({
  ...{ number: 'IT-1', title: 'VPN down', description: 'Since this morning.', status: 'new' },
  ...{ resolution: null, priority: 'high', type: 'incident', project: 'IT', reporter: 'Bo', assignee: null },
  ...{ tags: ['vpn', 'office'], isConfidential: false, createdAt: AT, firstRespondedAt: null },
  ...{ resolvedAt: null, closedAt: null, responseTarget: AT, resolutionTarget: null },
  ...{ responseBreachedAt: null, resolutionBreachedAt: null },
  ...facts,
});

/** As RFC 4180 says, and no more: quotes around cells, doubled inside. */
function read(csv: string): string[][] {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const cells = [...csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

const FORMULA = /^[\s\u00a0]*[=+\-@\t\r]/;

it('has a column for each fact, in words, and times without a zone in UTC', () => {
  const [head, row] = read(ticketCsv([ticket()]));
  expect(Object.fromEntries((head ?? []).map((name, index) => [name, row?.[index]]))).toMatchObject({
    ...{
      Number: 'IT-1',
      Title: 'VPN down',
      Status: 'new',
      Resolution: '',
      Priority: 'High',
      Type: 'Incident',
    },
    ...{ Reporter: 'Bo', Assignee: '', Tags: 'vpn office', Confidential: 'no' },
    ...{ 'Created (UTC)': '2026-03-02 10:00:00', 'Response due (UTC)': '2026-03-02 10:00:00' },
    'Resolution due (UTC)': '',
  });
});

it('keeps commas, quotes and lines of a text in its cell', () => {
  const description = 'one, "two"\nthree';
  const [, row] = read(ticketCsv([ticket({ description })]));
  expect(row?.[2]).toBe(description);
});

describe('nothing in it runs', () => {
  it.each([
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\n=1',
    '\u00a0=1',
    '=HYPERLINK("x")',
    '＝1',
  ])('%j is a text', (text) => {
    const [, row] = read(ticketCsv([ticket({ title: text, reporter: text, tags: [text] })]));
    for (const cell of row ?? []) expect(cell).not.toMatch(FORMULA);
  });

  it('whatever people wrote, and no row is broken by it', () => {
    for (const text of Object.values(HOSTILE_TEXTS)) {
      const rows = read(
        ticketCsv([ticket({ title: text, description: text, reporter: text, tags: [text] })]),
      );
      expect(rows).toHaveLength(2);
      expect(rows[1]).toHaveLength(rows[0]?.length ?? 0);
      for (const cell of rows[1] ?? []) expect(cell).not.toMatch(FORMULA);
    }
  });

  it('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (title, description) => {
        const rows = read(ticketCsv([ticket({ title, description })]));
        expect(rows).toHaveLength(2);
        for (const cell of rows[1] ?? []) expect(cell).not.toMatch(FORMULA);
      }),
    );
  });
});

/** What moved a target, in words, and that nobody’s name or wording does harm in them. */
import { describe, expect, it } from 'vitest';
import type { MoveCause } from '../../../src/domain/sla/explain/clock-explanation.js';
import { ledgerMessage } from '../../../src/slack/blocks/ledger.js';
import { ledgerTable } from '../../../src/slack/blocks/ledger-table.js';
import { type HistoryLine, utc } from '../../domain/sla/build-history.js';
import { expectSendable, explained, shown } from './explained.js';

describe('what moved a target', () => {
  const AT = utc('15:00');
  const from = { scope: null, version: 1, sinceAt: AT };
  const to = { scope: 'IT Support', version: 2, sinceAt: AT };
  const policy = { kind: 'policy', from, to, calendar: null, savedBy: null } as const;
  const words = (cause: MoveCause) =>
    shown(ledgerMessage(explained([['15:00', 'started']], '16:00', { causes: [cause] })));
  const put = 'Ana put it under the policy of IT Support, version 2';
  const instead = " instead of the desk's default policy, version 1";

  it.each<[string, MoveCause, string]>([
    ['a policy', policy, `${put}${instead}: `],
    ['a policy, to agents', { ...policy, savedBy: 'Ada' }, `${put} (saved by Ada)${instead}: `],
    ['the first policy', { ...policy, from: null }, `${put}: `],
    [
      'another calendar of the same name',
      { ...policy, calendar: { scope: 'IT Support', name: 'Office hours', version: 1, isNewVersion: false } },
      `${put}${instead}, in another calendar, “Office hours” of IT Support: `,
    ],
    [
      'a calendar of the default',
      { ...policy, calendar: { scope: null, name: 'Night', version: 3, isNewVersion: false } },
      `${instead}, in another calendar, “Night” of the desk's default: `,
    ],
    [
      'an edited calendar',
      { ...policy, calendar: { scope: null, name: 'Night', version: 2, isNewVersion: true } },
      `${instead}, in version 2 of “Night”: `,
    ],
    ['a new cycle', { kind: 'reopening' }, 'Ana reopened it, which began a new cycle: '],
  ])('is told of %s', (_what, cause, line) => {
    expect(words(cause)).toContain(line);
  });

  it.each<[count: number, shortSays: string, pages: RegExp]>([
    [5, '', /in all\.$/m],
    [6, '1 earlier change is on the last page of all of it.', /Page 2 of 2\./],
    [7, '2 earlier changes are on the last page of all of it.', /Page 2 of 2\./],
  ])('where there are %i of them, nothing is left out of the whole', (count, shortSays, pages) => {
    const causes = Array.from({ length: count }, (_, index) => ({
      ...policy,
      to: { ...to, version: 2 + index },
    }));
    const told = explained([['15:00', 'started']], '16:00', { causes });
    const short = shown(ledgerMessage(told));
    const whole = shown(ledgerTable(told, 'resolution', 2));
    expect(short).toContain(shortSays);
    expect(short.includes('earlier change')).toBe(shortSays !== '');
    expect(whole).toMatch(pages);
    const listed = shortSays === '' ? short : whole;
    for (const { version } of causes.map((cause) => cause.to))
      expect(listed).toContain(`IT Support, version ${version} `);
  });

  it('tells the names of people, calendars and projects as they are', () => {
    const evil = '<!channel> *x*';
    const calendar = { scope: evil, name: evil, version: 1, isNewVersion: false };
    const rendered = ledgerMessage(
      explained([['15:00', 'started']], '16:00', {
        causes: [{ ...policy, to: { ...to, scope: evil }, savedBy: evil, calendar }],
      }),
    );
    expectSendable(rendered);
  });
});

describe('whatever people are called', () => {
  const START: MoveCause = { kind: 'start', from: utc('08:00'), to: utc('07:00'), reason: '' };
  const HISTORY: HistoryLine[] = Array.from({ length: 20 }, (_, index): HistoryLine => {
    const time = `2026-11-${String(2 + index).padStart(2, '0')} 12:00`;
    return [time, index === 0 ? 'started' : index % 2 === 0 ? 'open' : 'waiting'];
  });

  it.each(['x', '&', '😀', 'a\n', '<!channel> ', '<@U0EVIL> ', '<!date^1^{date}|x>', '*_~`'])(
    'it is sendable at its largest and notifies nobody (%j)',
    (text) => {
      const causes = Array.from({ length: 20 }, () => ({ ...START, reason: text.repeat(500).slice(0, 500) }));
      const names = new Map(['2026-11-05'].map((date) => [date, text.repeat(100)]));
      const facts = { name: text.repeat(80).slice(0, 80), causes, names };
      const explanation = {
        ...explained(HISTORY, '2026-11-24 12:00', facts),
        startReason: text.repeat(500),
        openedAt: utc('09:00'),
      };
      expectSendable(ledgerMessage(explanation));
      expectSendable(ledgerTable(explanation, 'resolution', 1));
      expectSendable(ledgerTable(explanation, 'resolution', 99_999));
    },
  );
});

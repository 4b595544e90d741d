/** The engine's page tells the truth: every example and every case in it is run. */

import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../../src/domain/sla/checking/answer-lines.js';
import { answerRequest } from '../../../../src/domain/sla/checking/answer-request.js';
import { rowsIn } from '../../../repository/read-markdown.js';
import { readText } from '../../../repository/read-repository.js';

const page = readText('docs/sla-engine.md');

/** What stands in fenced blocks of a language. */
function blocksOf(language: string): string[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```/gms)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

function pairsOf<T>(values: readonly T[]): [T, T][] {
  expect(values.length % 2, 'every question has its answer').toBe(0);
  return values.flatMap((value, index): [T, T][] => {
    const next = values[index + 1];
    return index % 2 === 0 && next !== undefined ? [[value, next]] : [];
  });
}

const lines = pairsOf(blocksOf('jsonl').flatMap((block) => block.trim().split('\n')));
const questions = pairsOf(blocksOf('json'));

describe('docs/sla-engine.md', () => {
  it.each(lines)('%s', (question, answer) => {
    expect(answerLine(question)).toBe(answer);
  });

  it.each(questions)("a ticket's clocks: %#", (question, answer) => {
    expect(answerRequest(JSON.parse(question))).toEqual(JSON.parse(answer));
  });

  it('has an example of every question, and a row for it', () => {
    const asked = [...lines.map(([line]) => line), ...questions.map(([question]) => question)].flatMap(
      (question) => /^\{"op": ?"(\w+)"/.exec(question)?.[1] ?? [],
    );
    const [, ops = ''] = /one of (.+)\.$/.exec(errorOf('{}')) ?? [];
    expect([...new Set(asked)].sort()).toEqual(ops.split(', ').sort());
    const rows = rowsIn(page).map(([first = '']) => first.replaceAll('`', ''));
    expect(ops.split(', ').filter((op) => !rows.includes(op))).toEqual([]);
  });

  it('has a row for every key of a policy and every kind of event', () => {
    const told = rowsIn(page).flatMap(([first = '']) =>
      [...first.matchAll(/`(\w+)`/g)].map(([, word]) => word),
    );
    const clock = (parts: object) =>
      errorOf(JSON.stringify({ op: 'clock', policy: { targets: {} }, events: [], at: 'now', ...parts }));
    const [, keys = ''] =
      /policy: .* Known are ([\w, ]+)\./.exec(clock({ policy: { targets: {}, x: 1 } })) ?? [];
    const [, kinds = ''] = /with a kind: one of ([\w, ]+)\./.exec(clock({ events: [1] })) ?? [];
    expect(keys.split(', ')).toContain('targets');
    expect(kinds.split(', ')).toContain('started');
    const wanted = [...keys.split(', '), ...kinds.split(', ')];
    expect(wanted.filter((word) => !told.includes(word))).toEqual([]);
  });
});

/** The table "Some cases to compare", whose calendars are named as people name them. */
const hours = (...days: string[]) => Object.fromEntries(days.map((day) => [day, [['09:00', '17:00']]]));
const every = (from: string, to: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [[from, to]]]));
const HOURS: Record<string, object> = {
  'office hours': hours('mon', 'tue', 'wed', 'thu', 'fri'),
  'around the clock': every('00:00', '24:00'),
  'Sunday 02:00 to 03:00': { sun: [['02:00', '03:00']] },
  'Sunday 01:00 to 05:00': { sun: [['01:00', '05:00']] },
  'daily 00:00 to 02:00': every('00:00', '02:00'),
};
const ZONES: Record<string, string> = {
  Berlin: 'Europe/Berlin',
  'Lord Howe': 'Australia/Lord_Howe',
  'New York': 'America/New_York',
  Havana: 'America/Havana',
  Apia: 'Pacific/Apia',
};
const cases = rowsIn(page).filter(([, from = '']) => /^\d{4}-\d{2}-\d{2}T/.test(from));

describe('the cases to compare', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(7);
  });

  it.each(cases)('%s, %s to %s: %s', (named = '', start = '', end = '', told = '') => {
    const [opening = '', city = ''] = named.split(', ');
    const calendar = { timezone: ZONES[city], hours: HOURS[opening] };
    const seconds = Number(told.split(':')[0]?.replaceAll(',', ''));
    expect(answerRequest({ op: 'between', calendar, start, end })).toEqual({ seconds });
  });
});

function errorOf(line: string): string {
  return String((JSON.parse(answerLine(line)) as { error: unknown }).error);
}

/** What counts as a step of the story, and what only looks like one. */
import { expect, test } from 'vitest';
import type { Happening, RowChange } from '../../../playground/live/protocol.js';
import { goOn, STORY, UNBEGUN } from '../../../playground/page/desk/story-steps.js';
import { ACTIONS, VIEWS } from '../../../src/slack/ids.js';

const stepsDone = (happenings: Happening[]) =>
  goOn(
    UNBEGUN,
    happenings.map((each, place) => ({ ...each, id: place + 1 })),
  ).done;

function happening(parts: Partial<Happening>): Happening {
  return {
    id: 1,
    version: 1,
    at: '2026-03-02T10:00:00.000Z',
    kind: 'event',
    title: '',
    userId: 'U0BO0000004',
    payload: null,
    delivery: null,
    calls: [],
    rows: [],
    violations: [],
    leftOut: 0,
    ...parts,
  };
}

const row = (table: string, kind: RowChange['kind'], columns: Record<string, unknown> = {}): RowChange => ({
  afterMs: 0,
  isGuessed: false,
  table,
  kind,
  key: '1',
  columns: Object.entries(columns).map(([name, after]) => ({ name, before: null, after })),
});

const set = (column: string, value: unknown) => [row('tickets', 'update', { [column]: value })];

/** By the ids of the desk itself, which the page cannot import. */
const CREATED = happening({ kind: 'form', rows: [row('tickets', 'insert')] });
const TAKEN = happening({ kind: 'press', rows: set('assignee_id', 3) });
const ANSWERED = happening({ kind: 'form', payload: { view: { callback_id: VIEWS.reply } } });
const REPLIED = happening({ rows: [row('comments', 'insert')] });
const WHY = happening({ kind: 'press', payload: { actions: [{ action_id: ACTIONS.why }] } });
const BREACHED = happening({ kind: 'time', rows: set('response_breached_at', '2026-03-02T14:00:00Z') });
const WHOLE = [CREATED, TAKEN, ANSWERED, REPLIED, WHY, BREACHED];

test.each<[string, Happening[], number]>([
  ['nothing', [], 0],
  ['each step in its turn', WHOLE, 6],
  ['steps with other things between them', WHOLE.flatMap((step) => [happening({}), step]), 6],
  ['a message that is no ticket', [happening({ rows: [row('comments', 'insert')] })], 0],
  ['a ticket that only changed', [happening({ rows: set('title', 'VPN') })], 0],
  ['a step before its turn', [TAKEN, CREATED], 1],
  ['a step taken again in its turn', [TAKEN, CREATED, TAKEN], 2],
  ['a ticket that is given back', [CREATED, happening({ rows: set('assignee_id', null) })], 1],
  ['a reply that only stands in the form', [CREATED, TAKEN, happening({ ...ANSWERED, kind: 'press' })], 2],
  [
    'an answer that is a comment, too',
    [CREATED, TAKEN, { ...ANSWERED, rows: [row('comments', 'insert')] }],
    3,
  ],
  ['a comment by the form alone', [CREATED, TAKEN, ANSWERED, { ...REPLIED, kind: 'form' }], 3],
  [
    'another button than Why?',
    [...WHOLE.slice(0, 4), { ...WHY, payload: { actions: [{ action_id: 'take' }] } }],
    4,
  ],
  [
    '/ticket sla IT-1',
    [...WHOLE.slice(0, 4), happening({ kind: 'command', payload: { text: 'SLA IT-1' } })],
    5,
  ],
  ['/ticket slack', [...WHOLE.slice(0, 4), happening({ kind: 'command', payload: { text: 'slack' } })], 4],
  [
    'time that passes over no target',
    [...WHOLE.slice(0, 5), happening({ kind: 'time', rows: set('clock_at', 1) })],
    5,
  ],
  ['the other target', [...WHOLE.slice(0, 5), happening({ rows: set('resolution_breached_at', 'then') })], 6],
  ['more after the end', [...WHOLE, ...WHOLE], 6],
  [
    'a comment at about the time of another message',
    [CREATED, TAKEN, ANSWERED, happening({ rows: [{ ...row('comments', 'insert'), isGuessed: true }] })],
    3,
  ],
])('%s', (_, happenings, steps) => {
  expect(stepsDone(happenings)).toBe(steps);
});

test('what was taken stays so when its happening is forgotten', () => {
  const numbered = WHOLE.map((each, place) => ({ ...each, id: place + 1 }));
  let progress = UNBEGUN;
  for (const each of numbered) progress = goOn(progress, [each]);
  expect(progress).toEqual({ done: 6, lastId: 6 });
  expect(goOn(progress, [])).toBe(progress);
  expect(goOn({ done: 1, lastId: 2 }, numbered.slice(0, 2))).toEqual({ done: 1, lastId: 2 });
});

test('every step says what to do, what there is to see then, and where', () => {
  for (const { title, lines, outcome, scene } of STORY) {
    expect([title, ...lines, outcome].every((words) => words.length > 0)).toBe(true);
    expect(scene.left ?? scene.right).toBeDefined();
  }
});

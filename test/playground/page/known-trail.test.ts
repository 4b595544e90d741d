/** What a page knows after news, after a restart of the workspace, and after a reload of its own. */
import { describe, expect, it, test } from 'vitest';
import type { Happening, Trail } from '../../../playground/live/protocol.js';
import { knownFrom, learn, skipStep, wordsToKeep } from '../../../playground/page/desk/known-trail.js';

function happening(id: number, parts: Partial<Happening> = {}): Happening {
  return {
    ...{ id, version: id, at: '2026-03-02T10:00:00.000Z', kind: 'event', title: `thing ${id}`, userId: null },
    ...{ payload: null, delivery: null, calls: [], rows: [], violations: [], leftOut: 0 },
    ...parts,
  };
}

function row(table: string, kind: 'insert' | 'update', columns: string[] = []) {
  const changed = columns.map((name) => ({ name, before: null, after: 1 }));
  return { ...{ afterMs: 0, isGuessed: false, key: '1', table, kind }, columns: changed };
}

const newTicket = (id: number) => happening(id, { rows: [row('tickets', 'insert')] });
const taken = (id: number) => happening(id, { rows: [row('tickets', 'update', ['assignee_id'])] });

function trail(happenings: Happening[], parts: Partial<Trail> = {}): Trail {
  return { run: 'first', version: 9, oldestId: 1, happenings, ...parts };
}

const titlesOf = ({ happenings }: Trail) => happenings.map(({ title }) => title);
const NOTHING = knownFrom(null);

describe('news', () => {
  const known = learn(NOTHING, trail([happening(1), happening(2)]));

  it('replace what they are news of, and stand at the end where they are new', () => {
    const news = [happening(2, { title: 'more of 2' }), happening(3)];
    expect(titlesOf(learn(known, trail(news)))).toEqual(['thing 1', 'more of 2', 'thing 3']);
  });

  it('say what was forgotten', () => {
    expect(titlesOf(learn(known, trail([happening(3)], { oldestId: 2 })))).toEqual(['thing 2', 'thing 3']);
  });

  it('of another run leave nothing of the one before, whose ids are no longer the same things', () => {
    const other = trail([happening(1, { title: 'another thing 1' })], { run: 'second', version: 1 });
    expect(titlesOf(learn(known, other))).toEqual(['another thing 1']);
  });
});

describe('the story', () => {
  it('goes on where it was after a restart, in which ids begin anew', () => {
    const before = learn(NOTHING, trail([newTicket(40)]));
    const after = learn(before, trail([newTicket(1), taken(2)], { run: 'second' }));
    expect(after.progress).toEqual({ done: 2, lastId: 2 });
  });

  it('goes on where it was after a reload, whether or not its happenings are still told', () => {
    const kept = wordsToKeep(learn(NOTHING, trail([newTicket(1), taken(2)])));
    expect(learn(knownFrom(kept), trail([])).progress.done).toBe(2);
    expect(learn(knownFrom(kept), trail([newTicket(1), taken(2)])).progress.done).toBe(2);
  });

  it('counts what comes after a step that was skipped', () => {
    const skipped = skipStep(NOTHING);
    expect(skipped.progress.done).toBe(1);
    expect(learn(skipped, trail([taken(1)])).progress.done).toBe(2);
  });

  test.each([['nothing'], ['{"done":"6"'], ['{"done":"6","lastId":-1}'], ['[]'], ['{"done":1.5}'], ['null']])(
    'begins where %s was kept',
    (kept) => {
      expect(knownFrom(kept)).toEqual(NOTHING);
    },
  );
});

/** What was missed in a thread follows from what is stored and what Slack has now, and from nothing else. */
import { describe, expect, it } from 'vitest';
import {
  type Comparison,
  compareThread,
  type KnownComment,
} from '../../../src/domain/reconcile/compare-thread.js';
import type { ThreadMessage } from '../../../src/domain/reconcile/thread-page.js';
import { edited, file, posted } from '../../support/messages.js';

const THREAD_TS = '1772440000.000100';
const ts = (index: number) => `17724400${index}0.000100`;
const place = (index: number) => ({ channel: 'C1', threadTs: THREAD_TS, ts: ts(index), user: 'UBO' });

const inSlack = (index: number, text = `text ${index}`): ThreadMessage => ({
  ts: ts(index),
  message: posted(place(index), text),
});
const editedInSlack = (index: number, text: string, editTs: string): ThreadMessage => ({
  ts: ts(index),
  message: edited(place(index), { text, previousText: null, editTs }),
});
const aBots = (index: number): ThreadMessage => ({
  ts: ts(index),
  message: { kind: 'ignored', why: 'our own post' },
});
const stored = (index: number, facts: Partial<KnownComment> = {}): KnownComment => ({
  id: index,
  ts: ts(index),
  content: `text ${index}`,
  lastEditTs: null,
  isDeleted: false,
  isGone: false,
  isRedacted: false,
  fileIds: [],
  ...facts,
});

function found(facts: Partial<Comparison>): string[] {
  const comparison = {
    known: [],
    replies: [],
    isLast: true,
    isContinued: false,
    settledUntilTs: null,
    ...facts,
  };
  return compareThread(comparison).map((finding) => {
    const of = 'comment' in finding ? finding.comment.ts : finding.message.ts;
    return `${finding.kind} ${of.slice(8, 9)}`;
  });
}

const EDIT_TS = '1772440099.000000';

describe('replies', () => {
  it.each<[string, Partial<Comparison>, string[]]>([
    ['what is stored is no news', { known: [stored(1)], replies: [inSlack(1)] }, []],
    [
      'one in the middle was missed',
      { known: [stored(1), stored(3)], replies: [inSlack(1), inSlack(2), inSlack(3)] },
      ['reply 2'],
    ],
    ['an edited one was missed', { replies: [editedInSlack(1, 'now', EDIT_TS)] }, ['reply 1']],
    ["bots' posts are none", { replies: [aBots(1)] }, []],
    [
      'what is younger than the settled time comes as an event',
      { replies: [inSlack(1), inSlack(2)], settledUntilTs: ts(1) },
      ['reply 1'],
    ],
  ])('%s', (_what, facts, expected) => {
    expect(found(facts)).toEqual(expected);
  });
});

describe('edits', () => {
  const known = (facts: Partial<KnownComment>) => ({ known: [stored(1, facts)] });
  const slack = (text: string, editTs = EDIT_TS) => ({ replies: [editedInSlack(1, text, editTs)] });
  it.each<[string, Partial<Comparison>, string[]]>([
    ['one was missed', { ...known({}), ...slack('now') }, ['edit 1']],
    ['it is known', { ...known({ content: 'now', lastEditTs: EDIT_TS }), ...slack('now') }, []],
    ['of what was redacted is none', { ...known({ content: '', isRedacted: true }), ...slack('now') }, []],
    [
      'a second one in its second',
      { ...known({ content: 'first', lastEditTs: EDIT_TS }), ...slack('now') },
      ['edit 1'],
    ],
    [
      'a newer one is known',
      { ...known({ content: 'newer', lastEditTs: '1772440199.000000' }), ...slack('now') },
      [],
    ],
    [
      'the stored text lacks what cannot be stored',
      { ...known({ content: 'now', lastEditTs: EDIT_TS }), ...slack('no\u0000w') },
      [],
    ],
    [
      'another text without a mark of an edit is none',
      { ...known({ content: 'a <#C1>' }), replies: [inSlack(1, 'a <#C1|help>')] },
      [],
    ],
    [
      'somebody whom it mentions was erased since',
      { ...known({ content: 'ask @Erased person 7', lastEditTs: EDIT_TS }), ...slack('ask <@UCLEO|Cleo>') },
      [],
    ],
    [
      'somebody whom it mentions was erased since, and it says something else',
      { ...known({ content: 'ask @Erased person 7', lastEditTs: EDIT_TS }), ...slack('blame <@UCLEO>') },
      ['edit 1'],
    ],
    [
      'it mentions somebody else, and nobody was erased',
      { ...known({ content: 'ask <@UBO>', lastEditTs: EDIT_TS }), ...slack('ask <@UCLEO>') },
      ['edit 1'],
    ],
    ['it is on its way as an event', { ...known({}), ...slack('now'), settledUntilTs: ts(2) }, []],
    ['of a deleted comment it is none', { ...known({ isDeleted: true }), ...slack('now') }, []],
  ])('%s', (_what, facts, expected) => {
    expect(found(facts)).toEqual(expected);
  });

  it('say which text they replaced, so that the newer of two in one second is the newer', () => {
    const [finding] = compareThread({
      known: [stored(1, { content: 'first', lastEditTs: EDIT_TS })],
      replies: [editedInSlack(1, 'now', EDIT_TS)],
      isLast: true,
      isContinued: false,
      settledUntilTs: null,
    });
    expect(finding).toMatchObject({ kind: 'edit', message: { previousText: 'first', text: 'now' } });
  });

  it.each<[string, string[], string[], string[]]>([
    ['a file was taken out', ['F1', 'F2'], ['F1'], ['edit 1']],
    ['a file came along', ['F1'], ['F1', 'F2'], ['edit 1']],
    ['the same files in another order', ['F1', 'F2'], ['F2', 'F1'], []],
  ])('%s', (_what, before, now, expected) => {
    const message = posted(place(1), 'text 1', { files: now.map(file) });
    expect(found({ known: [stored(1, { fileIds: before })], replies: [{ ts: ts(1), message }] })).toEqual(
      expected,
    );
  });
});

describe('absence', () => {
  it.each<[string, Partial<Comparison>, string[]]>([
    [
      'is a deletion where an older reply is still there',
      { known: [stored(1), stored(2)], replies: [inSlack(1)] },
      ['deletion 2'],
    ],
    ["also where that is a bot's", { known: [stored(2)], replies: [aBots(1)] }, ['deletion 2']],
    [
      'is none where nothing older is: Slack forgot it',
      { known: [stored(1), stored(2)], replies: [inSlack(2)] },
      ['gone 1'],
    ],
    ['nor in a thread without replies', { known: [stored(1)] }, ['gone 1']],
    ['is told once', { known: [stored(1, { isGone: true })] }, []],
    [
      'of what is deleted already is no news',
      { known: [stored(1), stored(2, { isDeleted: true })], replies: [inSlack(1)] },
      [],
    ],
    [
      'past the end of a page says nothing yet',
      { known: [stored(1), stored(2)], replies: [inSlack(1)], isLast: false },
      [],
    ],
    [
      'at the head of a later page is a deletion',
      { known: [stored(1), stored(2)], replies: [inSlack(2)], isContinued: true },
      ['deletion 1'],
    ],
    [
      'of what may still be on its way is left',
      { known: [stored(1), stored(2)], replies: [inSlack(1)], settledUntilTs: ts(1) },
      [],
    ],
    [
      'is over when it is there again',
      { known: [stored(1, { isGone: true })], replies: [inSlack(1)] },
      ['back 1'],
    ],
  ])('%s', (_what, facts, expected) => {
    expect(found(facts)).toEqual(expected);
  });
});

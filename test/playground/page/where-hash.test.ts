/** What is open in the page survives a reload, because all of it stands in the address. */
import { describe, expect, it } from 'vitest';
import {
  moved,
  permalinkOf,
  readPermalink,
  readWhere,
  type Where,
  writeWhere,
} from '../../../playground/page/where-hash.js';

const spot = { as: 'Bo', place: 'C0ITHELP002', thread: null, mark: null };

describe('the address', () => {
  it('begins with Bo in #it-help and Ana in #it-triage', () => {
    expect(readWhere('')).toMatchObject({
      left: { as: 'Bo', place: 'it-help' },
      right: { as: 'Ana', place: 'it-triage' },
      isTwo: true,
    });
  });

  it.each<[string, Where]>([
    ['two people', { left: spot, right: { ...spot, as: 'Ana', place: 'home' }, isTwo: true }],
    ['one person', { left: spot, right: spot, isTwo: false }],
    ['a thread', { left: { ...spot, thread: '1772.0001' }, right: spot, isTwo: true }],
    ['a message without its thread', { left: { ...spot, mark: '1772.0002' }, right: spot, isTwo: true }],
    ['nowhere yet', { left: { ...spot, place: null }, right: spot, isTwo: true }],
  ])('keeps %s', (_, where) => {
    expect(readWhere(writeWhere(where))).toEqual(where);
  });
});

describe('going somewhere else', () => {
  const open = { ...spot, thread: '1772.0001', mark: '1772.0002' };

  it.each([
    ['another channel leaves the thread', { place: 'C0GENERA001' }, { thread: null, mark: null }],
    ['another person leaves the thread', { as: 'Ana' }, { thread: null, mark: null }],
    [
      'another thread stays in the channel',
      { thread: '1772.0009' },
      { place: spot.place, thread: '1772.0009' },
    ],
    [
      'a link opens channel, thread and message',
      { place: 'C1', thread: '1', mark: '2' },
      { thread: '1', mark: '2' },
    ],
  ])('%s', (_, change, expected) => {
    expect(moved(open, change)).toMatchObject(expected);
  });
});

describe('a permalink', () => {
  it.each([
    ['a message', '1772000000.000100', null],
    ['a reply', '1772000000.000200', '1772000000.000100'],
  ])('of %s leads to it', (_, ts, threadTs) => {
    const { pathname, search } = new URL(permalinkOf('acme', 'C0ITHELP002', ts, threadTs));
    expect(readPermalink(pathname, search)).toEqual({ channelId: 'C0ITHELP002', ts, threadTs });
  });

  it('of a root names no thread, as Slack has it', () => {
    expect(permalinkOf('acme', 'C1', '1772000000.000100', '1772000000.000100')).not.toContain('?');
  });

  it.each(['/', '/archives', '/archives/c1/p1', '/archives/C1/p12'])('is not %s', (pathname) => {
    expect(readPermalink(pathname, '')).toBeNull();
  });
});

/** How the page lays out a conversation. */
import { describe, expect, it } from 'vitest';
import type { ShownMessage } from '../../../playground/live/protocol.js';
import { answerSince, type Layout, rowsOf } from '../../../playground/page/slack/message/message-rows.js';

/** 2026-03-02T12:00:00Z, a Monday. */
const NOON_S = 1_772_452_800;
const HOUR_S = 3_600;

function message(atS: number, part: Partial<ShownMessage> = {}): ShownMessage {
  return {
    channelId: 'C1',
    ts: `${NOON_S + atS}.000100`,
    threadTs: null,
    author: { id: 'UBO', name: 'Bo', isBot: false },
    text: 'Hello',
    blocks: [],
    attachments: [],
    files: [],
    reactions: [],
    isEphemeral: false,
    isEdited: false,
    isBroadcast: false,
    isTombstone: false,
    subtype: null,
    replies: null,
    chosen: {},
    ...part,
  };
}

const ana = { author: { id: 'UANA', name: 'Ana', isBot: false } };
const layout: Layout = { tz: 'UTC', nowMs: NOON_S * 1000, meId: 'UANA', lineTs: null, isThread: false };

function laidOut(messages: readonly ShownMessage[], change: Partial<Layout> = {}): string[] {
  return rowsOf(messages, { ...layout, ...change }).map((row) => {
    if (row.kind === 'day') return row.words;
    if (row.kind === 'replies') return `${row.count} below`;
    if (row.kind === 'new') return 'new';
    return row.isCompact ? 'goes on' : row.message.author.name;
  });
}

describe('days', () => {
  it('begin where they do for the reader', () => {
    const late = [message(-HOUR_S), message(HOUR_S)];
    const nowMs = (NOON_S + 2 * HOUR_S) * 1000;
    expect(laidOut(late, { nowMs })).toEqual(['Today', 'Bo', 'Bo']);
    expect(laidOut(late, { nowMs, tz: 'Pacific/Fiji' })).toEqual(['Yesterday', 'Bo', 'Today', 'Bo']);
    expect(laidOut([message(-13 * HOUR_S), message(0)])).toEqual(['Yesterday', 'Bo', 'Today', 'Bo']);
  });

  it('are named, with the year where it is another', () => {
    expect(laidOut([message(-5 * 24 * HOUR_S)])[0]).toBe('Wednesday, February 25');
    expect(laidOut([message(-100 * 24 * HOUR_S)])[0]).toBe('Saturday, November 22, 2025');
  });

  it('do not divide a thread, which counts its replies', () => {
    const thread = [message(-24 * HOUR_S), message(0), message(60)];
    expect(laidOut(thread, { isThread: true })).toEqual(['Bo', '2 below', 'Bo', 'goes on']);
  });
});

describe('who says it', () => {
  it.each<[string, Partial<ShownMessage>, number]>([
    ['another person', ana, 60],
    ['five minutes later', {}, 301],
    ['a reply sent to the channel', { isBroadcast: true }, 60],
    ['a join', { subtype: 'channel_join' }, 60],
    ['a deleted message', { isTombstone: true }, 60],
    ['what only one person sees', { isEphemeral: true }, 60],
  ])('stands above %s', (_, part, atS) => {
    expect(laidOut([message(0), message(atS, part)]).at(-1)).not.toBe('goes on');
  });

  it('goes on for what follows soon, files too', () => {
    expect(laidOut([message(0), message(60), message(120, { subtype: 'file_share' })])).toEqual([
      'Today',
      'Bo',
      'goes on',
      'goes on',
    ]);
  });
});

describe('the line of what is new', () => {
  const lineTs = message(0).ts;

  it('stands before the first that somebody else said since', () => {
    const rows = laidOut([message(0), message(30, ana), message(60), message(90)], { lineTs });
    expect(rows).toEqual(['Today', 'Bo', 'Ana', 'new', 'Bo', 'goes on']);
  });

  it('is not there where only oneself said something', () => {
    expect(laidOut([message(0), message(30, ana)], { lineTs })).not.toContain('new');
  });
});

describe('an answer in the channel that a thread hides', () => {
  const openedTs = message(60).ts;
  const mine = (atS: number) => message(atS, { isEphemeral: true });
  it.each<[string, ShownMessage[], number | null]>([
    ['the newest since the thread was opened', [mine(70), mine(80), message(90)], 80],
    ['none that stood there before', [mine(50), mine(60)], null],
    ['nothing that others see', [message(70)], null],
  ])('is %s', (_, messages, atS) => {
    expect(answerSince(messages, openedTs)?.ts ?? null).toBe(atS === null ? null : message(atS).ts);
  });
});

/** What the composer of the page offers while somebody types. */
import { describe, expect, it } from 'vitest';
import type { ChannelRow, PersonRow } from '../../../playground/live/protocol.js';
import { hintFor, type Offer, suggestionsFor } from '../../../playground/page/slack/composer/suggest.js';

function person(name: string, part: Partial<PersonRow> = {}): PersonRow {
  const handle = name.toLowerCase();
  return {
    id: `U${name}`,
    name,
    realName: name,
    handle,
    tz: 'UTC',
    role: 'member',
    isDeactivated: false,
    ...part,
  };
}

function channel(name: string, part: Partial<ChannelRow> = {}): ChannelRow {
  return {
    id: `C${name}`,
    name,
    kind: 'public',
    isShared: false,
    isArchived: false,
    isMember: true,
    hasBot: true,
    memberIds: [],
    unreadCount: 0,
    isPressing: false,
    ...part,
  };
}

const offer: Offer = {
  appName: 'Threadesk',
  commands: [
    { command: '/ticket', description: 'Work tickets', usageHint: 'new VPN down' },
    { command: '/desk', description: 'Look after the desk', usageHint: '' },
  ],
  people: [
    person('Ana', { realName: 'Ana Sousa' }),
    person('Ada'),
    person('Zoe', { isDeactivated: true }),
    person('threadesk', { role: 'app' }),
  ],
  channels: [
    channel('it-help'),
    channel('it-triage', { kind: 'private' }),
    channel('it-old', { isArchived: true }),
    channel('Ana', { kind: 'im' }),
  ],
};

const labels = (text: string, caret = text.length) =>
  suggestionsFor(text, caret, offer)?.items.map(({ label }) => label) ?? [];

describe('suggestions', () => {
  it.each([
    ['/', ['/ticket', '/desk', '/invite', '/remove', '/join', '/leave', '/me']],
    ['/ti', ['/ticket']],
    ['/ticket new', []],
    ['hello /ti', []],
    ['@a', ['@Ana', '@Ada']],
    ['ask @sou', ['@Ana']],
    ['@thr', ['@threadesk']],
    ['@z', []],
    ['@her', ['@here']],
    ['a@an', []],
    ['see #it', ['#it-help', '#it-triage']],
    ['nothing', []],
  ])('for "%s"', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('are for the word before the caret, wherever that stands', () => {
    expect(labels('ask @an about it', 7)).toEqual(['@Ana']);
    expect(suggestionsFor('ask @an about it', 7, offer)?.from).toBe(4);
  });
});

describe('the hint below the composer', () => {
  it.each([
    ['/ticket ', '/ticket new VPN down'],
    ['/ticket', null],
    ['/ticket n', null],
    ['/desk ', null],
    ['/invite ', '/invite @somebody'],
    ['hello ', null],
  ])('for "%s" is %s', (text, expected) => {
    expect(hintFor(text, offer)).toBe(expected);
  });
});

/** What a post may show, by who reads the place it goes to. */
import { describe, expect, it } from 'vitest';
import { gateOf, type PostGate, type PostPlaceFacts } from '../../src/domain/post-gate.js';

const place = (facts: Partial<PostPlaceFacts> = {}): PostPlaceFacts => ({
  ...{ kind: 'private', isExternal: false, role: 'triage' },
  ...facts,
});
const AGENTS = place();
const PUBLIC = place({ kind: 'public', role: null });
const REQUEST = place({ role: 'request' });
const SHARED = place({ isExternal: true });
const DIRECT = place({ kind: 'im', role: null });
const UNKNOWN = place({ kind: 'unknown', role: null });
const post = (kind: string, to: { threadRole?: string; userId?: number } = {}) => ({
  ...{ kind, threadRole: to.threadRole ?? null, userId: to.userId ?? null },
});
const CARD = post('triage_card');
const MIRROR = post('mirror', { threadRole: 'triage' });
const ORIGIN = post('origin_card');
const LINE = post('status_line', { threadRole: 'origin' });
const WATCHER = post('status_line', { userId: 7 });
const NOTE = post('linked_note', { threadRole: 'linked' });

describe('a ticket that is not confidential', () => {
  it.each<[string, ReturnType<typeof post>, PostPlaceFacts, PostGate]>([
    ['a card for agents among them', CARD, AGENTS, 'open'],
    ['a card for agents in public', CARD, PUBLIC, 'hidden'],
    ['a card for agents among requesters', CARD, REQUEST, 'hidden'],
    ['a card for agents before another organization', CARD, SHARED, 'hidden'],
    ['a card for agents where nobody knows who reads', CARD, UNKNOWN, 'unknown'],
    ['a copy for agents in public', MIRROR, PUBLIC, 'hidden'],
    ["the reporter's card in public", ORIGIN, PUBLIC, 'open'],
    ["the reporter's card where nobody knows who reads", ORIGIN, UNKNOWN, 'open'],
    ['a line in direct messages', WATCHER, DIRECT, 'open'],
    ['what tells a private thread in it', NOTE, place({ role: null }), 'open'],
    ['what tells a private thread, once it is public', NOTE, PUBLIC, 'hidden'],
    ['a kind of another version in public', post('from_tomorrow'), PUBLIC, 'hidden'],
  ])('%s', (_what, said, where, expected) => {
    const ticket = { isConfidential: false, mayReaderSee: false };
    expect(gateOf(said, where, ticket)).toBe(expected);
    expect(gateOf(said, where, null)).toBe(expected);
  });
});

describe('a confidential ticket', () => {
  it.each<[string, ReturnType<typeof post>, PostPlaceFacts, boolean, PostGate]>([
    ['a card for agents among them', CARD, AGENTS, false, 'open'],
    ['a card for agents in public', CARD, PUBLIC, false, 'hidden'],
    ["the reporter's card in their direct messages", ORIGIN, DIRECT, false, 'open'],
    ["the reporter's card in public", ORIGIN, PUBLIC, false, 'closed'],
    ["the reporter's card in a request channel", ORIGIN, REQUEST, false, 'closed'],
    ["the reporter's card where nobody knows who reads", ORIGIN, UNKNOWN, false, 'unknown'],
    ['a line for the reporter where nobody knows who reads', LINE, UNKNOWN, false, 'unknown'],
    ['a line for a watcher who sees it', WATCHER, DIRECT, true, 'open'],
    ['a line for a watcher who does not', WATCHER, DIRECT, false, 'closed'],
    ['what tells a private thread', NOTE, place({ role: null }), true, 'closed'],
  ])('%s', (_what, said, where, mayReaderSee, expected) => {
    expect(gateOf(said, where, { isConfidential: true, mayReaderSee })).toBe(expected);
  });
});

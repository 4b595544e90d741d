/** What something came of: what is said of it first, then what it names, and the time only where there is nothing else. */
import { expect, test } from 'vitest';
import { type Clue, causeOf, nameWord } from '../../playground/live/cause-of.js';
import { type Claim, claimWord, readClaim } from '../../playground/workspace/claim.js';

const BO: Claim = { of: 'request', envelopeId: 'e-bo' };
const ANA: Claim = { of: 'request', envelopeId: 'e-ana' };
const POST: Claim = { of: 'post', postId: '7' };
const SENDER: Claim = { of: 'job', name: 'send-posts', run: '3' };
const JUMP: Claim = { of: 'play', happeningId: 9 };
const NOTHING: Claim = { of: 'nothing' };

/** Bo pressed, and Ana right after him, so that Ana's is always the latest; a message was wanted by Bo's. */
const KNOWN = new Map([
  [claimWord(BO), 'Bo'],
  [claimWord(ANA), 'Ana'],
  [claimWord(POST), 'Bo'],
  [claimWord(JUMP), 'the jump'],
  [nameWord('trigger-of-bo'), 'Bo'],
]);
const known = {
  by: (word: string) => KNOWN.get(word),
  at: (atMs: number) => (atMs < 3_000 ? 'Ana' : undefined),
};

const clue = (parts: Partial<Clue>): Clue => ({ claim: null, atMs: 0, names: [], postOf: null, ...parts });
const of = (whose: string) => ({ is: 'known', of: whose });
const itself = (word: string, job: string | null = null) => ({ is: 'itself', word, job });

test.each<[string, Partial<Clue>, unknown]>([
  ['what Bo’s request does is Bo’s, though Ana pressed at the same instant', { claim: BO }, of('Bo')],
  ['and Ana’s is Ana’s', { claim: ANA }, of('Ana')],
  ['a message that is sent later belongs to the press that wanted it', { claim: POST }, of('Bo')],
  ['and so does what a job notes of it', { claim: SENDER, postOf: '7' }, of('Bo')],
  ['and what nobody in particular notes', { claim: NOTHING, postOf: '7' }, of('Bo')],
  ['but what Ana does with that message is Ana’s', { claim: ANA, postOf: '7' }, of('Ana')],
  [
    'a message that nobody is known to have wanted',
    { claim: SENDER, postOf: '8' },
    itself('job:send-posts:3', 'send-posts'),
  ],
  [
    'what a job does of its own accord is its own',
    { claim: SENDER },
    itself('job:send-posts:3', 'send-posts'),
  ],
  ['a job that a jump has run is the jump’s', { claim: JUMP }, of('the jump')],
  ['what is done for nothing is nobody’s', { claim: NOTHING }, itself('nothing')],
  ['a request that is forgotten', { claim: { of: 'request', envelopeId: 'e-old' } }, itself('request:e-old')],
  ['of another app: what names a trigger is whose that was', { names: ['trigger-of-bo'] }, of('Bo')],
  [
    'of another app: what names nothing known is guessed',
    { names: ['another'] },
    { is: 'guessed', of: 'Ana' },
  ],
  ['of another app, with nothing in hand', { atMs: 3_000 }, itself('nothing')],
])('%s', (_, parts, cause) => {
  expect(causeOf(clue(parts), known)).toEqual(cause);
});

test.each([BO, POST, SENDER, JUMP, NOTHING])('a claim is read as it was written: %o', (claim) => {
  expect(readClaim(claimWord(claim))).toEqual(claim);
});

test.each([null, undefined, '', 'request:', 'boss:1', 'post'])('%o claims nothing', (word) => {
  expect(readClaim(word)).toBeNull();
});

test('nothing that is claimed can end the SQL that it stands in', () => {
  const envelopeId = `x'; DROP TABLE tickets; --`;
  expect(claimWord({ of: 'request', envelopeId })).toBe('request:xDROPTABLEtickets--');
});

/** Remembers what happened and what came of it: deliveries, calls, rows and violations, each with its cause. */

import { randomUUID } from 'node:crypto';
import type { RecordedCall } from '../api/call.js';
import type { Delivered } from '../delivery/dispatcher.js';
import { claimWord, readClaim } from '../workspace/claim.js';
import type { WorkspaceCore } from '../workspace/core.js';
import type { JsonObject, Violation } from '../workspace/types.js';
import { type Clue, causeOf, nameWord } from './cause-of.js';
import type { Manifest } from './lobby.js';
import { namesGiven, namesUsed } from './names.js';
import type { Happening, RowChange, Trail } from './protocol.js';
import { addHappening, append, type Book, type Kept, knownIn, renew, wordFor } from './trail-book.js';
import { cut } from './trail-size.js';
import { toldOf } from './trail-titles.js';
import { withoutSecrets } from './without-secrets.js';

/** A row as it changed. */
export type ChangedRow = Omit<RowChange, 'afterMs' | 'isGuessed'> & {
  /** Real time. */
  atMs: number;
  /** What whoever changed it said that it was for. */
  claim: string | null;
  /** Where it is the row of a message: whether that is wanted now, or wanted otherwise; if not, the row tells what became of it. */
  post: { id: string; isWish: boolean } | null;
};

/** Something that is done to the box: in hand until its end is called, with false where it was refused. */
export type Begun = { happeningId: number; end(isDone?: boolean): void };

export type TrailBook = {
  /** Unlike that of any other start. */
  run: string;
  version(): number;
  /** What changed after this version of `run`; all that is kept where another one runs. */
  since(version: number, run?: string): Trail;
  delivered(delivered: Delivered): void;
  called(call: RecordedCall): void;
  changed(rows: readonly ChangedRow[]): void;
  violated(violation: Violation, claim: string | null): void;
  begin(kind: 'fault' | 'time', title: string): Begun;
  /** Resolves when every row that is committed by now was told. Until somebody follows them there are none. */
  followRows(caughtUp: () => Promise<void>): void;
};

function shownPart<T>(value: T): T {
  return cut(withoutSecrets(value)) as T;
}

function noteDelivery(book: Book, delivered: Delivered): void {
  const { kind, payload, state, attempts, ackMs, answer, envelopeIds } = delivered;
  const nowMs = Date.now();
  const kept = book.byDelivery.get(delivered) ?? addDelivered(book, nowMs, kind, payload);
  book.byDelivery.set(delivered, kept);
  for (const envelopeId of envelopeIds) wordFor(book, kept, claimWord({ of: 'request', envelopeId }));
  kept.isUnderway = state === 'underway';
  kept.lastMs = nowMs;
  renew(book, kept, { delivery: { state, attempts, ackMs, answer: shownPart(answer) } });
}

function addDelivered(book: Book, nowMs: number, kind: Delivered['kind'], payload: JsonObject): Kept {
  const told = toldOf(book, kind, payload);
  const isEcho = told.userId === book.core.state.app.botUserId;
  const title = withoutSecrets(told.title);
  const kept = addHappening(book, nowMs, { ...told, title, payload: shownPart(payload) }, isEcho);
  for (const name of namesGiven(payload)) wordFor(book, kept, nameWord(name));
  return kept;
}

/** Where nothing from outside caused it, the app did it by itself: a happening for each run of a job. */
function placeOf(book: Book, clue: Clue): { kept: Kept; isGuessed: boolean } {
  const cause = causeOf(clue, knownIn(book));
  const kept = cause.is === 'itself' ? addOwn(book, clue.atMs, cause) : cause.of;
  kept.lastMs = Math.max(kept.lastMs, clue.atMs);
  return { kept, isGuessed: cause.is === 'guessed' };
}

function addOwn(book: Book, atMs: number, { word, job }: { word: string; job: string | null }): Kept {
  const own = `${book.manifest.appName}, by itself`;
  const title = job === null ? own : `${own}: ${job}`;
  const kept = addHappening(book, atMs, { kind: 'itself', title, userId: null, payload: null });
  wordFor(book, kept, word);
  return kept;
}

function noteCall(book: Book, { method, args, result, fault, beganAtMs, tookMs, claim }: RecordedCall): void {
  const clue = { claim: readClaim(claim), atMs: beganAtMs, names: namesUsed(args), postOf: null };
  const { kept, isGuessed } = placeOf(book, clue);
  kept.lastMs = Math.max(kept.lastMs, beganAtMs + tookMs);
  append(book, kept, 'calls', {
    afterMs: beganAtMs - kept.beganMs,
    tookMs,
    method,
    args: shownPart(args),
    result: shownPart(result),
    fault: fault ?? null,
    isGuessed,
  });
}

/** A message belongs to whoever last wanted it so, and with it all that is done for it from then on. */
function noteRow(book: Book, { atMs, claim, post, ...row }: ChangedRow): void {
  const postOf = post?.isWish === false ? post.id : null;
  const { kept, isGuessed } = placeOf(book, { claim: readClaim(claim), atMs, names: [], postOf });
  if (post?.isWish) wordFor(book, kept, claimWord({ of: 'post', postId: post.id }));
  const afterMs = Math.max(0, Math.round(atMs - kept.beganMs));
  append(book, kept, 'rows', { ...shownPart(row), afterMs, isGuessed });
}

function noteViolation(book: Book, violation: Violation, claim: string | null, atMs: number): void {
  const { kept, isGuessed } = placeOf(book, { claim: readClaim(claim), atMs, names: [], postOf: null });
  append(book, kept, 'violations', { ...shownPart(violation), isGuessed });
}

function begin(book: Book, kind: 'fault' | 'time', title: string): Begun {
  const kept = addHappening(book, Date.now(), { kind, title, userId: null, payload: null });
  const happeningId = kept.shown.id;
  wordFor(book, kept, claimWord({ of: 'play', happeningId }));
  kept.isUnderway = true;
  renew(book, kept, {});
  const end = (isDone = true) => {
    kept.isUnderway = false;
    kept.lastMs = Date.now();
    renew(book, kept, isDone ? {} : { title: `Refused: ${title}` });
  };
  return { happeningId, end };
}

/** @param onNews called after each change. */
export function keepTrail(core: WorkspaceCore, manifest: Manifest, onNews: () => void): TrailBook {
  const book: Book = {
    ...{ core, manifest, onNews, version: 0, serial: 0, bytes: 0 },
    ...{ kept: [], byDelivery: new WeakMap(), byWord: new Map() },
  };
  const thisRun = randomUUID();
  let caughtUp: (() => Promise<void>) | null = null;
  /** What is done for a message belongs to the row that wanted it, which was committed before, but may not have been told yet. */
  const inTurn = (claim: string | null, note: () => void): void => {
    const isKnownByRow = readClaim(claim)?.of === 'post';
    if (isKnownByRow && caughtUp !== null) void caughtUp().then(note, note);
    else note();
  };
  return {
    run: thisRun,
    version: () => book.version,
    since: (version, run = thisRun) => ({
      run: thisRun,
      version: book.version,
      oldestId: book.kept[0]?.shown.id ?? 0,
      happenings: shownSince(book, run === thisRun ? version : 0),
    }),
    delivered: (delivered) => noteDelivery(book, delivered),
    called: (call) => inTurn(call.claim, () => noteCall(book, call)),
    changed: (rows) => {
      for (const row of rows) noteRow(book, row);
    },
    violated: (violation, claim) => {
      const atMs = Date.now();
      inTurn(claim, () => noteViolation(book, violation, claim, atMs));
    },
    begin: (kind, title) => begin(book, kind, title),
    followRows: (follow) => {
      caughtUp = follow;
    },
  };
}

function shownSince(book: Book, version: number): Happening[] {
  return book.kept.map(({ shown }) => shown).filter((shown) => shown.version > version);
}

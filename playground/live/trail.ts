/** Remembers what happened and what came of it: deliveries, calls, rows and violations, each with its cause. */

import type { RecordedCall } from '../api/call.js';
import type { Delivered } from '../delivery/dispatcher.js';
import type { WorkspaceCore } from '../workspace/core.js';
import type { JsonObject, Violation } from '../workspace/types.js';
import type { Manifest } from './lobby.js';
import type { Happening, HappeningKind, RowChange, Trail, TrailCall } from './protocol.js';
import { toldOf } from './trail-titles.js';
import { withoutSecrets } from './without-secrets.js';

/** What is older is forgotten. */
const HAPPENINGS_MAX = 500;
/** For so long after the last sign of it, what the app does is taken to come of a happening. */
const IN_HAND_MS = 3000;
/** A cause with more consequences is a flood, which nobody reads to its end. */
const KEPT_MAX = 500;

/** A row as it changed, at an instant of real time. */
export type ChangedRow = Omit<RowChange, 'afterMs'> & { atMs: number };

export type TrailBook = {
  version(): number;
  since(version: number): Trail;
  delivered(delivered: Delivered): void;
  called(call: RecordedCall): void;
  changed(rows: readonly ChangedRow[]): void;
  violated(violation: Violation): void;
  /** Something that is done to the box: in hand until the end that is returned is called, with false where it was refused. */
  begin(kind: 'fault' | 'time', title: string): (isDone?: boolean) => void;
};

type Kept = {
  shown: Happening;
  beganMs: number;
  lastMs: number;
  isUnderway: boolean;
  /** The app's own message that comes back to it: nothing comes of that. */
  isEcho: boolean;
};

type Book = {
  core: WorkspaceCore;
  manifest: Manifest;
  onNews: () => void;
  kept: Kept[];
  byDelivery: WeakMap<Delivered, Kept>;
  version: number;
  serial: number;
};

type New = Pick<Happening, 'kind' | 'title' | 'userId' | 'payload' | 'delivery'>;

function add(book: Book, beganMs: number, happening: New, isEcho = false): Kept {
  book.serial += 1;
  const shown: Happening = {
    id: book.serial,
    version: 0,
    at: book.core.clock.now().toISOString(),
    calls: [],
    rows: [],
    violations: [],
    ...happening,
  };
  const kept: Kept = { shown, beganMs, lastMs: beganMs, isUnderway: false, isEcho };
  book.kept.push(kept);
  if (book.kept.length > HAPPENINGS_MAX) book.kept.shift();
  return kept;
}

function renew(book: Book, kept: Kept, change: Partial<Happening>): void {
  book.version += 1;
  kept.shown = { ...kept.shown, ...change, version: book.version };
  book.onNews();
}

function isInHand(kept: Kept, atMs: number): boolean {
  return !kept.isEcho && (kept.isUnderway || atMs - kept.lastMs <= IN_HAND_MS);
}

/** The latest happening that had begun by then and is in hand; without one the app did it by itself. */
function causeOf(book: Book, atMs: number): Kept {
  const begun = book.kept.findLast(({ isEcho, beganMs }) => !isEcho && beganMs <= atMs);
  const kept =
    begun !== undefined && isInHand(begun, atMs)
      ? begun
      : add(book, atMs, {
          kind: 'itself',
          title: `${book.manifest.appName}, by itself`,
          userId: null,
          payload: null,
          delivery: null,
        });
  kept.lastMs = Math.max(kept.lastMs, atMs);
  return kept;
}

function withOneMore<T>(list: readonly T[], item: T): readonly T[] {
  return list.length < KEPT_MAX ? [...list, item] : list;
}

function noteDelivery(book: Book, delivered: Delivered): void {
  const { kind, payload, state, attempts, ackMs, answer } = delivered;
  const known = book.byDelivery.get(delivered);
  const nowMs = Date.now();
  const kept = known ?? addDelivered(book, nowMs, kind, payload);
  book.byDelivery.set(delivered, kept);
  kept.isUnderway = state === 'underway';
  kept.lastMs = nowMs;
  renew(book, kept, { delivery: { state, attempts, ackMs, answer: withoutSecrets(answer) } });
}

function addDelivered(book: Book, nowMs: number, kind: Delivered['kind'], payload: JsonObject): Kept {
  const told = toldOf(book, kind, payload);
  const isEcho = told.userId === book.core.state.app.botUserId;
  const shown = { ...told, payload: withoutSecrets(payload) as JsonObject, delivery: null };
  return add(book, nowMs, shown, isEcho);
}

function noteCall(book: Book, { method, args, result, fault, beganAtMs, tookMs }: RecordedCall): void {
  const kept = causeOf(book, beganAtMs);
  kept.lastMs = Math.max(kept.lastMs, beganAtMs + tookMs);
  const call: TrailCall = {
    afterMs: beganAtMs - kept.beganMs,
    tookMs,
    method,
    args: withoutSecrets(args) as JsonObject,
    result: withoutSecrets(result) as JsonObject,
    fault: fault ?? null,
  };
  renew(book, kept, { calls: withOneMore(kept.shown.calls, call) });
}

function noteRow(book: Book, { atMs, ...row }: ChangedRow): void {
  const kept = causeOf(book, atMs);
  renew(book, kept, {
    rows: withOneMore(kept.shown.rows, { ...row, afterMs: Math.max(0, Math.round(atMs - kept.beganMs)) }),
  });
}

function beginPlay(
  book: Book,
  kind: Extract<HappeningKind, 'fault' | 'time'>,
  title: string,
): (isDone?: boolean) => void {
  const kept = add(book, Date.now(), { kind, title, userId: null, payload: null, delivery: null });
  kept.isUnderway = true;
  renew(book, kept, {});
  return (isDone = true) => {
    kept.isUnderway = false;
    kept.lastMs = Date.now();
    renew(book, kept, isDone ? {} : { title: `Refused: ${title}` });
  };
}

/** @param onNews called after each change. */
export function keepTrail(core: WorkspaceCore, manifest: Manifest, onNews: () => void): TrailBook {
  const book: Book = { core, manifest, onNews, kept: [], byDelivery: new WeakMap(), version: 0, serial: 0 };
  return {
    version: () => book.version,
    since: (version) => ({
      version: book.version,
      happenings: book.kept.map(({ shown }) => shown).filter((shown) => shown.version > version),
    }),
    delivered: (delivered) => noteDelivery(book, delivered),
    called: (call) => noteCall(book, call),
    changed: (rows) => {
      for (const row of rows) noteRow(book, row);
    },
    violated: (violation) => {
      const kept = causeOf(book, Date.now());
      renew(book, kept, { violations: withOneMore(kept.shown.violations, violation) });
    },
    begin: (kind, title) => beginPlay(book, kind, title),
  };
}

/** Brings events and interactions to the app: retries of events, faults on their way, and what is still under way. */

import { randomUUID } from 'node:crypto';
import type { FaultBoard } from '../faults.js';
import { changed, remember, stirred, type WorkspaceCore } from '../workspace/core.js';
import { asObject } from '../workspace/json.js';
import type { AppEvent, JsonObject } from '../workspace/types.js';
import { eventCallback } from './envelope.js';
import type { EnvelopeKind, FailureReason, Outcome, Transport } from './transport.js';

/** Slack tries an event again at once, after a minute and after five: https://docs.slack.dev/apis/events-api/#retries */
export const RETRY_DELAYS_MS: readonly number[] = [0, 60_000, 300_000];

/** What became of one event: `given_up` after the last retry, `dropped` by a fault. */
export type EventRecord = {
  eventId: string;
  event: JsonObject;
  attempts: number;
  state: 'held' | 'underway' | 'acked' | 'given_up' | 'dropped';
};

/** One payload on its way to the app. What is told of it again and again is one object, with what has become of it since. */
export type Delivered = {
  kind: EnvelopeKind;
  payload: JsonObject;
  state: EventRecord['state'] | 'unanswered';
  attempts: number;
  /** Of the last attempt, in real time; null until it is acked. */
  ackMs: number | null;
  answer: unknown;
  /** Under which it was sent: several where it came several times. */
  envelopeIds: string[];
};

export type Answered = Outcome & { envelopeId: string };

export type Dispatcher = {
  deliverEvent(event: AppEvent): void;
  /** One try: Slack never repeats an interaction. */
  deliverInteraction(kind: EnvelopeKind, payload: JsonObject): Promise<Answered>;
  events: readonly EventRecord[];
  /** Resolves when nothing is under way. Held events are not under way. */
  settled(): Promise<void>;
  close(): void;
};

type DispatcherState = {
  core: WorkspaceCore;
  faults: FaultBoard;
  transport: () => Transport;
  retryDelaysMs: readonly number[];
  /** Told when a delivery begins, and of each change. */
  onDelivery: (delivered: Delivered) => void;
  records: EventRecord[];
  underway: number;
  waiters: (() => void)[];
  timers: Set<NodeJS.Timeout>;
  isClosed: boolean;
};

function begin(state: DispatcherState): void {
  state.underway += 1;
}

function end(state: DispatcherState): void {
  state.underway -= 1;
  stirred(state.core);
  if (state.underway > 0) return;
  for (const resolve of state.waiters.splice(0)) resolve();
}

function later(state: DispatcherState, delayMs: number, action: () => void): void {
  const timer = setTimeout(() => {
    state.timers.delete(timer);
    action();
  }, delayMs);
  state.timers.add(timer);
}

type Sending = {
  delivered: Delivered;
  payload: JsonObject;
  record: EventRecord;
  envelopeId: string;
  attempt: number;
  reason?: FailureReason;
};

async function attempt(state: DispatcherState, sending: Sending): Promise<void> {
  const { record, payload, envelopeId: id, attempt: number, reason } = sending;
  const sentMs = performance.now();
  record.attempts += 1;
  const outcome = await state
    .transport()
    .send({ id, kind: 'events_api', payload }, { number, ...(reason ? { reason } : {}) });
  const delayMs = state.retryDelaysMs[number];
  if (outcome.isAcked) {
    record.state = 'acked';
    sending.delivered.ackMs = Math.round(performance.now() - sentMs);
  } else if (delayMs !== undefined && !outcome.isFinal && !state.isClosed) {
    const next = { ...sending, attempt: number + 1, reason: outcome.reason };
    later(state, delayMs, () => void attempt(state, next));
    note(state, sending.delivered, record);
    return;
  } else if (record.state !== 'acked') record.state = 'given_up';
  note(state, sending.delivered, record);
  end(state);
}

function note(state: DispatcherState, delivered: Delivered, record: EventRecord): void {
  Object.assign(delivered, { state: record.state, attempts: record.attempts });
  state.onDelivery(delivered);
}

type OnItsWay = { payload: JsonObject; record: EventRecord; delivered: Delivered };

function sendEvent(state: DispatcherState, onItsWay: OnItsWay): void {
  if (state.isClosed) return;
  const { record, delivered } = onItsWay;
  record.state = 'underway';
  const envelopeId = randomUUID();
  delivered.envelopeIds.push(envelopeId);
  note(state, delivered, record);
  begin(state);
  void attempt(state, { ...onItsWay, envelopeId, attempt: 0 });
}

function withFault(state: DispatcherState, onItsWay: OnItsWay): void {
  const { payload, record, delivered } = onItsWay;
  const fault = state.faults.takeEvent(asObject(payload.event));
  if (fault?.kind === 'drop') {
    record.state = 'dropped';
    note(state, delivered, record);
    return;
  }
  if (fault?.kind === 'delay') {
    begin(state);
    later(state, fault.delayMs, () => {
      sendEvent(state, onItsWay);
      end(state);
    });
    return;
  }
  const copies = fault?.kind === 'duplicate' ? fault.copies : 1;
  for (let copy = 0; copy < copies; copy += 1) sendEvent(state, onItsWay);
}

function deliverEvent(state: DispatcherState, appEvent: AppEvent): void {
  // A copy, because the workspace goes on changing what the event describes while it waits for its delivery.
  const payload = structuredClone(eventCallback(state.core, appEvent));
  const event = asObject(payload.event);
  const record: EventRecord = { eventId: String(payload.event_id), event, attempts: 0, state: 'held' };
  remember(state.records, record);
  const delivered: Delivered = {
    kind: 'events_api',
    payload,
    state: 'held',
    attempts: 0,
    ackMs: null,
    answer: null,
    envelopeIds: [],
  };
  note(state, delivered, record);
  const deliver = (): void => withFault(state, { payload, record, delivered });
  if (!state.faults.holds({ event, deliver })) deliver();
}

async function deliverInteraction(
  state: DispatcherState,
  kind: EnvelopeKind,
  payload: JsonObject,
): Promise<Answered> {
  begin(state);
  const envelopeId = randomUUID();
  const delivered: Delivered = {
    ...{ kind, payload, envelopeIds: [envelopeId] },
    ...{ state: 'underway', attempts: 1, ackMs: null, answer: null },
  };
  state.onDelivery(delivered);
  // What was chosen or typed stands there while the app has not answered yet.
  changed(state.core);
  const sentMs = performance.now();
  try {
    const outcome = await state.transport().send({ id: envelopeId, kind, payload }, { number: 0 });
    const ackMs = Math.round(performance.now() - sentMs);
    Object.assign(
      delivered,
      outcome.isAcked
        ? { state: 'acked', ackMs, answer: outcome.body }
        : { state: 'unanswered', answer: outcome.reason },
    );
    return { ...outcome, envelopeId };
  } finally {
    state.onDelivery(delivered);
    changed(state.core);
    end(state);
  }
}

export function createDispatcher(
  options: Pick<DispatcherState, 'core' | 'faults' | 'transport' | 'retryDelaysMs' | 'onDelivery'>,
): Dispatcher {
  const state: DispatcherState = {
    ...options,
    records: [],
    underway: 0,
    waiters: [],
    timers: new Set(),
    isClosed: false,
  };
  return {
    deliverEvent: (event) => deliverEvent(state, event),
    deliverInteraction: (kind, payload) => deliverInteraction(state, kind, payload),
    events: state.records,
    settled: () =>
      state.underway === 0 ? Promise.resolve() : new Promise((resolve) => state.waiters.push(resolve)),
    close: () => {
      state.isClosed = true;
      for (const timer of state.timers) clearTimeout(timer);
      for (const resolve of state.waiters.splice(0)) resolve();
    },
  };
}

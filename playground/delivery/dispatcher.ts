/** Brings events and interactions to the app: retries of events, faults on their way, and what is still under way. */

import { randomUUID } from 'node:crypto';
import type { FaultBoard } from '../faults.js';
import { changed, remember, type WorkspaceCore } from '../workspace/core.js';
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

export type Dispatcher = {
  deliverEvent(event: AppEvent): void;
  /** One try: Slack never repeats an interaction. */
  deliverInteraction(kind: EnvelopeKind, payload: JsonObject): Promise<Outcome>;
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
  changed(state.core);
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
  payload: JsonObject;
  record: EventRecord;
  envelopeId: string;
  attempt: number;
  reason?: FailureReason;
};

async function attempt(state: DispatcherState, sending: Sending): Promise<void> {
  const { record, payload, envelopeId: id, attempt: number, reason } = sending;
  record.attempts += 1;
  const outcome = await state
    .transport()
    .send({ id, kind: 'events_api', payload }, { number, ...(reason ? { reason } : {}) });
  const delayMs = state.retryDelaysMs[number];
  if (outcome.isAcked) record.state = 'acked';
  else if (delayMs !== undefined && !outcome.isFinal && !state.isClosed) {
    const next = { ...sending, attempt: number + 1, reason: outcome.reason };
    later(state, delayMs, () => void attempt(state, next));
    return;
  } else if (record.state !== 'acked') record.state = 'given_up';
  end(state);
}

function sendEvent(state: DispatcherState, payload: JsonObject, record: EventRecord): void {
  if (state.isClosed) return;
  record.state = 'underway';
  begin(state);
  void attempt(state, { payload, record, envelopeId: randomUUID(), attempt: 0 });
}

function withFault(state: DispatcherState, payload: JsonObject, record: EventRecord): void {
  const fault = state.faults.takeEvent(asObject(payload.event));
  if (fault?.kind === 'drop') {
    record.state = 'dropped';
    return;
  }
  if (fault?.kind === 'delay') {
    begin(state);
    later(state, fault.delayMs, () => {
      sendEvent(state, payload, record);
      end(state);
    });
    return;
  }
  const copies = fault?.kind === 'duplicate' ? fault.copies : 1;
  for (let copy = 0; copy < copies; copy += 1) sendEvent(state, payload, record);
}

function deliverEvent(state: DispatcherState, appEvent: AppEvent): void {
  // A copy, because the workspace goes on changing what the event describes while it waits for its delivery.
  const payload = structuredClone(eventCallback(state.core, appEvent));
  const event = asObject(payload.event);
  const record: EventRecord = { eventId: String(payload.event_id), event, attempts: 0, state: 'held' };
  remember(state.records, record);
  const deliver = (): void => withFault(state, payload, record);
  if (!state.faults.holds({ event, deliver })) deliver();
}

async function deliverInteraction(
  state: DispatcherState,
  kind: EnvelopeKind,
  payload: JsonObject,
): Promise<Outcome> {
  begin(state);
  try {
    return await state.transport().send({ id: randomUUID(), kind, payload }, { number: 0 });
  } finally {
    end(state);
  }
}

export function createDispatcher(
  options: Pick<DispatcherState, 'core' | 'faults' | 'transport' | 'retryDelaysMs'>,
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
